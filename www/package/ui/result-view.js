/**
 * ResultView: shows the state and the results of a session on the stage, in the overlay and cards, and in
 * announcements.
 */
import { hintFor, messageFor } from '../locales/messages.js';
import { Announcer } from './announcer.js';
import { FaceList } from './face-list.js';
import { Overlay } from './overlay.js';
import { ScoreCards } from './score-cards.js';
import { Stage } from './stage.js';

/** @import { Result } from '../client/client.js' */
/** @import { Strings } from '../locales/messages.js' */
/** @import { Session } from '../session/session.js' */
/** @typedef {{ stage: HTMLElement, overlay: SVGSVGElement, cards: HTMLElement, announcement: HTMLElement }} Parts */

export class ResultView {
  stage;
  cards;
  #overlay;
  #announcer;
  #faces = new FaceList();
  #strings;
  #mirrored = false;

  /** @param {Parts} parts @param {Strings} strings */
  constructor({ stage, overlay, cards, announcement }, strings) {
    this.#strings = strings;
    this.stage = new Stage(stage, strings);
    this.cards = new ScoreCards(cards, strings);
    this.#overlay = new Overlay(overlay, strings);
    this.#announcer = new Announcer(announcement, strings);
  }

  /** Shows the state of the session. @param {Session} session */
  showState({ state, kind, error, progress, pausedBy, isOn }) {
    const { stage } = this;
    if (!isOn || kind === 'image') this.#faces.restart();
    const { messages, paused } = this.#strings;
    if (state === 'paused') {
      this.clearFaces();
      stage.showPaused(paused[pausedBy]);
      this.#announcer.announce(paused[pausedBy]);
      return;
    }
    if (state === 'running')
      this.#announcer.reset(); // a pause is over
    else this.clear();
    if (state === 'loading') {
      stage.showMessage(messages.loading);
      stage.showProgress(progress);
    } else if (state === 'opening') stage.showMessage(messages[kind === 'camera' ? 'opening' : 'analyzing']);
    else if (state === 'stopped') stage.showMessage(messages[kind === 'camera' ? 'stopped' : 'source-stopped']);
    else if (state === 'error' && error) stage.showMessage(messageFor(this.#strings, error.code));
    else if (state === 'running' && kind !== 'image') stage.showVideo();
  }

  /** Updates the download's progress while the recognizer is being loaded. @param {Session} session */
  showProgress({ state, progress }) {
    if (state === 'loading') this.stage.showProgress(progress);
  }

  /**
   * Shows a result. Returns the faces as they are shown, by number.
   * @param {Omit<Result, 'atMs'>} result
   * @param {'camera' | 'image'} source image: also a frozen frame of the camera
   */
  showResult({ faces, width, height }, source) {
    const list = this.#faces;
    const displayed = source === 'image' ? list.numberStill(faces, this.#mirrored) : list.update(faces, this.#mirrored);
    this.#overlay.draw(displayed, width, height, this.#mirrored);
    this.cards.render(displayed);
    if (source === 'image' || displayed.length || this.#faces.isMissing) {
      this.#announcer.announceFaces(displayed);
      this.stage.showHint(hintFor(this.#strings, displayed, source));
    }
    return displayed;
  }

  /** Whether the video or image and all that is drawn on it are mirrored. The boxes return with the next result. */
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
    this.clearFaces();
    this.#announcer.reset();
    this.mirrored = false;
  }

  /** Removes the faces that are shown until another recognizer has found them; they keep their numbers. */
  expectNewTracks() {
    this.#faces.expectNewTracks();
    this.#overlay.clear();
  }

  /** Removes the faces that are shown. */
  clearFaces() {
    this.#overlay.clear();
    this.#faces.clear();
    this.cards.render([]);
  }
}
