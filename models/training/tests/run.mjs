// Tests the training code with pytest, in a virtual environment of its own that it makes where need be.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../www/build/commands.mjs';
import { findPython } from '../../../www/build/install.mjs';
import { root } from '../../../www/build/paths.mjs';
import { runScript, task } from '../../../www/build/script.mjs';

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
    await task('Making models/training/.venv', () => run(system, ['-m', 'venv', environment]));
  }
  await task('Installing PyTorch and the rest (some gigabytes)', () =>
    run(python, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${folder}[test,figures]`]),
  );
  writeFileSync(mark, pinned);
}

await runScript(async () => {
  await ensurePackages();
  await task('Testing the training code', () =>
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
