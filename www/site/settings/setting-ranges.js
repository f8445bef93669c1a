/** What a person can choose in the settings. */

/** The longest time constant of the smoothing, in milliseconds: the name then follows after seconds. */
export const MAX_SMOOTHING_MS = 2000;
/** The highest limit of the number of faces; without one, all are classified. */
export const MAX_FACES = 10;
/** The heights of the camera's picture, in pixels. */
export const RESOLUTIONS = /** @type {const} */ ([480, 720, 1080]);

/**
 * Returns the width and height that a camera is asked for.
 * @param {typeof RESOLUTIONS[number]} height
 */
export function cameraSize(height) {
  const widths = { 480: 640, 720: 1280, 1080: 1920 };
  return { width: widths[height], height };
}
