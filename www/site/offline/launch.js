/** How the installed app is opened: with a picture shared by another app or opened from the file manager; and how it is installed. */
import { takeShared } from './shared-image.js';

/** @typedef {{ setConsumer: (take: (launch: { files: { getFile: () => Promise<File> }[] }) => void) => void }} LaunchQueue */
/** @typedef {Event & { prompt: () => Promise<unknown> }} InstallEvent */

/** @param {(picture: Blob) => void} onpicture @param {HTMLButtonElement} install shown where the browser offers to install */
export async function acceptLaunches(onpicture, install) {
  addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault(); // the browser's own bar; the button stays
    install.hidden = false;
    install.onclick = async () => {
      await /** @type {InstallEvent} */ (event).prompt();
      install.hidden = true;
    };
  });
  const { launchQueue } = /** @type {{ launchQueue?: LaunchQueue }} */ (/** @type {unknown} */ (window));
  launchQueue?.setConsumer(async ({ files }) => {
    if (files.length) onpicture(await files[0].getFile());
  });
  if (!new URLSearchParams(location.search).has('shared')) return;
  history.replaceState(null, '', location.pathname); // a reload reads nothing twice
  const shared = await takeShared();
  if (shared) onpicture(shared);
}
