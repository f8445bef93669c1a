/** Launches of the installed app with an image from another app or from the file manager, and its installation. */
import { query } from '../../package/ui/dom.js';
import { takeSharedImage } from './shared-image.js';

/** @import { LiveStrings } from '../locales/en/live.js' */
/** @typedef {{ files: { getFile: () => Promise<File> }[] }} Launch */
/** @typedef {{ setConsumer: (consumer: (launch: Launch) => void) => void }} LaunchQueue */
/** @typedef {Event & { prompt: () => Promise<unknown> }} InstallPromptEvent */

/**
 * Passes on the image that the app is launched with, and shows a button where the browser offers to install the app.
 * @param {(image: Blob) => void} onImage
 * @param {HTMLButtonElement} installButton
 * @param {LiveStrings['shared']} strings
 */
export function acceptLaunches(onImage, installButton, strings) {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the button replaces the browser's own prompt
    installButton.hidden = false;
    installButton.onclick = async () => {
      installButton.hidden = true;
      await /** @type {InstallPromptEvent} */ (event).prompt().catch(() => (installButton.hidden = false));
    };
  });
  const { launchQueue } = /** @type {{ launchQueue?: LaunchQueue }} */ (/** @type {unknown} */ (window));
  launchQueue?.setConsumer(async ({ files }) => {
    if (!files.length) return;
    try {
      onImage(await files[0].getFile());
    } catch {
      ask(strings.failed, null);
    }
  });
  const shared = new URLSearchParams(location.search).get('shared');
  if (shared === null) return;
  history.replaceState(null, '', location.pathname); // so that a reload does not look for another image
  askAboutSharedImage(shared === 'failed', onImage, strings);
}

/**
 * Asks about the image that was shared: any website can share one.
 * @param {boolean} hasFailed whether the service worker did not take the image
 * @param {(image: Blob) => void} onImage
 * @param {LiveStrings['shared']} strings
 */
async function askAboutSharedImage(hasFailed, onImage, strings) {
  const image = hasFailed ? null : await takeSharedImage().catch(() => null);
  if (image) ask(strings.question, () => onImage(image));
  else ask(strings.failed, null);
}

/** Shows a sentence in the page's #shared. @param {string} text @param {(() => void) | null} onAnalyze if it asks */
function ask(text, onAnalyze) {
  const notice = query('#shared', HTMLElement);
  const [analyze, close] = notice.querySelectorAll('button');
  query('p', HTMLElement, notice).textContent = text;
  analyze.hidden = !onAnalyze;
  analyze.onclick = () => {
    notice.hidden = true;
    onAnalyze?.();
  };
  close.onclick = () => {
    notice.hidden = true;
  };
  notice.hidden = false;
}
