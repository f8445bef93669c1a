// Summarizes measurements.

/** Returns the value below which a fraction of the values lie. */
export function quantile(/** @type {number[]} */ values, /** @type {number} */ fraction) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * fraction)];
}

export const median = (/** @type {number[]} */ values) => quantile(values, 0.5);
export const percentile95 = (/** @type {number[]} */ values) => quantile(values, 0.95);

/**
 * Returns by how much values grow from the first point to the last, along a line of the median slope between any two
 * of them (Theil 1950, Sen 1968): up to 29 % of the points may be outliers.
 * @param {{ x: number, y: number }[]} points in ascending order of x
 */
export function growthOf(points) {
  const slopes = points.flatMap((from, index) =>
    points.slice(index + 1).map((to) => (to.y - from.y) / (to.x - from.x)),
  );
  return slopes.length === 0 ? 0 : median(slopes) * (points[points.length - 1].x - points[0].x);
}
