// Measures the memory and the processor time of all programs that this one has started, by Linux's /proc.
import { readdirSync, readFileSync } from 'node:fs';

/**
 * Returns what the descendants of this process use now. `megabytes` is the proportional set size: memory that several
 * of them share is counted once. `threadSeconds` is the processor time of their threads of a name, which Linux cuts off
 * after 15 characters, and `cpuSeconds` that of all; both without processes and threads that have ended.
 * @param {string} thread
 */
export function measureDescendants(thread) {
  const usage = { megabytes: 0, cpuSeconds: 0, threadSeconds: 0 };
  for (const id of descendants()) {
    usage.megabytes += Number(/^Pss:\s+(\d+)/m.exec(read(`${id}/smaps_rollup`))?.[1] ?? 0) / 1000;
    for (const task of list(`${id}/task`)) {
      const seconds = Number(read(`${id}/task/${task}/schedstat`).split(' ')[0]) / 1e9;
      usage.cpuSeconds += seconds;
      if (read(`${id}/task/${task}/comm`).trim() === thread.slice(0, 15)) usage.threadSeconds += seconds;
    }
  }
  return usage;
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
