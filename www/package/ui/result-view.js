/** The display: stage, overlay, cards and announcements, kept in step from one result to the next. */
import { Announcer } from './announcer.js';
import { hintFor, messageFor } from '../locales/messages.js';
import { Overlay } from './overlay.js';
import { FaceList } from './face-list.js';
import { ScoreCards } from './score-cards.js';
import { Stage } from './stage.js';

/** @typedef {import('../locales/messages.js').Strings} Strings */
/** @typedef {import('../session/session.js').Session} Session */

export class ResultView {
  stage;
  cards;
  #overlay;
  #announcer;
  #faces = new FaceList();
  #strings;
  #mirrored = false;

  /** @param {{ stage: HTMLElement, overlay: SVGSVGElement, cards: HTMLElement, announcement: HTMLElement }} parts @param {Strings} strings */
  constructor({ stage, overlay, cards, announcement }, strings) {
    this.#strings = strings;
    this.stage = new Stage(stage, strings);
    this.cards = new ScoreCards(cards, strings);
    this.#overlay = new Overlay(overlay, strings);
    this.#announcer = new Announcer(announcement, strings);
  }

  /** Shows what the session is doing. @param {Session} session */
  showState({ state, kind, error, progress }) {
    const { stage } = this;
    const { messages } = this.#strings;
    if (state !== 'running') this.clear();
    if (state === 'loading') {
      stage.showMessage(messages.loading);
      stage.showProgress(progress);
    } else if (state === 'opening') stage.showMessage(messages[kind === 'camera' ? 'opening' : 'reading']);
    else if (state === 'stopped') stage.showMessage(messages[kind === 'camera' ? 'stopped' : 'source-stopped']);
    else if (state === 'error' && error) stage.showMessage(messageFor(this.#strings, error.code));
    else if (state === 'running' && kind !== 'image') stage.showVideo();
  }

  /** Updates the download's progress while the recognizer is being loaded. @param {Session} session */
  showProgress({ state, progress }) {
    if (state === 'loading') this.stage.showProgress(progress);
  }

  /** @param {import('../client/client.js').Result} result @param {'camera' | 'image'} source @returns what is shown, by number */
  showResult({ faces, width, height }, source) {
    const seen = this.#faces.update(faces, this.#mirrored);
    this.#overlay.draw(seen, width, height, this.#mirrored);
    this.cards.render(seen);
    if (source === 'image' || seen.length || this.#faces.isMissing) {
      this.#announcer.faces(seen);
      this.stage.showHint(hintFor(this.#strings, seen, source));
    }
    return seen;
  }

  /** Whether the image and all that is drawn on it are mirrored; the boxes return with the next result. */
  get mirrored() {
    return this.#mirrored;
  }

  set mirrored(/** @type {boolean} */ mirrored) {
    if (mirrored === this.#mirrored) return;
    this.#mirrored = mirrored;
    this.stage.mirrored = mirrored;
    this.#overlay.clear();
  }

  clear() {
    this.#overlay.clear();
    this.#faces.clear();
    this.cards.render([]);
    this.#announcer.reset();
    this.mirrored = false;
  }
}
