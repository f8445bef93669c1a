/** Stage: shows the video or an image, or a message in their place, and a hint over them. */
import { query } from './dom.js';

/** @import { Progress } from '../client/client.js' */
/** @import { Message, Strings } from '../locales/messages.js' */

/** The limits of the stage's aspect ratio, width by height: an image beyond them has bars at its sides. */
const ASPECT_RATIO = { min: 3 / 4, max: 16 / 9 };

export class Stage {
  #element;
  #strings;
  #video;
  #image;
  #panel;
  #title;
  #text;
  #retry;
  #progress;
  #amount;
  #hint;

  /** @param {HTMLElement} element @param {Strings} strings */
  constructor(element, strings) {
    this.#strings = strings;
    this.#element = element;
    this.#video = query('video', HTMLVideoElement, element);
    this.#image = query('canvas', HTMLCanvasElement, element);
    this.#panel = query('.status-panel', HTMLElement, element);
    this.#title = query('.status-panel h2', HTMLElement, element);
    this.#text = query('.status-text', HTMLElement, element);
    this.#retry = query('.status-panel button', HTMLButtonElement, element);
    this.#progress = query('progress', HTMLProgressElement, element);
    this.#amount = query('.status-amount', HTMLElement, element);
    this.#hint = query('.hint', HTMLElement, element);
    // The video's size also changes when a phone is rotated.
    this.#video.addEventListener('resize', () => this.#setAspectRatio(this.#video.videoWidth, this.#video.videoHeight));
  }

  /** @param {Message} message */
  showMessage({ title, text, retry }) {
    this.#show('message');
    this.#title.textContent = title;
    this.#text.textContent = text;
    this.#retry.textContent = retry ?? '';
    this.#retry.hidden = !retry;
    this.#progress.hidden = true;
    this.#amount.hidden = true;
  }

  /**
   * Shows the progress of the download below the message. The bar is indeterminate if the size is unknown.
   * @param {Progress} progress
   */
  showProgress({ loaded, total }) {
    this.#progress.hidden = false;
    this.#amount.hidden = false;
    if (total) {
      this.#progress.max = total;
      this.#progress.value = loaded;
    } else {
      this.#progress.removeAttribute('value');
    }
    this.#amount.textContent = this.#strings.download.amount(loaded, total);
  }

  showWelcome() {
    this.#show('welcome');
  }

  showVideo() {
    this.#show('video');
  }

  /** Dims the video, whose frame is not current, until it is shown again. @param {string} hint */
  showPaused(hint) {
    this.#element.classList.add('paused');
    this.showHint(hint);
  }

  /** @param {ImageBitmap} image is closed afterwards */
  showImage(image) {
    this.#setAspectRatio(image.width, image.height);
    this.#image.width = image.width;
    this.#image.height = image.height;
    // Drawn rather than transferred: after a transfer Chromium ignores the orientation in the file of a photo.
    this.#image.getContext('2d')?.drawImage(image, 0, 0);
    image.close();
    this.#show('image');
  }

  get showsImage() {
    return this.#element.dataset.shows === 'image';
  }

  set mirrored(/** @type {boolean} */ mirrored) {
    this.#element.classList.toggle('mirrored', mirrored);
  }

  /** @param {string} text empty for no hint */
  showHint(text) {
    if (this.#hint.textContent !== text) this.#hint.textContent = text;
  }

  /** @param {'welcome' | 'message' | 'video' | 'image'} what */
  #show(what) {
    this.#element.dataset.shows = what;
    this.#element.classList.remove('paused');
    this.#panel.hidden = what !== 'message';
    this.#video.hidden = what !== 'video';
    this.#image.hidden = what !== 'image';
    this.showHint('');
  }

  /** @param {number} width @param {number} height */
  #setAspectRatio(width, height) {
    if (!width || !height) return;
    const ratio = Math.min(Math.max(width / height, ASPECT_RATIO.min), ASPECT_RATIO.max);
    this.#element.style.setProperty('--ratio', String(ratio));
  }
}
