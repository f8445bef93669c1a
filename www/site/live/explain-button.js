/** The button that explains a result: it freezes the camera and opens the explanation, whose end resumes the camera. */
import { language } from '../../package/locales/language.js';

/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
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
  /** Called when the camera is being frozen, and when it is resumed. */
  onFreeze = () => {};
  onResume = () => {};
  /**
   * Called with what the picture is to say while it is frozen, as a function of the time.
   * @type {(hint: (time: string) => string) => void}
   */
  onFrozen = () => {};
  #elements;
  #session;
  #strings;
  /** Loaded when it is first needed. @type {ExplanationView | null} */
  #view = null;
  /** The faces of the image, or of the camera's newest frame. @type {DisplayedFace[]} */
  #faces = [];

  /** @param {Elements} elements @param {Session} session @param {Strings} strings */
  constructor(elements, session, strings) {
    this.#elements = elements;
    this.#session = session;
    this.#strings = strings;
    elements.button.addEventListener('click', () => this.#open());
  }

  /** Takes the newest faces. The button appears with the first one of good quality. @param {DisplayedFace[]} faces */
  update(faces) {
    this.#faces = faces;
    const { button } = this.#elements;
    if (faces.some(({ quality }) => quality === 'good') && !button.disabled) button.hidden = false;
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
    if (this.#session.kind === 'camera') this.#resume();
  }

  async #open() {
    const { button, mirror, video, image } = this.#elements;
    const session = this.#session;
    const isLive = session.kind === 'camera';
    button.disabled = true; // until the explanation is open
    try {
      const loading = this.#load();
      if (isLive) {
        this.onFreeze();
        await session.freeze(); // before the download has ended, because an expression does not last
      }
      const { view, frozen } = await loading;
      if (session.state !== 'running') return;
      if (isLive) this.onFrozen(frozen);
      mirror.disabled = isLive; // the explanation is mirrored as the picture is now
      button.hidden = true; // the explanation has the way back
      view.open({
        faces: this.#faces,
        mirrored: isLive && mirror.checked,
        isLive,
        explain: (landmarks, options) => session.explain(isLive ? video : image, landmarks, options),
      });
    } catch {
      if (isLive && session.state === 'running') await this.#resume();
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
    return { view: this.#view, frozen: strings.frozen };
  }

  async #resume() {
    this.onResume();
    await this.#session.resume();
  }

  #hide() {
    const { button, mirror } = this.#elements;
    this.#view?.close();
    mirror.disabled = false;
    button.hidden = false;
  }
}
