// Compares the files of two folders byte by byte.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/**
 * Returns a line for each file that is not the same in two folders.
 * @param {string} one
 * @param {string} other
 * @param {string[]} [paths] the files to compare; all if they are not given
 */
export function fileDifferences(one, other, paths) {
  const all = paths ?? [...new Set([...filesIn(one), ...filesIn(other)])].sort();
  if (!all.length) return [`${one} and ${other} were expected to contain files, but do not.`];
  return all.flatMap((path) => {
    const missing = [one, other].filter((folder) => !existsSync(join(folder, path)));
    if (missing.length) return `${path}: missing in ${missing.join(' and in ')}`;
    const [a, b] = [one, other].map((folder) => readFileSync(join(folder, path)));
    return a.equals(b)
      ? []
      : `${path}: ${a.length} and ${b.length} bytes, which differ from byte ${firstDifference(a, b)}`;
  });
}

/** Returns the paths of the files below a folder, sorted, relative to it. */
export function filesIn(/** @type {string} */ folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** Returns where two files begin to differ, counted from 0, with what is there. */
function firstDifference(/** @type {Buffer} */ a, /** @type {Buffer} */ b) {
  let index = 0;
  while (index < a.length && a[index] === b[index]) index++;
  const [inA, inB] = [a, b].map((file) => JSON.stringify(file.toString('latin1', index - 30, index + 30)));
  return `${index} on: ${inA} and ${inB}`;
}
