/** An image of the list: its file, the faces found in it, and its tile on the page. */
import { faceColor } from '../../package/domain/face-colors.js';
import { html, svg } from '../../package/ui/dom.js';
import { FaceList } from '../../package/ui/face-list.js';
import { icon } from '../../package/ui/icons.js';
import { Overlay } from '../../package/ui/overlay.js';
import { faceText } from './face-text.js';
import { failureText } from './failure-text.js';
import { openButton, removeButton } from './tile-buttons.js';

/** @import { EmotionClient } from '../../package/client/client.js' */
/** @import { WorkerClient } from '../../package/client/worker-requests.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { ImageProtocol } from './image-worker.js' */
/** @import { Group } from './tile-filter.js' */
/** @typedef {'waiting' | 'analyzing' | 'done' | 'failed'} ItemState */

/** How long the worker may take to decode a file, in milliseconds: the largest photos take seconds. */
const LIMIT_MS = 20_000;

export class ImageItem {
  element;
  /** @type {ItemState} */
  state = 'waiting';
  /** Size of the decoded image, upright. */
  width = 0;
  height = 0;
  /** Pixels of the file per pixel of the image that was analyzed. */
  scale = 1;
  /** From left to right. @type {DisplayedFace[]} */
  faces = [];
  /** Why the file could not be analyzed, as a sentence. */
  failure = '';
  /** @type {Blob | null} */
  thumbnail = null;
  #file;
  #strings;
  #commonStrings;
  #view = html('div', { class: 'thumb' });
  #results = html('div', { class: 'tile-results' });
  #thumbnailUrl = '';

  /** @param {File} file @param {FilesStrings} strings @param {Strings} commonStrings */
  constructor(file, strings, commonStrings) {
    this.#file = file;
    this.#strings = strings;
    this.#commonStrings = commonStrings;
    this.element = html(
      'li',
      { class: 'tile', 'data-state': 'waiting' },
      this.#view,
      html('h3', { class: 'file-name', dir: 'auto' }, this.name),
      this.#results,
      removeButton(this.name, strings),
    );
    this.#showText(strings.waiting);
  }

  get file() {
    return this.#file;
  }

  get name() {
    return this.#file.name;
  }

  /** What the image is found by: one group for each face. @returns {Group[]} */
  get groups() {
    if (this.state === 'failed') return ['failed'];
    if (this.state !== 'done') return [];
    if (!this.faces.length) return ['no-face'];
    return this.faces.map(({ quality, emotion }) => (quality === 'good' ? emotion : 'unclassified'));
  }

  /**
   * Returns the highest score of a face for the group's expression, or for any if the group is none; -1 without a face.
   * @param {Group | null} group
   */
  highestScore(group) {
    const classified = this.faces.filter(({ quality }) => quality === 'good');
    const scores = classified.map(({ scores }) =>
      group && group in scores ? scores[/** @type {'happy'} */ (group)] : Math.max(...Object.values(scores)),
    );
    return Math.max(-1, ...scores);
  }

  /**
   * Analyzes the file and shows the result, or lets it wait again if it is stopped. Never rejects.
   * @param {EmotionClient} client
   * @param {WorkerClient<ImageProtocol>} worker is ended if it does not stop, or does not respond
   * @param {AbortSignal} signal
   */
  async analyze(client, worker, signal) {
    this.#setState('analyzing');
    this.#showText(this.#strings.analyzing);
    try {
      const decoded = await worker.request('decode', { file: this.#file }, { limitMs: LIMIT_MS, signal });
      this.#showThumbnail(decoded.thumbnail, decoded.width, decoded.height);
      const { faces, width, height } = await client.classify(decoded.image, { still: true, signal });
      this.faces = new FaceList().numberStill(faces, false);
      this.width = decoded.width;
      this.height = decoded.height;
      this.scale = decoded.width / width;
      this.#setState('done');
      this.#showFaces(width, height, decoded.frameCount);
    } catch (error) {
      if (signal.aborted) this.#wait();
      else this.fail(error);
    }
  }

  /** Shows why the file cannot be analyzed. @param {unknown} error */
  fail(error) {
    this.failure = failureText(error, this.#strings, this.#commonStrings);
    this.#setState('failed');
    this.#showText(this.failure);
  }

  #wait() {
    this.#setState('waiting');
    this.#showText(this.#strings.waiting);
  }

  /** Frees the thumbnail. */
  dispose() {
    URL.revokeObjectURL(this.#thumbnailUrl);
  }

  /** @param {ItemState} state */
  #setState(state) {
    this.state = state;
    this.element.dataset.state = state;
  }

  /** @param {string} text */
  #showText(text) {
    this.#results.replaceChildren(html('p', {}, text));
  }

  /** @param {Blob} thumbnail @param {number} width @param {number} height */
  #showThumbnail(thumbnail, width, height) {
    URL.revokeObjectURL(this.#thumbnailUrl); // of an analysis that was stopped
    this.thumbnail = thumbnail;
    this.#thumbnailUrl = URL.createObjectURL(thumbnail);
    this.#view.replaceChildren(
      html('img', {
        src: this.#thumbnailUrl,
        alt: '',
        width: String(width),
        height: String(height),
        decoding: 'async',
      }),
    );
  }

  /**
   * @param {number} width of the image that was analyzed
   * @param {number} height
   * @param {number} frameCount
   */
  #showFaces(width, height, frameCount) {
    const overlay = svg('svg', { class: 'overlay', 'aria-hidden': 'true' });
    this.#view.append(overlay, openButton(this.name, this.#strings));
    new Overlay(overlay, this.#commonStrings).draw(this.faces, width, height, false);
    this.#results.replaceChildren(
      this.faces.length
        ? html('ol', { class: 'tile-faces' }, ...this.faces.map((face) => this.#faceRow(face)))
        : html('p', {}, this.#commonStrings.hints.image.none),
      ...(frameCount > 1 ? [html('p', { class: 'note' }, this.#strings.firstFrameOnly(frameCount))] : []),
    );
  }

  /** @param {DisplayedFace} face */
  #faceRow(face) {
    const { number, quality, emotion } = face;
    const badge = html('span', { class: 'badge' }, String(number));
    badge.style.setProperty('--face', faceColor(number));
    const text = ` ${faceText(face, this.#strings, this.#commonStrings)}`;
    if (quality !== 'good' || emotion === 'uncertain') return html('li', {}, badge, text);
    return html('li', { 'data-emotion': emotion }, badge, text, icon('', emotion));
  }
}
