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

// The emotions come last: their `--tint` replaces that of the cards.
const shared = styleSheet(hidden, badge, stage, overlay, scoreCards, emotions);

/** Returns the style sheet for a document. */
export function sharedStyle(owner = document) {
  return shared(owner);
}

/**
 * Returns a function that returns the style sheet with these texts for a document: no other one can adopt it. It is
 * created when it is first used, and then shared. No policy can block it, since the page has no style element.
 * @param {string[]} texts of CSS
 * @returns {(owner: Document) => CSSStyleSheet}
 */
export function styleSheet(...texts) {
  /** @type {WeakMap<Document, CSSStyleSheet>} */
  const sheets = new WeakMap();
  return (owner) => {
    const sheet = sheets.get(owner) ?? new (owner.defaultView ?? globalThis).CSSStyleSheet();
    if (!sheets.has(owner)) sheet.replaceSync(texts.join('\n'));
    sheets.set(owner, sheet);
    return sheet;
  };
}
