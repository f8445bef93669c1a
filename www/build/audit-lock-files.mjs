// Checks that a package-lock.json pins every package by its content, and that all come from the registry.
import { readFileSync } from 'node:fs';

/**
 * Returns what is wrong with a package-lock.json.
 * @param {string} file
 */
export function lockFileFaults(file) {
  /** @type {{ packages: Record<string, { version?: string, integrity?: string, resolved?: string, link?: boolean }> }} */
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  const installed = Object.entries(packages).filter(([path, { link }]) => path.includes('node_modules/') && !link);
  if (!installed.length) return [`${file} was expected to name packages, but names none`];
  return installed.flatMap(([path, { version = '', integrity, resolved }]) => {
    const faults = [];
    if (!integrity?.startsWith('sha512-')) faults.push(`${path} ${version} has no SHA-512 digest in ${file}`);
    if (resolved) faults.push(`${path} ${version} comes from ${resolved} in ${file}, not from the registry`);
    return faults;
  });
}
