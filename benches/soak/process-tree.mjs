// Measures the memory and the processor time of a program with all its processes, by Linux's /proc.
import { readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second for programs, on every architecture. */
const TICKS_PER_SECOND = 100;

/**
 * Returns what a process and its descendants use now. `megabytes` is the proportional set size: memory that several of
 * the processes share is counted once. `cpuSeconds` is that of the processes which still run.
 * @param {number} pid
 */
export function measureTree(pid) {
  let [kilobytes, ticks] = [0, 0];
  for (const process of treeOf(pid)) {
    kilobytes += Number(/^Pss:\s+(\d+)/m.exec(read(process, 'smaps_rollup'))?.[1] ?? 0);
    const [, , , , , , , , , , , user = 0, system = 0] = statOf(process);
    ticks += Number(user) + Number(system);
  }
  return { megabytes: kilobytes / 1000, cpuSeconds: ticks / TICKS_PER_SECOND };
}

function treeOf(/** @type {number} */ pid) {
  const processes = readdirSync('/proc').map(Number).filter(Number.isInteger);
  const parents = new Map(processes.map((process) => [process, Number(statOf(process)[1])]));
  const tree = [pid];
  for (const process of tree) {
    for (const [child, parent] of parents) if (parent === process) tree.push(child);
  }
  return tree;
}

/** Returns the fields of /proc/PID/stat from the state on: the name before it, in parentheses, may contain spaces. */
const statOf = (/** @type {number} */ pid) => read(pid, 'stat').split(') ').at(-1)?.split(' ') ?? [];

/** Returns a file of a process, or '' if the process has ended. */
function read(/** @type {number} */ pid, /** @type {string} */ file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
