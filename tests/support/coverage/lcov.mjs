// Reads coverage in the format of lcov, and says per file what is not covered.
import { existsSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { root } from '../../../www/build/paths.mjs';

/** How often each line of a file has run, by its number. @typedef {Map<number, number>} Lines */

/**
 * Returns the lines of the files of the repository that have code, by path.
 * @param {string} text
 * @returns {Map<string, Lines>}
 */
export function parseLcov(text) {
  /** @type {Map<string, Lines>} */
  const files = new Map();
  /** @type {Lines} */
  let lines = new Map();
  for (const line of text.split('\n')) {
    const [, key, value] = /^(SF|DA):(.*)$/.exec(line) ?? [];
    if (key === 'SF') {
      const path = relative(root, resolve(root, value));
      lines = files.get(path) ?? new Map();
      files.set(path, lines);
    } else if (key === 'DA') {
      const [number, count] = value.split(',').map(Number);
      lines.set(number, (lines.get(number) ?? 0) + count);
    }
  }
  return files;
}

/** Removes the lines of the unit tests at the end of Rust files, which would count as covered code. */
export function withoutUnitTests(/** @type {Map<string, Lines>} */ files) {
  for (const [path, lines] of files) {
    const file = join(root, path);
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const start = text.indexOf('\n#[cfg(test)]\nmod tests {');
    const last = start < 0 ? Infinity : text.slice(0, start + 1).split('\n').length;
    for (const number of lines.keys()) if (number >= last) lines.delete(number);
  }
  return files;
}

/**
 * Prints what is not covered, by file, and the share of lines that is. Returns that share.
 * @param {string} title
 * @param {Map<string, Lines>} files
 */
export function printCoverage(title, files) {
  const all = [...files].sort(([a], [b]) => (a < b ? -1 : 1));
  console.log(`\n${title}: the lines that no test runs`);
  const total = { lines: 0, covered: 0 };
  for (const [path, lines] of all) {
    const numbers = [...lines.keys()].sort((a, b) => a - b);
    const missing = numbers.filter((number) => !lines.get(number));
    total.lines += numbers.length;
    total.covered += numbers.length - missing.length;
    if (missing.length)
      console.log(`  ${path}: ${percent(1 - missing.length / numbers.length)}, not ${ranges(numbers, missing)}`);
  }
  const share = total.lines ? total.covered / total.lines : 0;
  console.log(`${title}: ${percent(share)} of ${total.lines} lines in ${all.length} files`);
  return share;
}

const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)} %`;

/**
 * Returns line numbers as ranges, which lines without code do not interrupt.
 * @param {number[]} numbers of all lines with code
 * @param {number[]} missing
 */
function ranges(numbers, missing) {
  /** @type {[first: number, last: number][]} */
  const found = [];
  for (const number of missing) {
    const range = found.at(-1);
    if (range && numbers.indexOf(number) === numbers.indexOf(range[1]) + 1) range[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? first : `${first}–${last}`)).join(', ');
}
