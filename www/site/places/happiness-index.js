/** The happiness index: the share of happy expressions among a place's faces, each face counted once, with its confidence interval. */

/** An hour of a place. `people`: faces whose expression was read; `happy`: the sum of each one's share of the time, 0 to 1, in which it resembled happy. @typedef {{ people: number, happy: number }} Count */
/** `index`, `low` and `high` from 0 to 100; the interval covers the true share 95 times in 100. @typedef {{ people: number, index: number, low: number, high: number }} HappinessIndex */

/** Of the normal distribution, for 95 %. */
const Z = 1.959964;

/**
 * The EmoSense paper's index is the share of happy among all expressions; here each face weighs the same, however long it
 * was seen. The interval is Wilson's (E. B. Wilson, J. Am. Stat. Assoc. 22, 1927), made for people who are happy or not; for
 * shares in between it is wider than it need be, since they vary less.
 * @param {Count[]} counts @returns {HappinessIndex | null} null where nobody was seen
 */
export function happinessIndex(counts) {
  const people = counts.reduce((sum, count) => sum + count.people, 0);
  if (!people) return null;
  const share = counts.reduce((sum, count) => sum + count.happy, 0) / people;
  const spread = Z * Math.sqrt((share * (1 - share)) / people + (Z * Z) / (4 * people * people));
  const [middle, scale] = [share + (Z * Z) / (2 * people), 100 / (1 + (Z * Z) / people)];
  return {
    people,
    index: 100 * share,
    low: Math.max(0, scale * (middle - spread)),
    high: Math.min(100, scale * (middle + spread)),
  };
}
