/** <emo-sense>: consent, camera or image, overlay and scores in one element. Import define.js to define it. */
import { EmotionError } from '../client/error.js';
import { stringsFor } from '../locales/messages.js';
import { missingFeatures } from '../session/browser-support.js';
import { Session } from '../session/session.js';
import { forget, isRemembered, remember } from './consent.js';
import { EventedElement } from './element-events.js';
import { elementStyles } from './element-style.js';
import { ElementView } from './element-view.js';
import { EmotionChanges } from './emotion-changes.js';
import { LanguageObserver } from './language-observer.js';

/** @import { Result, Source } from '../client/client.js' */
/** @import { Face } from '../client/pkg/emosense.js' */
/** @import { Strings } from '../locales/messages.js' */
/** @typedef {import('./element-view.js').State} State */
/** @typedef {import('./element-events.js').EmotionDetail} EmotionDetail */
/** @typedef {import('./element-events.js').FacesDetail} FacesDetail */
/** @typedef {import('./element-events.js').EmoSenseEventMap} EmoSenseEventMap */

/**
 * Consent, camera or image, overlay and scores in one element.
 * @fires {CustomEvent<EmotionDetail>} emotion - The emotion of a tracked face changed, or became 'uncertain'.
 * @fires {CustomEvent<FacesDetail>} faces - A frame or an image was classified.
 * @fires {CustomEvent<{ state: State }>} state - The property `state` changed.
 * @fires {CustomEvent<{ code: string, message: string }>} error - Something failed; the code says what.
 * @csspart stage - The area with the video or image and everything on it.
 * @csspart video - The video of the camera or of `src`.
 * @csspart image - The image of `src`.
 * @csspart overlay - The boxes and landmarks of the faces.
 * @csspart hint - The hint at the top of the stage.
 * @csspart message - The message in place of the video, such as an error.
 * @csspart controls - The row of buttons.
 * @csspart button - Each button that starts, stops or tries again.
 * @csspart scores - The list of the faces' scores.
 * @csspart card - The scores of one face.
 * @cssprop --emo-sense-accent - Color of buttons, links and focus rings.
 * @cssprop --emo-sense-on-accent - Color of text on the accent color.
 * @cssprop --emo-sense-surface - Background of cards and of the notice.
 * @cssprop --emo-sense-line - Color of borders.
 * @cssprop --emo-sense-track - Color of the empty part of a score's bar.
 * @cssprop --emo-sense-ink - Color of text.
 * @cssprop --emo-sense-soft - Color of secondary text.
 * @cssprop --emo-sense-radius - Corner radius; 16px by default.
 * @cssprop --emo-sense-ratio - Aspect ratio of the stage; 4 / 3 by default.
 * @cssprop --emo-sense-fit - `object-fit` of the video or image; contain by default.
 */
export class EmoSenseElement extends EventedElement {
  /** Created when the element is first connected. @type {ElementView | null} */
  #view = null;
  /** Created with the view. @type {Session | null} */
  #session = null;
  /** Whether a person has given consent on this element, even if the browser does not remember it. */
  #hasConsent = false;
  /** Whether the element is asking for consent. */
  #isAsking = false;
  /** @type {Face[]} */
  #faces = [];
  #emotionChanges = new EmotionChanges();
  /** The features that this browser lacks. @type {string[]} */
  #missing = [];
  /** The timer that closes the session, unless the element is connected again in the same task. */
  #closeTimer = 0;
  #languageObserver = new LanguageObserver(this, () => this.#updateLanguage());
  /** The texts of the view. @type {Strings | null} */
  #strings = null;
  /** The state of the last `state` event. @type {State} */
  #dispatchedState = 'idle';

  constructor() {
    super();
    this.attachShadow({ mode: 'open' });
  }

  /**
   * The faces of the last frame, by descending confidence.
   * @type {Face[]}
   */
  get faces() {
    return this.#faces;
  }

