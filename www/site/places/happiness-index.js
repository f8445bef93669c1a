/** The happiness index: the share of happy expressions among the visitors of a place, with a confidence interval. */

/**
 * @typedef {object} Count
 * @property {number} people the number of visitors whose expression was classified
 * @property {number} happy the sum, over the visitors, of the share of time they looked happy, 0 to 1 each
 */
/**
 * @typedef {object} HappinessIndex
 * @property {number} people
 * @property {number} index the share of happy expressions in percent
 * @property {number} low the lower end of the 95 % confidence interval, in percent
 * @property {number} high its upper end
 */

/** The number of people below which a share says too little: its interval spans more than half of the scale. */
export const MIN_PEOPLE = 10;
/** The 97.5th percentile of the normal distribution, for an interval of 95 %. */
const Z = 1.959964;

/** Returns how many people several counts have together. @param {Count[]} counts */
export function countPeople(counts) {
  return counts.reduce((sum, { people }) => sum + people, 0);
}

/**
 * Returns the index of several counts together, or null if they have fewer than `MIN_PEOPLE`.
 *
 * The EmoSense paper defines the index as the share of happy among all expressions. Here each visitor has the same
 * weight, however long they were in view. The interval is the Wilson score interval (E. B. Wilson, J. Am. Stat. Assoc.
 * 22, 1927), which assumes that each person is happy or not. For shares in between it is wider than necessary.
 * @param {Count[]} counts
 * @returns {HappinessIndex | null}
 */
export function happinessIndex(counts) {
  const people = countPeople(counts);
  if (people < MIN_PEOPLE) return null;
  const share = counts.reduce((sum, count) => sum + count.happy, 0) / people;
  const spread = Z * Math.sqrt((share * (1 - share)) / people + (Z * Z) / (4 * people * people));
  const [center, scale] = [share + (Z * Z) / (2 * people), 100 / (1 + (Z * Z) / people)];
  return {
    people,
    index: 100 * share,
    low: Math.max(0, scale * (center - spread)),
    high: Math.min(100, scale * (center + spread)),
  };
}
