/** The format in which all pages show a share of something. */
import { percent } from '../../package/locales/format.js';

/** Returns a share from 0 to 1 as a whole percentage in the language of the page. @param {number} share */
export const formatPercent = (share) => percent(document.documentElement.lang)(share);
