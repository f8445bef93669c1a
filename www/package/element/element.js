/** <emo-sense>: consent, camera or picture, overlay and result in one element. Import define.js to have it defined. */
import { forget, isRemembered, remember } from './consent.js';
import { AttributedElement } from './element-attributes.js';
import { elementStyles } from './element-style.js';
import { ElementView } from './element-view.js';
import { EmotionError } from '../client/error.js';
import { stringsFor } from '../locales/messages.js';
import { Session } from '../session/session.js';
import { missingFeatures } from '../session/browser-support.js';

/** @typedef {import('../client/pkg/emosense.js').Face} Face */
/** @typedef {import('../client/pkg/emosense.js').Scores} Scores */
/** @typedef {import('../client/pkg/emosense.js').Track['emotion']} Named an emotion, or 'uncertain' */
/** @typedef {import('../client/client.js').Result} Result */
/** @typedef {import('./element-view.js').State} State 'idle', 'consent', 'loading', 'opening', 'running', 'stopped' or 'error' */
/** @typedef {{ track: number, emotion: Named, previous: Named | null, scores: Scores }} EmotionDetail `previous`: null for a face that has just come */
/** @typedef {{ faces: Face[], width: number, height: number, classifyMs: number }} FacesDetail */
/**
 * @typedef {object} EmoSenseEventMap
 * @property {CustomEvent<EmotionDetail>} emotion another emotion, or 'uncertain', is named for a followed face, and lasts
 * @property {CustomEvent<FacesDetail>} faces a frame or a picture was read
 * @property {CustomEvent<{ state: State }>} state
 * @property {CustomEvent<{ code: string, message: string }>} error
 */

/** A face that was away longer has another track when it is back. */
const TRACK_MS = 2000;

/**
 * Consent, camera or picture, overlay and result in one element.
 * @fires {CustomEvent<EmotionDetail>} emotion - Another emotion, or 'uncertain', is named for a followed face.
 * @fires {CustomEvent<FacesDetail>} faces - A frame or a picture was classified.
 * @fires {CustomEvent<{ state: State }>} state - The property `state` changed.
 * @fires {CustomEvent<{ code: string, message: string }>} error - Something failed; the code says what.
 * @csspart stage - The area with the video or picture and everything on it.
 * @csspart video - The video of the camera or of `src`.
 * @csspart picture - The picture of `src`.
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
 * @cssprop --emo-sense-fit - `object-fit` of the video or picture; contain by default.
 */
export class EmoSenseElement extends AttributedElement {
  /** @type {ElementView | null} made when first connected */
  #view = null;
  /** @type {Session | null} */
  #session = null;
  /** Given to this element; it is asked for again where it is not remembered. */
  #consented = false;
  #asking = false;
  /** @type {Face[]} */
  #faces = [];
  /** What is named for each track. @type {Map<number, { emotion: Named, seenAt: number }>} */
  #named = new Map();
  /** What this browser lacks. @type {string[]} */
  #missing = [];
  /** Set while the element may only be on its way to another place. */
  #leaving = 0;
  /** @type {State} */
  #told = 'idle';

  constructor() {
    super();
    this.attachShadow({ mode: 'open' }).adoptedStyleSheets = elementStyles();
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
    return this.#asking ? 'consent' : (this.#session?.state ?? 'idle');
  }

