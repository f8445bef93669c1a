/** Writes times for exports as the clock of the person shows them. */

/** Returns a time as ISO 8601 writes local ones, such as 2026-11-25T14:30. @param {Date} time */
export function localTime(time) {
  const pad = (/** @type {number} */ value, digits = 2) => String(value).padStart(digits, '0');
  const day = [pad(time.getFullYear(), 4), pad(time.getMonth() + 1), pad(time.getDate())].join('-');
  return `${day}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

/** Returns the day of a time, such as 2026-11-25. @param {Date} [time] */
export function localDay(time = new Date()) {
  return localTime(time).slice(0, 10);
}
