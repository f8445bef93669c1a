/** CSV (RFC 4180), for the exports. */

/** A text as one field, which no spreadsheet takes for a formula. @param {string} text */
export function quoteField(text) {
  return `"${text.replace(/^[=+\-@\t\r]/, "'$&").replaceAll('"', '""')}"`;
}

/** @param {string[]} lines */
export function csvFromLines(lines) {
  return `${lines.join('\r\n')}\r\n`;
}
