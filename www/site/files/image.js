/** A picture in the contact sheet: its file, what is read in it, and its tile. */
import { html, svg } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { faceColor } from '../../package/domain/face-colors.js';
import { Overlay } from '../../package/ui/overlay.js';
import { FaceList } from '../../package/ui/face-list.js';
import { sentenceOf } from './failures.js';

/** @typedef {import('../../package/ui/face-list.js').DisplayedFace} DisplayedFace */
/** @typedef {typeof import('../locales/en/files.js').strings} Words */
/** @typedef {import('../../package/locales/messages.js').Strings} FaceWords */
/** @typedef {'waiting' | 'reading' | 'read' | 'failed'} State */

export class Picture {
  element;
  /** @type {State} */
  state = 'waiting';
  /** Upright, in the file's pixels, of which `scale` are one of the picture that was read. */
  width = 0;
  height = 0;
  scale = 1;
  /** From left to right. @type {DisplayedFace[]} */
  faces = [];
  /** Why it could not be read: a sentence. */
  failure = '';
  /** @type {Blob | null} */
  thumbnail = null;
  #file;
  #words;
  #faceWords;
  #view = html('div', { class: 'thumb' });
  #results = html('div', { class: 'tile-results' });
  #address = '';

  /** @param {File} file @param {Words} words @param {FaceWords} faceWords */
  constructor(file, words, faceWords) {
    this.#file = file;
    this.#words = words;
    this.#faceWords = faceWords;
    this.element = html(
      'li',
      { class: 'tile', 'data-state': 'waiting' },
      this.#view,
      html('h3', { class: 'file-name', dir: 'auto' }, this.name),
      this.#results,
    );
    this.#say(words.waiting);
  }

  get name() {
    return this.#file.name;
  }

  /** Never rejects. @param {import('../../package/client/client.js').EmotionClient} client @param {import('./queue.js').PictureWorker} worker */
  async read(client, worker) {
    this.#to('reading');
    this.#say(this.#words.reading);
    try {
      const { picture, scale, frames, thumbnail } = await worker.ask(this.#file);
      this.#showThumbnail(thumbnail, picture.width, picture.height);
      const { faces, width, height } = await client.classify(picture, { still: true });
      this.faces = new FaceList().update(faces, false);
      this.scale = scale;
      this.width = Math.round(width * scale);
      this.height = Math.round(height * scale);
      this.#to('read');
      this.#showFaces(width, height, frames);
    } catch (error) {
      this.failure = sentenceOf(error, this.#words, this.#faceWords);
      this.#to('failed');
      this.#say(this.failure);
    }
  }

  forget() {
    URL.revokeObjectURL(this.#address);
    this.element.remove();
  }

  /** @param {State} state */
  #to(state) {
    this.state = state;
    this.element.dataset.state = state;
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.#results.replaceChildren(html('p', {}, sentence));
  }

  /** @param {Blob} thumbnail @param {number} width @param {number} height */
  #showThumbnail(thumbnail, width, height) {
    this.thumbnail = thumbnail;
    this.#address = URL.createObjectURL(thumbnail);
    this.#view.replaceChildren(
      html('img', { src: this.#address, alt: '', width: String(width), height: String(height), decoding: 'async' }),
    );
  }

  /** @param {number} width @param {number} height of the picture as it was read @param {number} frames */
  #showFaces(width, height, frames) {
    const overlay = svg('svg', { class: 'overlay', 'aria-hidden': 'true' });
    this.#view.append(overlay);
    new Overlay(overlay, this.#faceWords).draw(this.faces, width, height, false);
    this.#results.replaceChildren(
      this.faces.length
        ? html('ol', { class: 'tile-faces' }, ...this.faces.map((seen) => this.#face(seen)))
        : html('p', {}, this.#faceWords.hints.image.none),
      ...(frames > 1 ? [html('p', { class: 'note' }, this.#words.firstFrame(frames))] : []),
    );
  }

  /** @param {DisplayedFace} seen */
  #face({ number, face: { emotion, scores }, quality }) {
    const badge = html('span', { class: 'badge' }, String(number));
    badge.style.setProperty('--face', faceColor(number));
    if (quality !== 'good') return html('li', {}, badge, ` ${this.#faceWords.card[quality][1]}`);
    const words = this.#words.resembles(this.#faceWords.emotions[emotion], Math.round(100 * scores[emotion]));
    return html('li', { 'data-emotion': emotion }, badge, ` ${words}`, icon('', emotion));
  }
}
