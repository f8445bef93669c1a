/** The format in which all pages show a share of something. */

/** Returns a share from 0 to 1 as a whole percentage, such as "72 %". @param {number} share */
export function formatPercent(share) {
  return `${Math.round(100 * share)} %`;
}
