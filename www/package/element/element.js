/** <emo-sense>: consent, camera or image, overlay and scores in one element. Import define.js to define it. */
import { EmotionError } from '../client/error.js';
import { checkSignalOptions } from '../client/options.js';
import { stringsFor } from '../locales/messages.js';
import { missingFeatures } from '../session/browser-support.js';
import { Session } from '../session/session.js';
import { Consent } from './consent.js';
import { EventedElement } from './element-events.js';
import { ElementSource } from './element-source.js';
import { elementStyles } from './element-style.js';
import { ElementView } from './element-view.js';
import { EmotionChanges } from './emotion-changes.js';
import { LanguageObserver } from './language-observer.js';
import { Removal } from './removal.js';

/** @import { Face, Result, Source } from '../client/client.js' */
/** @import { Strings } from '../locales/messages.js' */
/** @import { State } from './element-events.js' */
/** @import { Activity } from './element-source.js' */

/**
 * Consent, camera or image, overlay and scores in one element. Its events bubble, and cross shadow roots.
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
  /** Created with the view. @type {ElementSource | null} */
  #source = null;
  #consent = new Consent();
  /** @type {Face[]} */
  #faces = [];
  #emotionChanges = new EmotionChanges();
  /** The features that this browser lacks. @type {string[]} */
  #missing = [];
  #removal = new Removal();
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
    return this.#source?.isAsking ? 'consent' : (this.#session?.state ?? 'idle');
  }

  /**
   * Opens the stream or the camera, after asking for consent if there is none, or plays the video or classifies the
   * image at `src`.
   */
  start() {
    this.#connectedSession();
    if (this.#missing.length) this.#open();
    else this.#source?.start();
  }

  /** Closes the camera or the video. An element that is not in a page does not go on with it when it is added. */
  stop() {
    if (this.#session?.isOn) this.#session.stop();
    if (!this.isConnected) this.#removal.noteStop();
  }

  /**
   * States that the page has informed the person as this element would, and that it has their consent to the camera.
   * The element then does not ask for it, now or when it is added to a page; nothing is remembered on the device.
   */
  grantConsent() {
    this.#consent.give(false);
    if (this.#source?.isAsking) this.#source.open();
  }

  /**
   * Classifies an image with the recognizer and the model of this element, without showing it. Changes neither `faces`
   * nor `state` and fires no event; only a custom model that stops the recognizer meanwhile fires `error`.
   * @param {Source} source an ImageBitmap is transferred
   * @param {{ signal?: AbortSignal }} [options]
   * @returns {Promise<Result>}
   */
  async classify(source, options = {}) {
    return this.#connectedSession().classifyImage(source, checkSignalOptions(options));
  }

  connectedCallback() {
    // A shadow root loses its style sheets when it is moved to another document.
    /** @type {ShadowRoot} */ (this.shadowRoot).adoptedStyleSheets = elementStyles(this.ownerDocument);
    this.#languageObserver.start();
    const { activity, changes, isMove } = this.#removal.end();
    if (isMove) {
      // Browsers may pause a video that is moved in the document. The DOM of unit tests (jsdom) returns nothing.
      if (activity?.playback.isPlaying) this.#view?.video.play()?.catch(() => {});
      this.#updateLanguage();
      for (const name of changes) this.#apply(name);
      return;
    }
    this.adoptProperties();
    if (this.#strings !== this.#nearestStrings) this.#build();
    const isOther = changes.includes('src') || changes.includes('srcObject');
    this.#open(isOther ? null : activity);
  }

  disconnectedCallback() {
    this.#languageObserver.stop();
    // Notes it before the browser pauses the video.
    this.#removal.begin(this.#source?.activity ?? null, () => {
      if (this.#source) this.#source.isAsking = false;
      this.#session?.close();
    });
  }

  /** @param {string} name @param {string | null} before @param {string | null} now */
  attributeChangedCallback(name, before, now) {
    if (before === now) return;
    super.attributeChangedCallback(name, before, now);
    this.#apply(name);
  }

  /** @protected @param {'model' | 'srcObject'} name */
  propertyChanged(name) {
    this.#apply(name);
  }

  /** Applies a change of an attribute or a property. @param {string} name */
  #apply(name) {
    const session = this.#session;
    if (!session) return;
    if (!this.isConnected) {
      this.#removal.noteChange(name);
      return;
    }
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
        if (!this.srcObject) this.#open();
        return;
      case 'srcObject':
        this.#open();
        return;
      case 'autostart':
        if (this.autostart && this.#consent.isGiven && !session.isOn) this.start();
        return;
      case 'facing':
        this.#source?.reopenCamera();
        return;
      case 'lang':
        this.#updateLanguage();
        return;
      default: {
        // an option of the client, or its model
        const activity = this.#source?.activity;
        session.close();
        this.#open(activity);
      }
    }
  }

  /** Shows the texts in the language of the nearest `lang` attribute. */
  #updateLanguage() {
    if (!this.#session || !this.isConnected || this.#strings === this.#nearestStrings) return;
    const activity = this.#source?.activity;
    this.#session.close();
    this.#build();
    this.#open(activity);
  }

  get #nearestStrings() {
    return stringsFor(this.#languageObserver.language);
  }

  #connectedSession() {
    // One that was removed has no interface, and nothing would end what it opens.
    if (this.#session && this.isConnected) return this.#session;
    throw new EmotionError('not-connected', 'The element must be in a page before this method is called.');
  }

  #build() {
    this.#strings = this.#nearestStrings;
    const view = new ElementView(/** @type {ShadowRoot} */ (this.shadowRoot), this.#strings);
    const session = new Session(view.video, () => this.sessionOptions);
    view.onStart = () => this.start();
    view.onStop = () => this.stop();
    view.onRetry = () => session.retry();
    view.onForget = () => {
      this.#consent.withdraw();
    };
    view.onConsent = (shouldRemember) => {
      this.#consent.give(shouldRemember);
      this.#source?.openLive();
    };
    session.onReady = (emotions) => {
      view.results.cards.emotions = emotions;
    };
    session.onProgress = () => view.results.showProgress(session);
    session.onModelStopped = ({ code, message }) => {
      this.forgetModel();
      if (session.kind !== 'image') this.dispatch('error', { code, message }); // an image fails with it
    };
    session.onState = () => this.#onState();
    session.onResult = (result) => this.#onResult(result);
    session.intervalMs = this.intervalMs;
    this.#view = view;
    this.#session = session;
    this.#source = new ElementSource(this, session, this.#consent, () => this.#onState());
  }

  /**
   * Opens what the attributes and properties ask for, or goes on with what the element did before.
   * @param {Activity | null} [activity]
   */
  #open(activity) {
    this.#missing = missingFeatures();
    if (this.#missing.length) {
      this.#view?.showUnsupported(this.#missing);
      this.dispatch('state', { state: 'error' });
      this.dispatch('error', { code: 'unsupported', message: `This browser lacks ${this.#missing.join(', ')}.` });
    } else if (activity) this.#source?.goOn(activity);
    else this.#source?.open();
  }

  #onState() {
    const session = /** @type {Session} */ (this.#session);
    const { state } = this;
    if (state !== 'running') {
      this.#faces = [];
      this.#emotionChanges.clear();
    }
    this.#view?.showState(state, session, this.#consent.isRemembered);
    if (state === 'running') this.#applyMirror();
    if (state === 'error' || state !== this.#dispatchedState) {
      this.#dispatchedState = state;
      this.dispatch('state', { state });
    }
    if (session.error) this.dispatch('error', { code: session.error.code, message: session.error.message });
  }

  /** @param {Result} result */
  #onResult({ faces, width, height, classifyMs, image }) {
    const { results } = /** @type {ElementView} */ (this.#view);
    this.#faces = faces;
    if (image) results.stage.showImage(image);
    results.showResult({ faces, width, height, classifyMs }, image ? 'image' : 'camera');
    this.dispatch('faces', { faces, width, height, classifyMs });
    for (const change of this.#emotionChanges.update(faces)) this.dispatch('emotion', change);
  }

  #applyMirror() {
    const { results } = /** @type {ElementView} */ (this.#view);
    const session = /** @type {Session} */ (this.#session);
    results.mirrored = this.mirror === 'auto' ? session.facesUser : this.mirror === 'on';
    if (session.kind === 'image' && this.#faces.length) session.retry(); // an image has no next frame to be drawn with
  }
}
