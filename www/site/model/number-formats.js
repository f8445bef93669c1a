/** The number formats of the page's language. */

/** @typedef {ReturnType<typeof numberFormats>} NumberFormats */

/** @param {string} lang */
export function numberFormats(lang) {
  /** @param {Intl.NumberFormatOptions} options */
  const format = (options) => {
    const { format } = new Intl.NumberFormat(lang, options);
    return (/** @type {number} */ value) => format(value);
  };
  return {
    /** For tables and headings: 68.8%. */
    percent: format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    /** For axes and sentences: 69%. */
    wholePercent: format({ style: 'percent', maximumFractionDigits: 0 }),
    /** For F1 scores and errors. */
    thousandths: format({ minimumFractionDigits: 3, maximumFractionDigits: 3 }),
    hundredths: format({ minimumFractionDigits: 2, maximumFractionDigits: 2 }),
    /** For a sensitivity. */
    decimal: format({ maximumFractionDigits: 1 }),
    /** For tiny differences: 0.00000004. */
    significant: format({ maximumSignificantDigits: 1 }),
    milliseconds: format({
      style: 'unit',
      unit: 'millisecond',
      minimumFractionDigits: 2,
      maximumFractionDigits: 2,
    }),
    count: format({}),
    /** For large numbers: 40.2 million. */
    large: format({ notation: 'compact', compactDisplay: 'long', minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    megabytes: format({ style: 'unit', unit: 'megabyte', minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  };
}
