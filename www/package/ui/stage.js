/** The stage: shows the video or a picture, or a message in their place, and hints over them. */
import { query } from './dom.js';

/** @typedef {import('../locales/messages.js').Message} Message */
/** @typedef {import('../locales/messages.js').Strings} Strings */

/** Beyond these shapes the picture gets bars at its sides rather than the page a strange shape. */
const RATIO = { min: 3 / 4, max: 16 / 9 };

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
    // Also when a phone is turned.
    this.#video.addEventListener('resize', () => this.#fit(this.#video.videoWidth, this.#video.videoHeight));
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

  /** How far the download is; a bar without an end where nobody tells. @param {import('../client/client.js').Progress} progress */
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

  /** @param {ImageBitmap} image is closed */
  showImage(image) {
    this.#fit(image.width, image.height);
    this.#image.width = image.width;
    this.#image.height = image.height;
    // Drawn, not transferred, which in Chromium forgets that a photograph's file says to turn it.
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

  /** @param {string} text empty for none */
  showHint(text) {
    if (this.#hint.textContent !== text) this.#hint.textContent = text;
  }

  /** @param {'welcome' | 'message' | 'video' | 'image'} what */
  #show(what) {
    this.#element.dataset.shows = what;
    this.#panel.hidden = what !== 'message';
    this.#video.hidden = what !== 'video';
    this.#image.hidden = what !== 'image';
    this.showHint('');
  }

  /** @param {number} width @param {number} height */
  #fit(width, height) {
    if (!width || !height) return;
    const ratio = Math.min(Math.max(width / height, RATIO.min), RATIO.max);
    this.#element.style.setProperty('--ratio', String(ratio));
  }
}
