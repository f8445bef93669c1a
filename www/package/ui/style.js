/**
 * The style sheet that the pages and the element share: stage, overlay, cards and emotions. The theme is not in it: the
 * pages need it before any script runs, and import theme.css in their own style sheet.
 */
/// <reference path="./css.d.ts" />
import badge from './badge.css?raw';
import emotions from './emotions.css?raw';
import hidden from './hidden.css?raw';
import overlay from './overlay.css?raw';
import scoreCards from './score-cards.css?raw';
import stage from './stage.css?raw';

/** @type {CSSStyleSheet | undefined} created when it is first used, and then shared */
let sheet;

export function sharedStyle() {
  // The emotions come last: their `--tint` replaces that of the cards.
  sheet ??= createStyleSheet(hidden, badge, stage, overlay, scoreCards, emotions);
  return sheet;
}

/**
 * Creates a style sheet that no policy can block, since the page has no style element.
 * @param {string[]} texts of CSS
 */
export function createStyleSheet(...texts) {
  const created = new CSSStyleSheet();
  created.replaceSync(texts.join('\n'));
  return created;
}
