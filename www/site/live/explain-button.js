/** The button that explains a result: it freezes the camera, and opens and closes the explanation. */
import { language } from '../../package/locales/language.js';

/** @import { Result } from '../../package/client/client.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { Session } from '../../package/session/session.js' */
/** @import { ExplanationView } from '../explain/explanation-view.js' */

/**
 * The elements of the page that take part.
 * @typedef {object} Elements
 * @property {HTMLButtonElement} button
 * @property {HTMLElement} section for the explanation
 * @property {HTMLElement} stage
 * @property {HTMLInputElement} mirror
 * @property {HTMLVideoElement} video
 * @property {HTMLCanvasElement} image
 */

/** By the language's tag. @type {Record<string, () => Promise<typeof import('../locales/en/explain.js')>>} */
const LOCALES = {
  en: () => import('../locales/en/explain.js'),
  de: () => import('../locales/de/explain.js'),
  fr: () => import('../locales/fr/explain.js'),
};

export class ExplainButton {
  /** Called when the explanation cannot be loaded. */
  onLoadError = () => {};
  #elements;
  #session;
  #strings;
  #label;
  /** Loaded when it is first needed. @type {ExplanationView | null} */
  #view = null;
  /** The result of the image, or of the camera's newest frame. @type {Result | null} */
  #result = null;

  /** @param {Elements} elements @param {Session} session @param {Strings} strings */
  constructor(elements, session, strings) {
    this.#elements = elements;
    this.#session = session;
    this.#strings = strings;
    this.#label = elements.button.textContent;
    elements.button.addEventListener('click', () => (this.#view?.isOpen ? this.close() : this.#open()));
  }

  /** Takes the newest result. The button appears with the first face of good quality. @param {Result} result */
  update(result) {
    this.#result = result;
    if (result.faces.some(({ quality }) => quality === 'good')) this.#elements.button.hidden = false;
  }

  /** Closes the explanation and hides the button, because its image is no longer shown. */
  reset() {
    this.#hide();
    this.#elements.button.hidden = true;
  }

  /** Closes the explanation, and resumes the camera. */
  close() {
    if (!this.#view?.isOpen) return;
    this.#hide();
    this.#elements.button.focus({ preventScroll: true });
    this.#elements.stage.scrollIntoView({ block: 'nearest' });
    if (this.#session.kind === 'camera') this.#session.resume();
  }

  async #open() {
    const { button, mirror, video, image } = this.#elements;
    const session = this.#session;
    const isLive = session.kind === 'camera';
    button.disabled = true; // until the explanation is open
    try {
      const loading = this.#load();
      if (isLive) await session.freeze(); // before the download has ended, because an expression does not last
      const { view, backLabel } = await loading;
      if (session.state !== 'running' || !this.#result) return;
      mirror.disabled = isLive; // mirroring would change the numbers of the faces
      button.hidden = !isLive;
      button.textContent = backLabel; // visible only if a frame of the camera is frozen
      view.open({
        faces: this.#result.faces,
        mirrored: isLive && mirror.checked,
        isLive,
        emotions: session.client.emotions,
        explain: (landmarks, options) => session.explain(isLive ? video : image, landmarks, options),
      });
    } catch {
      if (isLive && session.state === 'running') await session.resume();
      this.onLoadError();
    } finally {
      button.disabled = false;
    }
  }

  async #load() {
    const [{ ExplanationView }, { strings }] = await Promise.all([
      import('../explain/explanation-view.js'),
      LOCALES[language()](),
    ]);
    if (!this.#view) {
      this.#view = new ExplanationView(this.#elements.section, strings, this.#strings);
      this.#view.onClose = () => this.close();
    }
    return { view: this.#view, backLabel: strings.back };
  }

  #hide() {
    const { button, mirror } = this.#elements;
    this.#view?.close();
    mirror.disabled = false;
    button.textContent = this.#label;
    button.hidden = false;
  }
}
