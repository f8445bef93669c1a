/** Numbers as the page's language writes them. */

/** @typedef {ReturnType<typeof numbersOf>} Numbers */

/** @param {string} lang */
export function numbersOf(lang) {
  /** @param {Intl.NumberFormatOptions} options */
  const format = (options) => {
    const { format } = new Intl.NumberFormat(lang, options);
    return (/** @type {number} */ number) => format(number);
  };
  return {
    /** As a table and a heading have it: 68.8 %. */
    percent: format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    /** As an axis and a sentence have it: 69 %. */
    wholePercent: format({ style: 'percent', maximumFractionDigits: 0 }),
    /** An F1 or an error. */
    thousandths: format({ minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    hundredths: format({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    count: format({}),
    /** 40.2 million, or what the language says. */
    large: format({ notation: 'compact', compactDisplay: 'long', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    megabytes: format({ style: 'unit', unit: 'megabyte', minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
}
