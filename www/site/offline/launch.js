/** Launches of the installed app with an image from another app or from the file manager, and its installation. */
import { takeSharedImage } from './shared-image.js';

/** @typedef {{ files: { getFile: () => Promise<File> }[] }} Launch */
/** @typedef {{ setConsumer: (consumer: (launch: Launch) => void) => void }} LaunchQueue */
/** @typedef {Event & { prompt: () => Promise<unknown> }} InstallPromptEvent */

/**
 * Passes on the image that the app is launched with, and shows a button where the browser offers to install the app.
 * @param {(image: Blob) => void} onImage
 * @param {HTMLButtonElement} installButton
 */
export async function acceptLaunches(onImage, installButton) {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the button replaces the browser's own prompt
    installButton.hidden = false;
    installButton.onclick = async () => {
      await /** @type {InstallPromptEvent} */ (event).prompt();
      installButton.hidden = true;
    };
  });
  const { launchQueue } = /** @type {{ launchQueue?: LaunchQueue }} */ (/** @type {unknown} */ (window));
  launchQueue?.setConsumer(async ({ files }) => {
    if (files.length) onImage(await files[0].getFile());
  });
  if (!new URLSearchParams(location.search).has('shared')) return;
  history.replaceState(null, '', location.pathname); // so that a reload does not look for another image
  const image = await takeSharedImage();
  if (image) onImage(image);
}
