/** The colors that tell several faces apart: a face with the same number has the same color everywhere. */

/** The number of custom properties `--face-1` to `--face-6` in ui/theme.css. Further faces repeat the colors. */
const FACE_COLORS = 6;

/** Returns the CSS color of the face with this number, counted from 1. @param {number} number */
export function faceColor(number) {
  return `var(--face-${((number - 1) % FACE_COLORS) + 1})`;
}
