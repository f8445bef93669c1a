/** The overlap of two boxes. */

/** @import { Bounds } from '../client/pkg/emosense.js' */

/** Returns the intersection over union (IoU) of two boxes, 0 to 1. @param {Bounds} one @param {Bounds} other */
export function overlapOf(one, other) {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  const intersection = Math.max(0, width) * Math.max(0, height);
  return intersection / (one.width * one.height + other.width * other.height - intersection);
}
