/** The format in which all views show a time within a recording or video. */

/**
 * Returns seconds as minutes and seconds, such as "1:05", or with hours from one hour on, such as "1:00:05"; a started
 * second does not count.
 * @param {number} seconds
 */
export function formatTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  const parts = hours ? [hours, twoDigits(minutes)] : [minutes];
  return [...parts, twoDigits(whole % 60)].join(':');
}

/** @param {number} value */
function twoDigits(value) {
  return String(value).padStart(2, '0');
}
