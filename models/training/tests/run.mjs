// Tests the training code with pytest, in a virtual environment of its own that it makes where need be.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, main, root, run, step, Stop } from '../../../www/build/steps.mjs';

const folder = join(root, 'models/training');
const environment = join(folder, '.venv');
const python = join(environment, 'bin/python');
const mark = join(environment, '.installed-from');

/** Installs what pyproject.toml pins, unless it was installed from this very file. */
async function ensurePackages() {
  const pinned = readFileSync(join(folder, 'pyproject.toml'), 'utf8');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === pinned) return;
  rmSync(mark, { force: true });
  if (!existsSync(python)) {
    const system = findPython();
    await step('Making models/training/.venv', () => run(system, ['-m', 'venv', environment]));
  }
  await step('Installing PyTorch and the rest (some gigabytes)', () =>
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${folder}[test,figures]`]),
  );
  writeFileSync(mark, pinned);
}

/** A Python that is new enough and can make virtual environments. */
function findPython() {
  const usable = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
  const found = ['python3', 'python3.13', 'python3.12', 'python3.11'].find((name) => ask(name, '-c', usable) !== null);
  if (!found) {
    throw new Stop(
      'The training code needs Python 3.11 or later with venv (Debian: apt-get install python3-venv).\n' +
        '  Install it, then run this again.',
    );
  }
  return found;
}

await main(async () => {
  await ensurePackages();
  await step('Testing the training code', () =>
    run(python, [
      '-m',
      'pytest',
      '-q',
      '--rootdir',
      folder,
      '-c',
      join(folder, 'pyproject.toml'),
      join(folder, 'tests'),
      ...process.argv.slice(2),
    ]),
  );
});
