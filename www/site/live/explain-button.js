/** The button "See inside": takes the picture, or a frame of the camera that it freezes, opens the section on it, and goes back. */
import { language } from '../../package/locales/language.js';

/** @typedef {import('../../package/client/client.js').Result} Result */
/** @typedef {{ button: HTMLButtonElement, section: HTMLElement, stage: HTMLElement, mirror: HTMLInputElement, video: HTMLVideoElement, picture: HTMLCanvasElement }} Parts */

/** By the language's tag. @type {Record<string, () => Promise<{ words: typeof import('../locales/en/explain.js').words }>>} */
const WORDS = {
  en: () => import('../locales/en/explain.js'),
  de: () => import('../locales/de/explain.js'),
  fr: () => import('../locales/fr/explain.js'),
};

export class SeeInside {
  /** Called when the section cannot be loaded. */
  onfail = () => {};
  #parts;
  #session;
  #words;
  #label;
  /** Loaded when it is first asked for. @type {import('../explain/explain.js').Inside | null} */
  #inside = null;
  /** The last picture or frame that was read. @type {Result | null} */
  #read = null;

  /** @param {Parts} parts of the page @param {import('../../package/session/session.js').Session} session @param {import('../../package/locales/messages.js').Words} words */
  constructor(parts, session, words) {
    this.#parts = parts;
    this.#session = session;
    this.#words = words;
    this.#label = parts.button.textContent;
    parts.button.addEventListener('click', () => (this.#inside?.isOpen ? this.leave() : this.#open()));
  }

  /** What was read last: the button is there once a face in it can be read. @param {Result} result */
  take(result) {
    this.#read = result;
    if (result.faces.some(({ quality }) => quality === 'good')) this.#parts.button.hidden = false;
  }

  /** Another picture comes, or none. */
  reset() {
    this.#close();
    this.#parts.button.hidden = true;
  }

  /** Back to what was shown before; a camera goes on. */
  leave() {
    if (!this.#inside?.isOpen) return;
    this.#close();
    this.#parts.button.focus({ preventScroll: true });
    this.#parts.stage.scrollIntoView({ block: 'nearest' });
    if (this.#session.kind === 'camera') this.#session.resume();
  }

  async #open() {
    const { button, section, mirror, video, picture } = this.#parts;
    const session = this.#session;
    const isLive = session.kind === 'camera';
    button.disabled = true; // until it is there
    try {
      const loaded = Promise.all([import('../explain/explain.js'), WORDS[language()]()]);
      if (isLive) await session.freeze(); // at once: an expression does not wait for a download
      const [{ Inside }, { words }] = await loaded;
      if (session.state !== 'running' || !this.#read) return;
      if (!this.#inside) {
        this.#inside = new Inside(section, words, this.#words);
        this.#inside.onclose = () => this.leave();
      }
      mirror.disabled = isLive; // faces are numbered as they are seen
      button.hidden = !isLive;
      button.textContent = words.back; // beside the frame that stands still
      this.#inside.open({
        faces: this.#read.faces,
        mirrored: isLive && mirror.checked,
        isLive,
        emotions: session.client.emotions,
        explain: (landmarks, options) => session.explain(isLive ? video : picture, landmarks, options),
      });
    } catch {
      if (isLive && session.state === 'running') await session.resume();
      this.onfail();
    } finally {
      button.disabled = false;
    }
  }

  #close() {
    const { button, mirror } = this.#parts;
    this.#inside?.close();
    mirror.disabled = false;
    button.textContent = this.#label;
    button.hidden = false;
  }
}
