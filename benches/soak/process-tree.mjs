// Measures the memory and the processor time of all programs that this one has started, by Linux's /proc.
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Returns what the descendants of this process use now. `megabytes`: their own memory, of which what several of them
 * share is counted once. Without the files of programs and libraries: what a process is charged for these depends on
 * who else runs them. `threadSeconds`: the processor time of their threads of a name, as far as they have not ended.
 * @param {string} thread at most the 15 characters that Linux keeps of a name
 */
export function measureDescendants(thread) {
  let [kibibytes, threadSeconds] = [0, 0];
  for (const id of descendants()) {
    for (const [, size] of read(`${id}/smaps_rollup`).matchAll(/^Pss_(?:Anon|Shmem):\s+(\d+)/gm))
      kibibytes += Number(size);
    for (const task of list(`${id}/task`)) {
      if (read(`${id}/task/${task}/comm`).trim() !== thread) continue;
      threadSeconds += Number(read(`${id}/task/${task}/schedstat`).split(' ')[0]) / 1e9;
    }
  }
  return { megabytes: (kibibytes * 1024) / 1e6, threadSeconds };
}

function descendants() {
  const parents = list('').map((id) => ({ id, parent: Number(parentOf(id)) }));
  const found = [process.pid];
  for (const ancestor of found) {
    for (const { id, parent } of parents) if (parent === ancestor) found.push(id);
  }
  return found.slice(1);
}

/** Returns the parent by /proc/PID/stat: the name before it, in parentheses, may contain spaces. */
const parentOf = (/** @type {number} */ id) => read(`${id}/stat`).split(') ').at(-1)?.split(' ')[1];

/** Returns the numbers in a folder of /proc, none if the process has ended. */
function list(/** @type {string} */ folder) {
  try {
    return readdirSync(`/proc/${folder}`).map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}

/** Returns a file of /proc, or '' if the process has ended. */
function read(/** @type {string} */ file) {
  try {
    return readFileSync(`/proc/${file}`, 'utf8');
  } catch {
    return '';
  }
}
