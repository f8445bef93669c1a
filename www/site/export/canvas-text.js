/** Fits text into the width of a canvas's drawing, in the context's current font. */

/** @typedef {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} Context */

/** The font of everything that is drawn, in pixels. @param {number} size @param {number} [weight] */
export const canvasFont = (size, weight = 400) => `${weight} ${size}px system-ui, sans-serif`;

/**
 * Returns a text, shortened by an ellipsis if it is wider than `maxWidth`; empty if not even that fits.
 * @param {Context} context
 * @param {string} text
 * @param {number} maxWidth
 * @param {'end' | 'middle'} [where] what is left out: the ends of file names tell them apart
 */
export function shortenText(context, text, maxWidth, where = 'end') {
  const characters = [...text]; // whole code points
  const fits = (/** @type {string} */ candidate) => context.measureText(candidate).width <= maxWidth;
  if (fits(text)) return text;
  for (let [low, high] = [0, characters.length - 1]; ; ) {
    const length = (low + high + 1) >> 1;
    const tail = where === 'middle' ? length >> 1 : 0;
    const shortened = `${characters.slice(0, length - tail).join('')}…${characters.slice(characters.length - tail).join('')}`;
    if (low === high) return length && fits(shortened) ? shortened : '';
    if (fits(shortened)) low = length;
    else high = length - 1;
  }
}

/**
 * Returns the lines of a text, broken between words; a single word that is too wide is shortened.
 * @param {Context} context
 * @param {string} text
 * @param {number} maxWidth
 */
export function wrapText(context, text, maxWidth) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/)) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && context.measureText(longer).width <= maxWidth) lines[lines.length - 1] = longer;
    else lines.push(shortenText(context, word, maxWidth));
  }
  return lines;
}
