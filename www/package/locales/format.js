/** How texts in any language name counts and write decimal numbers. */

/**
 * Returns a function that names a count in the language's plural forms, such as "1 face" and "2 faces".
 * @param {string} language
 */
export function plural(language) {
  const rules = new Intl.PluralRules(language);
  return (/** @type {number} */ count, /** @type {string} */ one, /** @type {string} */ other) =>
    `${count} ${rules.select(count) === 'one' ? one : other}`;
}

/**
 * Returns a function that writes numbers with this many decimals, such as "1.50", or "1,50" in German.
 * @param {string} language @param {number} digits
 */
export function decimal(language, digits) {
  const format = new Intl.NumberFormat(language, {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: false,
  });
  return (/** @type {number} */ value) => format.format(value);
}

/** Returns a function that writes a number of bytes in megabytes, with one decimal. @param {string} language */
export function megabytes(language) {
  const format = decimal(language, 1);
  return (/** @type {number} */ bytes) => format(bytes / 1e6);
}
