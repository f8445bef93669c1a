// Describes where a benchmark ran.
import { cpus } from 'node:os';

export const describeProcessor = () => cpus()[0].model.trim();

/** Returns the browser, the processor and the date, for the line above a table. */
export function describeMachine(/** @type {string} */ chromiumVersion) {
  return `Chromium ${chromiumVersion}, one thread, ${describeProcessor()}, ${new Date().toISOString().slice(0, 10)}`;
}
