/** The style sheets of <emo-sense>. */
/// <reference path="../ui/css.d.ts" />
import { sharedStyle, styleSheet } from '../ui/style.js';
import sharedTheme from '../ui/theme.css?raw';
import element from './element.css?raw';
import notice from './notice.css?raw';
import theme from './theme.css?raw';

// The layout for wide elements, at the end of element.css, overrides the notice.
const own = styleSheet(sharedTheme, theme, notice, element);

/** Returns the style sheets for an element in a document. @param {Document} owner @returns {CSSStyleSheet[]} */
export function elementStyles(owner) {
  return [sharedStyle(owner), own(owner)];
}
