/** Writes CSV as RFC 4180 defines it, for the exports. */

/** Returns a text as a quoted field that no spreadsheet evaluates as a formula. @param {string} text */
export function quoteField(text) {
  return `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}

/** Returns lines without line breaks as a CSV file. @param {string[]} lines */
export function csvFromLines(lines) {
  return `${lines.join('\r\n')}\r\n`;
}
