/** The format in which texts write a time of day. */

/** Returns a function that writes a time of day, such as "3:42 PM". @param {string} language */
export function clock(language) {
  /** Created at the first use, as it takes time to load `Intl`. @type {Intl.DateTimeFormat} */
  let format;
  return (/** @type {Date} */ time) => {
    format ??= new Intl.DateTimeFormat(language, { timeStyle: 'short' });
    return format.format(time);
  };
}
