// Summarizes measurements.

/** Returns the value below which a fraction of the values lie. */
export function quantile(/** @type {number[]} */ values, /** @type {number} */ fraction) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * fraction)];
}

export const median = (/** @type {number[]} */ values) => quantile(values, 0.5);
export const percentile95 = (/** @type {number[]} */ values) => quantile(values, 0.95);
