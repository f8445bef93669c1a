/** Computes where the boxes of faces and their badges are on the images of a contact sheet. */

/** Position and size in pixels. @typedef {{ x: number, y: number, width: number, height: number }} Rectangle */

export const BADGE_RADIUS = 9;
/** Width of a box's line with the dark halo around it. */
export const HALO_WIDTH = 4;
/** Distance between a badge and the line of its box. */
const BADGE_GAP = 3;

/** Returns the box of a face in pixels, cut off at the edges of the image. */
export function boundsWithin(/** @type {Rectangle} */ image, /** @type {Rectangle} */ box) {
  const inset = HALO_WIDTH / 2;
  const within = (/** @type {number} */ share, /** @type {number} */ start, /** @type {number} */ length) =>
    Math.min(Math.max(start + share * length, start + inset), start + length - inset);
  const [x, y] = [within(box.x, image.x, image.width), within(box.y, image.y, image.height)];
  return {
    x,
    y,
    width: within(box.x + box.width, image.x, image.width) - x,
    height: within(box.y + box.height, image.y, image.height) - y,
  };
}

/**
 * Returns where the badge of a box is: above it, else below it, else in its corner; never on its line.
 * @param {Rectangle} image
 * @param {Rectangle} bounds
 * @returns {[x: number, y: number]}
 */
export function badgePosition(image, bounds) {
  const distance = BADGE_RADIUS + BADGE_GAP;
  const bottom = bounds.y + bounds.height;
  const x = Math.max(image.x + BADGE_RADIUS, Math.min(bounds.x + BADGE_RADIUS, image.x + image.width - BADGE_RADIUS));
  if (bounds.y - distance - BADGE_RADIUS >= image.y) return [x, bounds.y - distance];
  if (bottom + distance + BADGE_RADIUS <= image.y + image.height) return [x, bottom + distance];
  return [bounds.x + distance, bounds.y + distance];
}
