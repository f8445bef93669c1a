// Runs pytest on the training code, in a virtual environment that it creates and updates as needed.
//
//   npm run test:training                      all tests
//   npm run test:training -- --fast            without those marked slow
//   npm run test:training -- --lint            also ruff and mypy on all Python files, before the tests
//   npm run test:training -- -k resuming       other arguments go to pytest
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, main, root, run, Stop, step } from '../../../www/build/steps.mjs';

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
    await step('Creating models/training/.venv', () => run(system, ['-m', 'venv', environment]));
  }
  const install = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check'];
  await step('Installing PyTorch and the other packages (several gigabytes)', () =>
    run(python, [...install, '--editable', `${folder}[test,lint,figures]`]),
  );
  writeFileSync(installedFrom, pinned);
}

/** Returns the command of a Python that is new enough and can create virtual environments. */
function findPython() {
  const usable = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
  const found = ['python3', 'python3.13', 'python3.12', 'python3.11'].find((name) => ask(name, '-c', usable) !== null);
  if (!found) {
    throw new Stop(
      'The training code needs Python 3.11 or later with venv (Debian: apt-get install python3-venv).\n' +
        '  Install it, then run this command again.',
    );
  }
  return found;
}

await main(async () => {
  const args = process.argv.slice(2);
  const selection = args.includes('--fast') ? ['-m', 'not slow'] : [];
  const forPytest = args.filter((argument) => argument !== '--fast' && argument !== '--lint');
  await installPackages();
  if (args.includes('--lint')) {
    const fixtures = join(root, 'tests/data/networks/make.py');
    await step('Linting the training code', async () => {
      for (const files of [[folder], ['--config', configuration, fixtures]]) {
        await run(python, ['-m', 'ruff', 'check', ...files]);
        await run(python, ['-m', 'ruff', 'format', '--check', ...files]);
      }
      const folders = [join(folder, 'emosense_training'), join(folder, 'tests')];
      await run(python, ['-m', 'mypy', '--config-file', configuration, ...folders, fixtures]);
    });
  }
  const pytest = ['-m', 'pytest', '-q', '--rootdir', folder, '-c', configuration];
  await step('Testing the training code', () =>
    run(python, [...pytest, ...selection, join(folder, 'tests'), ...forPytest]),
  );
});
