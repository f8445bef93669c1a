/** Tells media streams apart from everything else. */

/**
 * Returns whether a value is a MediaStream: also one of another document, whose class is another, and where there is no
 * such class, as in a worker.
 * @param {unknown} value
 * @returns {value is MediaStream}
 */
export function isMediaStream(value) {
  return Object.prototype.toString.call(value) === '[object MediaStream]';
}
