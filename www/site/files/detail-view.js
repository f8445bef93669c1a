/** The large view of an image: the picture with its faces, and a card with seven bars for each of them. */
import { html, query } from '../../package/ui/dom.js';
import { Overlay } from '../../package/ui/overlay.js';
import { ScoreCards } from '../../package/ui/score-cards.js';

/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { ImageItem } from './image-item.js' */

export class DetailView {
  #dialog = query('#detail', HTMLDialogElement);
  #name = query('#detail-name', HTMLElement);
  #position = query('.detail-position', HTMLElement, this.#dialog);
  #picture = query('.detail-picture', HTMLElement, this.#dialog);
  #cards = query('.cards', HTMLElement, this.#dialog);
  #noFace = query('.no-face', HTMLElement, this.#dialog);
  #overlay;
  #scoreCards;
  #strings;
  #image = html('img', { alt: '' });
  #url = '';
  /** The images to leaf through. @type {ImageItem[]} */
  #items = [];
  #index = 0;

  /** @param {FilesStrings} strings @param {Strings} commonStrings */
  constructor(strings, commonStrings) {
    this.#strings = strings;
    this.#overlay = new Overlay(query('svg', SVGSVGElement, this.#picture), commonStrings);
    this.#scoreCards = new ScoreCards(this.#cards, commonStrings);
    this.#noFace.textContent = commonStrings.hints.image.none;
    for (const [selector, step] of /** @type {const} */ ([
      ['#previous', -1],
      ['#next', 1],
    ])) {
      query(selector, HTMLButtonElement).addEventListener('click', () => this.#go(step));
    }
    query('#close-detail', HTMLButtonElement).addEventListener('click', () => this.#dialog.close());
    this.#dialog.addEventListener('keydown', ({ key }) => {
      const direction = document.documentElement.dir === 'rtl' ? -1 : 1;
      if (key === 'ArrowLeft') this.#go(-direction);
      if (key === 'ArrowRight') this.#go(direction);
    });
    this.#dialog.addEventListener('close', () => this.#removeImage());
  }

  /** @param {ImageItem[]} items to leaf through @param {ImageItem} item to begin with */
  open(items, item) {
    this.#items = items;
    this.#index = items.indexOf(item);
    this.#dialog.showModal();
    this.#show();
  }

  /** @param {number} step */
  #go(step) {
    this.#index = (this.#index + step + this.#items.length) % this.#items.length;
    this.#show();
  }

  #show() {
    const { name, faces, file, thumbnail, width, height, scale } = this.#items[this.#index];
    this.#name.textContent = name;
    this.#position.textContent = this.#strings.progress(this.#index + 1, this.#items.length);
    for (const id of ['previous', 'next']) query(`#${id}`, HTMLButtonElement).hidden = this.#items.length < 2;
    this.#removeImage();
    this.#url = URL.createObjectURL(file);
    this.#image = html('img', { src: this.#url, alt: '', width: String(width), height: String(height) });
    // A file that has been moved since, or is too large for the page, is shown as its thumbnail.
    this.#image.addEventListener('error', () => thumbnail && this.#showBlob(thumbnail), { once: true });
    this.#picture.prepend(this.#image);
    this.#picture.style.setProperty('--ratio', String(width / height));
    this.#overlay.draw(faces, width / scale, height / scale, false);
    this.#cards.hidden = !faces.length;
    this.#noFace.hidden = faces.length > 0;
    this.#scoreCards.render(faces);
  }

  /** @param {Blob} blob */
  #showBlob(blob) {
    URL.revokeObjectURL(this.#url);
    this.#url = URL.createObjectURL(blob);
    this.#image.src = this.#url;
  }

  #removeImage() {
    URL.revokeObjectURL(this.#url);
    this.#image.remove();
  }
}
