/** Writes CSV as RFC 4180 defines it, for the exports. */

/** Without this mark spreadsheets take UTF-8 for another encoding. */
const BYTE_ORDER_MARK = '\ufeff';
/**
 * Where a spreadsheet may see a formula: at the start of a field, and after what it may take for the end of one.
 * Spreadsheets skip blanks and invisible characters, and some take the full-width forms of the signs for the signs.
 */
const FORMULA_START = /(^|[;\t\r\n])(?=[\s\p{C}]*[=+\-@＝＋－＠﹢﹣﹦﹫⁺⁻⁼₊₋₌−])/gu;

/** Returns a text as a quoted field that no spreadsheet evaluates as a formula. @param {string} text */
export function quoteField(text) {
  return `"${text.replace(FORMULA_START, "$1'").replaceAll('"', '""')}"`;
}

/** Returns lines without line breaks as a CSV file. @param {string[]} lines */
export function csvFromLines(lines) {
  return `${BYTE_ORDER_MARK}${lines.join('\r\n')}\r\n`;
}
