// Installs what a machine lacks: npm packages, Debian packages, a browser for the tests.
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { ask, root, run, step, Stop, watch, which } from './steps.mjs';

/** Runs `npm ci` where node_modules is missing or older than the lock file. */
export async function ensureNodePackages() {
  const installed = join(root, 'node_modules/.package-lock.json');
  const lock = join(root, 'package-lock.json');
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  await step('Installing the npm packages', () => run('npm', ['ci']));
}

/** Rust links native build scripts with the system's C compiler, which rustup does not bring. */
export async function ensureLinker() {
  if (!which('cc')) await installDebianPackages('a C compiler, which Rust links with', ['gcc', 'libc6-dev']);
}

/** The path of a Chromium or Chrome; installs Debian's where there is none. */
export async function ensureChromium() {
  const path = findChromium();
  if (path) return path;
  // The font is for the pictures of the page: without any, every letter is an empty box.
  await installDebianPackages('Chromium (or name one in the variable CHROMIUM)', ['chromium', 'fonts-dejavu-core']);
  const installed = findChromium();
  if (!installed) throw new Stop("Debian's chromium is installed, but there is no program of that name on PATH.");
  return installed;
}

function findChromium() {
  const named = process.env.CHROMIUM;
  if (named && !existsSync(named)) throw new Stop(`CHROMIUM names ${named}, which is not there.`);
  if (named) return named;
  const programs = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
  return programs.map(which).find(Boolean);
}

/**
 * Installs Debian packages, as root or through a sudo that asks for no password.
 * @param {string} purpose what they bring, in words
 * @param {string[]} packages
 */
export async function installDebianPackages(purpose, packages) {
  const byHand = `apt-get update && apt-get install --no-install-recommends ${packages.join(' ')}`;
  if (!which('apt-get')) {
    throw new Stop(
      `This machine lacks ${purpose}, and has no apt-get to install it with.\n` +
        `  Install it by hand, then run this again. (Debian's way: ${byHand})`,
    );
  }
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  if (asRoot.length && ask('sudo', '-n', 'true') === null) {
    throw new Stop(
      `This machine lacks ${purpose}. To install it, run\n\n` + `    sudo sh -c '${byHand}'\n\n  and then this again.`,
    );
  }
  const apt = async (/** @type {string[]} */ ...args) => {
    const [command, ...rest] = [
      ...asRoot,
      'env',
      'DEBIAN_FRONTEND=noninteractive',
      'apt-get',
      '-q',
      '-o',
      'Dpkg::Use-Pty=0',
      '-o',
      'DPkg::Lock::Timeout=300',
      ...args,
    ];
    return (await watch(command, rest)).code === 0;
  };
  await step(`Installing ${packages.join(', ')}`, async () => {
    await apt('update'); // one mirror of several may fail; the installation tells whether that matters
    if (!(await apt('install', '-y', '--no-install-recommends', '--no-remove', ...packages))) {
      throw new Stop(
        `apt-get could not install ${purpose}; its message is above.\n` +
          `  Put right what it names, then run this again. (The command: ${byHand})`,
      );
    }
  });
}
