/** ElementSource: opens what <emo-sense> classifies: a stream or the camera, with consent, or what is at `src`. */

/** @import { Playback, Session } from '../session/session.js' */
/** @import { Consent } from './consent.js' */
/** @import { PropertiedElement } from './element-properties.js' */
/**
 * What an element does, to go on with: `isOn` is whether something is open, or about to be; `isStopped` is whether it
 * was stopped.
 * @typedef {{ isOn: boolean, isStopped: boolean, playback: Playback }} Activity
 */

export class ElementSource {
  /** Whether the element is asking for consent. */
  isAsking = false;
  #element;
  #session;
  #consent;
  #onState;

  /**
   * @param {PropertiedElement} element whose attributes and properties say what to open
   * @param {Session} session
   * @param {Consent} consent
   * @param {() => void} onState called when nothing is opened
   */
  constructor(element, session, consent, onState) {
    this.#element = element;
    this.#session = session;
    this.#consent = consent;
    this.#onState = onState;
  }

  /** What the element does now. @returns {Activity} */
  get activity() {
    const { isOn, state, playback } = this.#session;
    return { isOn, isStopped: state === 'stopped', playback };
  }

  /** Opens what the attributes and properties ask for, before a person presses a button. */
  open() {
    const { src, autostart } = this.#element;
    this.isAsking = false;
    if (this.#hasUrl) this.#session.openUrl(src, { atSeconds: 0, isPlaying: autostart });
    else if (this.#element.srcObject || autostart || !this.#consent.isGiven) this.openLive();
    else this.#reset();
  }

  /** Opens it as a person does who presses the button, or a page that calls `start`. */
  start() {
    if (this.#hasUrl) this.#session.openUrl(this.#element.src, { atSeconds: 0, isPlaying: true });
    else this.openLive();
  }

  /** Opens the stream or the camera, after asking for consent if there is none. */
  openLive() {
    const { srcObject, facing } = this.#element;
    this.isAsking = !this.#consent.isGiven;
    if (this.isAsking) this.#reset();
    else if (srcObject) this.#session.openStream(srcObject);
    else this.#session.openCamera({ facing });
  }

  /** Opens the camera anew if it is what is open. */
  reopenCamera() {
    if (this.#session.isOn && !this.#hasUrl && !this.#element.srcObject) this.openLive();
  }

  /** Goes on as before the session was closed. @param {Activity} activity */
  goOn({ isOn, isStopped, playback }) {
    if (isStopped) this.#session.stop();
    else if (!isOn) this.open();
    else if (this.#hasUrl) this.#session.openUrl(this.#element.src, playback);
    else this.openLive();
  }

  /** Whether the source is the image or video at `src`. */
  get #hasUrl() {
    return this.#element.src !== '' && !this.#element.srcObject;
  }

  #reset() {
    this.#session.reset();
    this.#onState();
  }
}