  /** Opens the camera, after asking for consent where it was not given, or plays what is at `src`. */
  start() {
    if (!this.#session) throw new EmotionError('not-connected', 'The element is not in a page yet.');
    if (this.#missing.length) this.#open();
    else if (this.src) this.#session.openUrl(this.src, true);
    else if (this.#mayOpen) this.#openCamera();
    else this.#ask();
  }

  /** Lets go of the camera or the video. */
  stop() {
    if (this.#session?.isOn) this.#session.stop();
  }

  /**
   * Reads one picture with this element's recognizer, beside whatever it shows.
   * @param {import('../client/client.js').Source} source an ImageBitmap is used up
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Result>}
   */
  async classify(source, { signal } = {}) {
    if (!this.#session) throw new EmotionError('not-connected', 'The element is not in a page yet.');
    return this.#session.classify(source, { still: true, signal });
  }

  connectedCallback() {
    if (this.#leaving) {
      clearTimeout(this.#leaving);
      this.#leaving = 0;
      this.#view?.video.play().catch(() => {}); // a video that is moved may have paused
      return;
    }
    this.adoptProperties();
    if (!this.#view) this.#build();
    this.#open();
  }

  disconnectedCallback() {
    this.#leaving = Number(
      setTimeout(() => {
        this.#leaving = 0;
        this.#asking = false;
        this.#session?.close();
      }),
    );
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    const session = this.#session;
    if (!session || before === now || !this.isConnected) return;
    const { isOn } = session;
    if (name === 'interval-ms') session.intervalMs = this.intervalMs;
    else if (name === 'mirror') this.#mirrorView();
    else if (name === 'src') this.#open();
    else if (name === 'autostart') {
      if (this.autostart && this.#mayOpen && !isOn) this.start();
    } else if (name === 'facing') {
      if (isOn && !this.src) session.openCamera({ facing: this.facing });
    } else {
      // What a recognizer is made with, or what its strings are.
      session.close();
      if (name === 'lang') this.#build();
      if (isOn) this.start();
      else this.#open();
    }
  }

  get #mayOpen() {
    return this.#consented || isRemembered();
  }

  #build() {
    const language = this.closest('[lang]')?.getAttribute('lang') ?? '';
    const view = new ElementView(/** @type {ShadowRoot} */ (this.shadowRoot), stringsFor(language));
    const session = new Session(view.video, () => ({
      smoothingMs: this.smoothing ?? undefined,
      maxFaces: Number.isFinite(this.maxFaces) ? this.maxFaces : undefined,
    }));
    view.onStart = () => this.start();
    view.onStop = () => this.stop();
    view.onRetry = () => session.retry();
    view.onForget = () => {
      this.#consented = false;
      forget();
    };
    view.onConsent = (isToRemember) => {
      this.#consented = true;
      if (isToRemember) remember();
      this.#asking = false;
      this.#openCamera();
    };
    session.onReady = (emotions) => {
      view.display.cards.emotions = emotions;
    };
    session.onProgress = () => view.display.showProgress(session);
    session.onState = () => this.#onState();
    session.onResult = (result, _, image) => this.#onResult(result, image);
    session.intervalMs = this.intervalMs;
    this.#view = view;
    this.#session = session;
  }

  /** What is to be seen before a person does anything. */
  #open() {
    const session = /** @type {Session} */ (this.#session);
    this.#missing = missingFeatures();
    if (this.#missing.length) {
      this.#view?.showUnsupported(this.#missing);
      this.#tell('state', { state: 'error' });
      this.#tell('error', {
        code: 'unsupported',
        message: `This browser lacks ${this.#missing.join(', ')}.`,
      });
    } else if (this.src) {
      this.#asking = false;
      session.openUrl(this.src, this.autostart);
    } else {
      session.reset();
      if (!this.#mayOpen) this.#ask();
      else if (this.autostart) this.#openCamera();
      else this.#onState();
    }
  }

  #ask() {
    this.#asking = true;
    this.#session?.reset();
    this.#onState();
  }

  #openCamera() {
    this.#asking = false;
    this.#session?.openCamera({ facing: this.facing });
  }

  #onState() {
    const session = /** @type {Session} */ (this.#session);
    const { state } = this;
    if (state !== 'running') {
      this.#faces = [];
      this.#named.clear();
    }
    this.#view?.show(state, session, isRemembered());
    if (state === 'running') this.#mirrorView();
    if (state === 'error' || state !== this.#told) {
      this.#told = state;
      this.#tell('state', { state });
    }
    if (session.error)
      this.#tell('error', {
        code: session.error.code,
        message: session.error.message,
      });
  }

  /** @param {Result} result @param {HTMLImageElement} [image] */
  async #onResult(result, image) {
    const { faces, width, height, classifyMs } = result;
    const display = /** @type {ElementView} */ (this.#view).display;
    this.#faces = faces;
    if (image) display.stage.showImage(await createImageBitmap(image));
    display.showResult(result, image ? 'image' : 'camera');
    this.#tell('faces', { faces, width, height, classifyMs });
    const now = performance.now();
    for (const { track } of faces) {
      if (!track) continue;
      const { id, emotion, scores } = track;
      const previous = this.#named.get(id)?.emotion ?? null;
      this.#named.set(id, { emotion, seenAt: now });
      if (emotion !== previous) this.#tell('emotion', { track: id, emotion, previous, scores });
    }
    for (const [id, { seenAt }] of this.#named) if (now - seenAt > TRACK_MS) this.#named.delete(id);
  }

  #mirrorView() {
    const { display } = /** @type {ElementView} */ (this.#view);
    const session = /** @type {Session} */ (this.#session);
    display.mirrored = this.mirror === 'auto' ? session.facesUser : this.mirror === 'on';
    if (this.#session?.kind === 'image' && this.#faces.length) this.#session.retry(); // there the next is the same
  }

  /** @param {keyof EmoSenseEventMap} type @param {object} detail */
  #tell(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  /**
   * @template {keyof EmoSenseEventMap} Type
   * @overload
   * @param {Type} type
   * @param {(this: EmoSenseElement, event: EmoSenseEventMap[Type]) => void} listener
   * @param {boolean | AddEventListenerOptions} [options]
   * @returns {void}
   */
  /**
   * @overload
   * @param {string} type
   * @param {any} listener
   * @param {boolean | AddEventListenerOptions} [options]
   * @returns {void}
   */
  /** Typed: the events of EmoSenseEventMap. @param {string} type @param {any} listener @param {boolean | AddEventListenerOptions} [options] */
  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
  }
}
