/** How texts in any language name counts, and write decimal numbers and percentages. */

/**
 * Returns a function that names a count in the language's plural forms, such as "1 face" and "2 faces".
 * @param {string} language
 */
export function plural(language) {
  /** Created at the first use: `Intl` takes time to load, and a page opens without it. @type {Intl.PluralRules} */
  let rules;
  return (/** @type {number} */ count, /** @type {string} */ one, /** @type {string} */ other) => {
    rules ??= new Intl.PluralRules(language);
    return `${count} ${rules.select(count) === 'one' ? one : other}`;
  };
}

/**
 * Returns a function that writes numbers with this many decimals, such as "1.50". It does without `Intl.NumberFormat`:
 * creating the first one takes 30 ms of the main thread, and the live page writes such numbers while it opens.
 * @param {number} digits
 * @param {string} separator the language's decimal separator
 */
export function decimal(digits, separator) {
  return (/** @type {number} */ value) => value.toFixed(digits).replace('.', separator);
}

/** Returns a function that writes a number of bytes in megabytes, with one decimal. @param {string} separator */
export function megabytes(separator) {
  const format = decimal(1, separator);
  return (/** @type {number} */ bytes) => format(bytes / 1e6);
}

/** A no-break space stands before the sign in German and French. */
const PERCENT_SIGNS = { en: '%', de: '\u00a0%', fr: '\u00a0%' };

/**
 * Returns a function that writes a share from 0 to 1 as a whole percentage, such as "98%" in English. It does without
 * `Intl.NumberFormat`, as `decimal` does, and writes the same.
 * @param {string} language
 */
export function percent(language) {
  const sign = PERCENT_SIGNS[/** @type {'en'} */ (language)] ?? PERCENT_SIGNS.en;
  return (/** @type {number} */ share) => `${Math.round(100 * share)}${sign}`;
}
