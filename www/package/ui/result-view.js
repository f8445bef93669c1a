/** The display: stage, overlay, cards and announcements, kept in step from one result to the next. */
import { Announcer } from './announcer.js';
import { hintFor, messageFor } from '../locales/messages.js';
import { Overlay } from './overlay.js';
import { FaceList } from './face-list.js';
import { ScoreCards } from './score-cards.js';
import { Stage } from './stage.js';

/** @typedef {import('../locales/messages.js').Words} Words */

export class ResultView {
  stage;
  cards;
  #overlay;
  #announcer;
  #roster = new FaceList();
  #words;

  /** @param {{ stage: HTMLElement, overlay: SVGSVGElement, cards: HTMLElement, announcement: HTMLElement }} parts @param {Words} words */
  constructor({ stage, overlay, cards, announcement }, words) {
    this.#words = words;
    this.stage = new Stage(stage, words);
    this.cards = new ScoreCards(cards, words);
    this.#overlay = new Overlay(overlay, words);
    this.#announcer = new Announcer(announcement, words);
  }

  /** @param {import('../session/session.js').Session} session whose state is to be told; the download is at `progress` */
  tell({ state, kind, error }, progress = { loaded: 0, total: 0 }) {
    const { stage } = this;
    const { messages } = this.#words;
    if (state !== 'running') this.clear();
    if (state === 'loading') {
      stage.message(messages.loading);
      stage.progress(progress);
    } else if (state === 'opening') stage.message(messages[kind === 'camera' ? 'opening' : 'reading']);
    else if (state === 'stopped') stage.message(messages[kind === 'camera' ? 'stopped' : 'source-stopped']);
    else if (state === 'error' && error) stage.message(messageFor(this.#words, error.code));
    else if (state === 'running' && kind !== 'picture') stage.showVideo();
  }

  /** @param {import('../client/client.js').Result} result @param {'camera' | 'picture'} source @param {boolean} mirrored @returns what is shown, by number */
  show({ faces, width, height }, source, mirrored) {
    const seen = this.#roster.take(faces, mirrored);
    this.#overlay.draw(seen, width, height, mirrored);
    this.cards.render(seen);
    if (source === 'picture' || seen.length || this.#roster.isMissing) {
      this.#announcer.faces(seen);
      this.stage.hint(hintFor(this.#words, seen, source));
    }
    return seen;
  }

  /** Takes the boxes away until the next result. */
  clearOverlay() {
    this.#overlay.clear();
  }

  clear() {
    this.#overlay.clear();
    this.#roster.clear();
    this.cards.render([]);
    this.#announcer.reset();
    this.stage.mirrored = false;
  }
}
