/** The box of a face, drawn as its four corners; as the path of an SVG, which a canvas can draw, too. */

/**
 * Returns the path of the four corners of a box. Their arms are a quarter of the shorter side long.
 * @param {number} x @param {number} y @param {number} width @param {number} height
 */
export function bracketPath(x, y, width, height) {
  const arm = round(Math.min(width, height) / 4);
  const bend = round(arm / 3);
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(round);
  return (
    `M${left} ${top + arm}V${top + bend}Q${left} ${top} ${left + bend} ${top}H${left + arm}` +
    `M${right - arm} ${top}H${right - bend}Q${right} ${top} ${right} ${top + bend}V${top + arm}` +
    `M${right} ${bottom - arm}V${bottom - bend}Q${right} ${bottom} ${right - bend} ${bottom}H${right - arm}` +
    `M${left + arm} ${bottom}H${left + bend}Q${left} ${bottom} ${left} ${bottom - bend}V${bottom - arm}`
  );
}

/** Rounds to a tenth of a pixel, which nobody sees, so that the attributes are short. @param {number} value */
export function round(value) {
  return Math.round(value * 10) / 10;
}
