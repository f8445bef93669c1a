// Installs what the build and the tests need and this machine lacks: npm packages, a linker, a browser.
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { findExecutable, outputOf, run, tryRun } from './commands.mjs';
import { root } from './paths.mjs';
import { task, UserError } from './script.mjs';

/**
 * Runs `npm ci` in a folder if its packages are missing or older than its lock file.
 * @param {string} [folder]
 * @param {string[]} [options] further options for npm
 */
export async function ensureNodePackages(folder = root, options = []) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  const lock = join(folder, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  await task('Installing npm packages', () => run('npm', ['ci', '--prefix', folder, ...options]));
}

/** Installs a C compiler if there is none: Rust links with it, and rustup does not install one. */
export async function ensureLinker() {
  if (findExecutable('cc')) return;
  await installDebianPackages('a C compiler, which Rust needs for linking', ['gcc', 'libc6-dev']);
}

/** Returns the path of Chromium or Chrome; installs Debian's Chromium if there is neither. */
export async function ensureChromium() {
  const path = findChromium();
  if (path) return path;
  // The font is for screenshots: without any font, every letter is an empty box.
  const packages = ['chromium', 'fonts-dejavu-core'];
  await installDebianPackages('Chromium (or set the variable CHROMIUM to the path of one)', packages);
  const installed = findChromium();
  if (!installed)
    throw new UserError('The Debian package chromium is installed, but no program "chromium" is in PATH.');
  return installed;
}

/** Returns the path of Firefox ESR; installs Debian's if there is none. */
export async function ensureFirefox() {
  return ensureProgram('firefox-esr', 'firefox-esr', 'Firefox ESR');
}

/** Returns the paths of WebKit's driver, its browser, and a display for it; installs Debian's if there are none. */
export async function ensureWebKit() {
  const driver = await ensureProgram('WebKitWebDriver', 'webkit2gtk-driver', 'WebKitGTK with its driver');
  const display = await ensureProgram('Xvfb', 'xvfb', 'a display without a screen');
  const browser = readdirSync('/usr/lib', { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.endsWith('-linux-gnu'))
    .map(({ name }) => join('/usr/lib', name, 'webkit2gtk-4.1/MiniBrowser'))
    .find(existsSync);
  if (!browser) throw new UserError('The Debian package webkit2gtk-driver is installed, but has no MiniBrowser.');
  return { driver, display, browser };
}

/**
 * Returns the path of a program; installs the Debian package that has it if there is none.
 * @param {string} program
 * @param {string} debianPackage
 * @param {string} purpose
 */
async function ensureProgram(program, debianPackage, purpose) {
  const path = findExecutable(program);
  if (path) return path;
  await installDebianPackages(purpose, [debianPackage]);
  const installed = findExecutable(program);
  if (installed) return installed;
  throw new UserError(`The Debian package ${debianPackage} is installed, but no program "${program}" is in PATH.`);
}

function findChromium() {
  const path = process.env.CHROMIUM;
  if (path && !existsSync(path)) throw new UserError(`CHROMIUM is set to ${path}, but there is no such file.`);
  if (path) return path;
  const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  return programs.map(findExecutable).find(Boolean);
}

/** Returns the name of a Python of at least version 3.11 that can create virtual environments. */
export function findPython() {
  const check = 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))';
  const programs = ['python3', 'python3.13', 'python3.12', 'python3.11'];
  const python = programs.find((program) => outputOf(program, '-c', check) !== null);
  if (python) return python;
  throw new UserError(
    'Python 3.11 or later with the module venv is required (on Debian: apt-get install python3-venv).\n' +
      '  Install it, then run this again.',
  );
}

/**
 * Installs Debian packages, as root or with a sudo that needs no password.
 * @param {string} purpose what the packages provide, for messages
 * @param {string[]} packages
 */
export async function installDebianPackages(purpose, packages) {
  const byHand = `apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (!findExecutable('apt-get')) {
    throw new UserError(
      `This machine lacks ${purpose}, and it has no apt-get to install it.\n` +
        `  Install it by hand, then run this again. (On Debian: ${byHand})`,
    );
  }
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && outputOf('sudo', '-n', 'true') === null) {
    throw new UserError(
      `This machine lacks ${purpose}. To install it, run\n\n    sudo sh -c '${byHand}'\n\n  and then run this again.`,
    );
  }
  const asRoot = isRoot ? [] : ['sudo', '-n'];
  const aptGet = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get'];
  aptGet.push('-q', '-o', 'Dpkg::Use-Pty=0', '-o', 'DPkg::Lock::Timeout=300');
  const apt = async (/** @type {string[]} */ ...args) => {
    const [command, ...rest] = [...aptGet, ...args];
    return (await tryRun(command, rest)) === 0;
  };
  await task(`Installing ${packages.join(', ')}`, async () => {
    await apt('update'); // One of several mirrors may fail; whether that matters shows when installing.
    if (!(await apt('install', '-y', '--no-install-recommends', '--no-remove', ...packages))) {
      throw new UserError(
        `apt-get failed to install ${purpose}. Its own message is above.\n` +
          `  Fix what it names, then run this again. (The command: ${byHand})`,
      );
    }
  });
}
