/** The attributes of <emo-sense> as properties; an invalid value counts as the default. */

/** @import { Facing } from '../client/camera-stream.js' */

/** The class is empty where there is no DOM, as on a server, so that the module can be imported there. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** The attribute of each property. */
const ATTRIBUTES = {
  autostart: 'autostart',
  facing: 'facing',
  mirror: 'mirror',
  intervalMs: 'interval-ms',
  maxFaces: 'max-faces',
  smoothing: 'smoothing',
  sensitivity: 'sensitivity',
  src: 'src',
  hide: 'hide',
};

/** In milliseconds, an hour: more smooths nothing out any further. */
const MAX_SMOOTHING_MS = 3_600_000;

export class AttributedElement extends Base {
  static observedAttributes = [...Object.values(ATTRIBUTES), 'lang'];

  /**
   * Whether the camera, or the video at `src`, starts by itself: the camera only if the person's consent is remembered.
   * @attr
   * @type {boolean}
   */
  get autostart() {
    return this.hasAttribute(ATTRIBUTES.autostart);
  }

  set autostart(/** @type {boolean} */ autostart) {
    this.toggleAttribute(ATTRIBUTES.autostart, autostart);
  }

  /**
   * The direction of the camera: `user` or `environment`.
   * @attr
   * @type {Facing}
   */
  get facing() {
    return this.getAttribute(ATTRIBUTES.facing) === 'environment' ? 'environment' : 'user';
  }

  set facing(/** @type {string} */ facing) {
    this.setAttribute(ATTRIBUTES.facing, facing);
  }

  /**
   * Whether the video or image is mirrored: `on`, `off`, or `auto`, which mirrors a camera that faces the user.
   * @attr
   * @type {'auto' | 'on' | 'off'}
   */
  get mirror() {
    const mirror = this.getAttribute(ATTRIBUTES.mirror);
    return mirror === 'on' || mirror === 'off' ? mirror : 'auto';
  }

  set mirror(/** @type {string} */ mirror) {
    this.setAttribute(ATTRIBUTES.mirror, mirror);
  }

  /**
   * The interval between frames that are classified, in milliseconds; 0, the default, for every frame.
   * @attr interval-ms
   * @type {number}
   */
  get intervalMs() {
    return this.#number(ATTRIBUTES.intervalMs, 0) ?? 0;
  }

  set intervalMs(/** @type {number} */ intervalMs) {
    this.setAttribute(ATTRIBUTES.intervalMs, String(intervalMs));
  }

  /**
   * The maximum number of faces that are classified, by descending confidence; Infinity by default.
   * @attr max-faces
   * @type {number}
   */
  get maxFaces() {
    return Math.floor(this.#number(ATTRIBUTES.maxFaces, 1) ?? Infinity);
  }

  set maxFaces(/** @type {number} */ maxFaces) {
    this.setAttribute(ATTRIBUTES.maxFaces, String(maxFaces));
  }

  /**
   * The time constant of the smoothing of a tracked face's scores, in milliseconds up to an hour: 0 for no smoothing,
   * null for the recognizer's default.
   * @attr
   * @type {number | null}
   */
  get smoothing() {
    return this.#number(ATTRIBUTES.smoothing, 0, MAX_SMOOTHING_MS);
  }

  set smoothing(/** @type {number | null} */ smoothing) {
    this.#setNumber(ATTRIBUTES.smoothing, smoothing);
  }

  /**
   * How readily an expression is named, from 0 (where most people would) to 1 (as readily as the labels of FER-2013
   * do); null for the recognizer's default.
   * @attr
   * @type {number | null}
   */
  get sensitivity() {
    return this.#number(ATTRIBUTES.sensitivity, 0, 1);
  }

  set sensitivity(/** @type {number | null} */ sensitivity) {
    this.#setNumber(ATTRIBUTES.sensitivity, sensitivity);
  }

  /**
   * The URL of an image or video that is classified in place of the camera; empty for the camera.
   * @attr
   * @type {string}
   */
  get src() {
    return this.getAttribute(ATTRIBUTES.src) ?? '';
  }

  set src(/** @type {string} */ src) {
    this.setAttribute(ATTRIBUTES.src, src);
  }

  /**
   * The parts that are hidden, separated by spaces: `overlay`, `scores`, `controls`. The notice cannot be hidden.
   * @attr
   * @type {string}
   */
  get hide() {
    return this.getAttribute(ATTRIBUTES.hide) ?? '';
  }

  set hide(/** @type {string} */ hide) {
    this.setAttribute(ATTRIBUTES.hide, hide);
  }

  /**
   * Turns properties that were set before the element was defined into attributes. Otherwise they would shadow the
   * accessors of this class.
   * @protected
   */
  adoptProperties() {
    for (const name of Object.keys(ATTRIBUTES)) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      Reflect.set(this, name, value);
    }
  }

  /**
   * Returns a number from `minimum` to `maximum`, or null if the attribute has none.
   * @param {string} attribute
   * @param {number} minimum
   * @param {number} [maximum]
   */
  #number(attribute, minimum, maximum = Number.MAX_VALUE) {
    const text = this.getAttribute(attribute);
    const value = text?.trim() ? Number(text) : NaN;
    return value >= minimum && value <= maximum ? value : null;
  }

  /** Sets an attribute, or removes it for null. @param {string} attribute @param {number | null} value */
  #setNumber(attribute, value) {
    if (value === null) this.removeAttribute(attribute);
    else this.setAttribute(attribute, String(value));
  }
}
