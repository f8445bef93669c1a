/** The style sheets of <emo-sense>. */
/// <reference path="../ui/css.d.ts" />
import { createStyleSheet, sharedStyle } from '../ui/style.js';
import sharedTheme from '../ui/theme.css?raw';
import element from './element.css?raw';
import notice from './notice.css?raw';
import theme from './theme.css?raw';

/** @type {CSSStyleSheet | undefined} created when it is first used, and then shared by all elements of the page */
let sheet;

/** @returns {CSSStyleSheet[]} */
export function elementStyles() {
  // The layout for wide elements, at the end of element.css, overrides the notice.
  sheet ??= createStyleSheet(sharedTheme, theme, notice, element);
  return [sharedStyle(), sheet];
}
