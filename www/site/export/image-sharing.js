/** The button that passes an image on: by the system's share dialog, or else by the clipboard. */
import { html } from '../../package/ui/dom.js';

/** @typedef {{ share: string, copy: string, copied: string }} SharingStrings */

/** How long the button says that the image was copied, in milliseconds. */
const COPIED_MS = 3000;

/**
 * Returns the button, or null if the browser can do neither: then a person downloads the image and passes on the file.
 * @param {() => Promise<Blob>} createImage a PNG
 * @param {() => string} nameOf returns the name of the file
 * @param {SharingStrings} strings
 * @param {(error: unknown) => void} onError called with why it failed; not if the person has changed their mind
 */
export function sharingButton(createImage, nameOf, strings, onError) {
  if (canShareImages()) {
    return button(strings.share, onError, async () => {
      const file = new File([await createImage()], nameOf(), { type: 'image/png' });
      await navigator.share({ files: [file] });
    });
  }
  if (!navigator.clipboard?.write || typeof ClipboardItem === 'undefined') return null;
  const copyButton = button(strings.copy, onError, async () => {
    // The promise, not the image: Safari allows only what begins within the click.
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': createImage() })]);
    copyButton.textContent = strings.copied;
    setTimeout(() => {
      copyButton.textContent = strings.copy;
    }, COPIED_MS);
  });
  copyButton.setAttribute('aria-live', 'polite');
  return copyButton;
}

/** Asks with a file like those that will be shared, as some browsers share texts alone. */
function canShareImages() {
  return Boolean(navigator.canShare?.({ files: [new File([''], 'image.png', { type: 'image/png' })] }));
}

/** @param {string} label @param {(error: unknown) => void} onError @param {() => Promise<void>} passOn */
function button(label, onError, passOn) {
  const element = html('button', { type: 'button', class: 'pass-on' }, label);
  element.addEventListener('click', async () => {
    element.disabled = true;
    try {
      await passOn();
    } catch (error) {
      if (/** @type {Error} */ (error).name !== 'AbortError') onError(error);
    } finally {
      element.disabled = false;
    }
  });
  return element;
}
