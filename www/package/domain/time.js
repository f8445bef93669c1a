/** The format in which all views show a time within a recording or video. */

/** Returns seconds as minutes and seconds, such as "1:05"; a started second does not count. @param {number} seconds */
export function formatTime(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
