// Describes where a benchmark ran.
import { cpus } from 'node:os';

/** Returns the browser, the processor and the date, for the line above a table. */
export function describeMachine(/** @type {string} */ chromiumVersion) {
  return `Chromium ${chromiumVersion}, one thread, ${cpus()[0].model.trim()}, ${new Date().toISOString().slice(0, 10)}`;
}