  /**
   * What the element does at present.
   * @type {State}
   */
  get state() {
    if (this.#missing.length) return 'error';
    return this.#isAsking ? 'consent' : (this.#session?.state ?? 'idle');
  }

  /**
   * Opens the camera, after asking for consent if there is none, or plays the video or classifies the image at `src`.
   */
  start() {
    const session = this.#connectedSession();
    if (this.#missing.length) this.#open();
    else if (this.src) session.openUrl(this.src, true);
    else if (this.#mayOpenCamera) this.#openCamera();
    else this.#askForConsent();
  }

  /** Closes the camera or the video. */
  stop() {
    if (this.#session?.isOn) this.#session.stop();
  }

  /**
   * Classifies an image with the recognizer of this element, without showing it.
   * @param {Source} source an ImageBitmap is transferred
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Result>}
   */
  async classify(source, { signal } = {}) {
    return this.#connectedSession().classify(source, { still: true, signal });
  }

  connectedCallback() {
    // A shadow root loses its style sheets when it is moved to another document.
    /** @type {ShadowRoot} */ (this.shadowRoot).adoptedStyleSheets = elementStyles(this.ownerDocument);
    this.#languageObserver.start();
    if (this.#closeTimer) {
      clearTimeout(this.#closeTimer);
      this.#closeTimer = 0;
      // Browsers may pause a video that is moved in the document. The DOM of unit tests (jsdom) returns nothing.
      this.#view?.video.play()?.catch(() => {});
      this.#updateLanguage();
      return;
    }
    this.adoptProperties();
    if (this.#strings !== this.#nearestStrings) this.#build();
    this.#open();
  }

  disconnectedCallback() {
    this.#languageObserver.stop();
    this.#closeTimer = Number(
      setTimeout(() => {
        this.#closeTimer = 0;
        this.#isAsking = false;
        this.#session?.close();
      }),
    );
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    const session = this.#session;
    if (!session || before === now || !this.isConnected) return;
    const { isOn } = session;
    switch (name) {
      case 'hide': // for the style sheet alone
        return;
      case 'interval-ms':
        session.intervalMs = this.intervalMs;
        return;
      case 'mirror':
        this.#applyMirror();
        return;
      case 'src':
        this.#open();
        return;
      case 'autostart':
        if (this.autostart && this.#mayOpenCamera && !isOn) this.start();
        return;
      case 'facing':
        if (isOn && !this.src) session.openCamera({ facing: this.facing });
        return;
      case 'lang':
        this.#updateLanguage();
        return;
      default: // an option of the client
        session.close();
        this.#reopen(isOn);
    }
  }

  /** Shows the texts in the language of the nearest `lang` attribute. */
  #updateLanguage() {
    if (!this.#session || !this.isConnected || this.#strings === this.#nearestStrings) return;
    const { isOn } = this.#session;
    this.#session.close();
    this.#build();
    this.#reopen(isOn);
  }

  /** @param {boolean} wasOn whether the camera or the video was open */
  #reopen(wasOn) {
    if (wasOn) this.start();
    else this.#open();
  }

  get #nearestStrings() {
    return stringsFor(this.#languageObserver.language);
  }

  get #mayOpenCamera() {
    return this.#hasConsent || isRemembered();
  }

  #connectedSession() {
    if (this.#session) return this.#session;
    throw new EmotionError('not-connected', 'The element must be in a page before this method is called.');
  }

  #build() {
    this.#strings = this.#nearestStrings;
    const view = new ElementView(/** @type {ShadowRoot} */ (this.shadowRoot), this.#strings);
    const session = new Session(view.video, () => ({
      smoothingMs: this.smoothing ?? undefined,
      sensitivity: this.sensitivity ?? undefined,
      maxFaces: Number.isFinite(this.maxFaces) ? this.maxFaces : undefined,
    }));
    view.onStart = () => this.start();
    view.onStop = () => this.stop();
    view.onRetry = () => session.retry();
    view.onForget = () => {
      this.#hasConsent = false;
      forget();
    };
    view.onConsent = (shouldRemember) => {
      this.#hasConsent = true;
      if (shouldRemember) remember();
      this.#openCamera();
    };
    session.onReady = (emotions) => {
      view.results.cards.emotions = emotions;
    };
    session.onProgress = () => view.results.showProgress(session);
    session.onState = () => this.#onState();
    session.onResult = (result) => this.#onResult(result);
    session.intervalMs = this.intervalMs;
    this.#view = view;
    this.#session = session;
  }

  /** Shows what the attributes ask for, before a person presses a button. */
  #open() {
    const session = /** @type {Session} */ (this.#session);
    this.#missing = missingFeatures();
    if (this.#missing.length) {
      this.#view?.showUnsupported(this.#missing);
      this.#emit('state', { state: 'error' });
      this.#emit('error', { code: 'unsupported', message: `This browser lacks ${this.#missing.join(', ')}.` });
    } else if (this.src) {
      this.#isAsking = false;
      session.openUrl(this.src, this.autostart);
    } else {
      session.reset();
      if (!this.#mayOpenCamera) this.#askForConsent();
      else if (this.autostart) this.#openCamera();
      else this.#onState();
    }
  }

  #askForConsent() {
    this.#isAsking = true;
    this.#session?.reset();
    this.#onState();
  }

  #openCamera() {
    this.#isAsking = false;
    this.#session?.openCamera({ facing: this.facing });
  }

  #onState() {
    const session = /** @type {Session} */ (this.#session);
    const { state } = this;
    if (state !== 'running') {
      this.#faces = [];
      this.#emotionChanges.clear();
    }
    this.#view?.showState(state, session, isRemembered());
    if (state === 'running') this.#applyMirror();
    if (state === 'error' || state !== this.#dispatchedState) {
      this.#dispatchedState = state;
      this.#emit('state', { state });
    }
    if (session.error) this.#emit('error', { code: session.error.code, message: session.error.message });
  }

  /** @param {Result} result */
  #onResult({ faces, width, height, classifyMs, image }) {
    const { results } = /** @type {ElementView} */ (this.#view);
    this.#faces = faces;
    if (image) results.stage.showImage(image);
    results.showResult({ faces, width, height, classifyMs }, image ? 'image' : 'camera');
    this.#emit('faces', { faces, width, height, classifyMs });
    for (const change of this.#emotionChanges.update(faces)) this.#emit('emotion', change);
  }

  #applyMirror() {
    const { results } = /** @type {ElementView} */ (this.#view);
    const session = /** @type {Session} */ (this.#session);
    results.mirrored = this.mirror === 'auto' ? session.facesUser : this.mirror === 'on';
    if (session.kind === 'image' && this.#faces.length) session.retry(); // an image has no next frame to be drawn with
  }

  /** @param {keyof EmoSenseEventMap} type @param {object} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
