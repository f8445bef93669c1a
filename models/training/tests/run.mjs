// Runs pytest on the training code, in a virtual environment that it creates and updates as needed.
//
//   npm run test:training                      all tests
//   npm run test:training -- --fast            without those marked slow
//   npm run test:training -- --lint            also ruff and mypy on all Python files, before the tests
//   npm run test:training -- -k resuming       other arguments go to pytest
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../../../www/build/commands.mjs';
import { findPython } from '../../../www/build/install.mjs';
import { root } from '../../../www/build/paths.mjs';
import { runScript, task } from '../../../www/build/script.mjs';

const folder = join(root, 'models/training');
const configuration = join(folder, 'pyproject.toml');
const environment = join(folder, '.venv');
const python = join(environment, 'bin/python');
const installedFrom = join(environment, '.installed-from');

/** Installs the pinned packages of pyproject.toml, unless they were installed from this version of the file. */
async function installPackages() {
  const pinned = readFileSync(configuration, 'utf8');
  if (existsSync(installedFrom) && readFileSync(installedFrom, 'utf8') === pinned) return;
  rmSync(installedFrom, { force: true });
  if (!existsSync(python)) {
    const system = findPython();
    await task('Creating models/training/.venv', () => run(system, ['-m', 'venv', environment]));
  }
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await task('Installing PyTorch and the other packages (several gigabytes)', () =>
    run(python, [...install, '--editable', `${folder}[test,lint,figures]`]),
  );
  writeFileSync(installedFrom, pinned);
}

await runScript(async () => {
  const args = process.argv.slice(2);
  const selection = args.includes('--fast') ? ['-m', 'not slow'] : [];
  const forPytest = args.filter((argument) => argument !== '--fast' && argument !== '--lint');
  await installPackages();
  if (args.includes('--lint')) {
    const fixtures = ['models/make.py', 'operators/make_operators.py'].map((name) => join(root, 'tests/data', name));
    await task('Linting the training code', async () => {
      for (const files of [[folder], ['--config', configuration, ...fixtures]]) {
        await run(python, ['-m', 'ruff', 'check', ...files]);
        await run(python, ['-m', 'ruff', 'format', '--check', ...files]);
      }
      const folders = [join(folder, 'emosense_training'), join(folder, 'tests')];
      await run(python, ['-m', 'mypy', '--config-file', configuration, ...folders, ...fixtures]);
    });
  }
  const pytest = ['-m', 'pytest', '-q', '--rootdir', folder, '-c', configuration];
  await task('Testing the training code', () =>
    run(python, [...pytest, ...selection, join(folder, 'tests'), ...forPytest]),
  );
});
