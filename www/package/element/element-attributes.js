/** The attributes of <emo-sense> as properties. They take only their values: a wrong one never goes unnoticed. */
import { EmotionError } from '../client/error.js';
import { EMOTIONS } from '../domain/emotions.js';
import { address, choice, flag, folder, numeric, splitWords, textOf, wordList } from './attribute-types.js';

/** @import { Emotion } from '../client/pkg/emosense.js' */
/** @import { AttributeType } from './attribute-types.js' */
/** @import { Facing, HiddenPart, Hide, Mirror, NumberText } from './attributes.js' */

/** The class is empty where there is no DOM, as on a server, so that the module can be imported there. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

/** In milliseconds, an hour: more smooths nothing out any further. */
const MAX_SMOOTHING_MS = 3_600_000;
/** The parts that can be hidden. @type {HiddenPart[]} */
const HIDDEN_PARTS = ['overlay', 'scores', 'controls'];

/** The name of each property's attribute, and its type. */
const ATTRIBUTES = {
  autostart: { name: 'autostart', ...flag('autostart') },
  facing: { name: 'facing', ...choice(/** @type {[Facing, Facing]} */ (['user', 'environment'])) },
  mirror: { name: 'mirror', ...choice(/** @type {[Mirror, ...Mirror[]]} */ (['auto', 'on', 'off'])) },
  intervalMs: {
    name: 'interval-ms',
    ...numeric(0, 'a number of at least 0', (value) => value >= 0 && value < Infinity),
  },
  maxFaces: {
    name: 'max-faces',
    ...numeric(
      Infinity,
      'an integer of at least 1, or Infinity',
      (value) => value >= 1 && (Number.isInteger(value) || value === Infinity),
    ),
  },
  smoothing: {
    name: 'smoothing',
    ...numeric(null, `a number from 0 to ${MAX_SMOOTHING_MS}`, (value) => value >= 0 && value <= MAX_SMOOTHING_MS),
  },
  sensitivity: {
    name: 'sensitivity',
    ...numeric(null, 'a number from 0 to 1', (value) => value >= 0 && value <= 1),
  },
  emotions: { name: 'emotions', ...wordList(EMOTIONS) },
  src: { name: 'src', ...address },
  hide: { name: 'hide', ...wordList(HIDDEN_PARTS) },
  baseUrl: { name: 'base-url', ...folder },
  customModelsUrl: { name: 'custom-models-url', ...folder },
};

const TYPES = Object.values(ATTRIBUTES);

export class AttributedElement extends Base {
  static observedAttributes = [...TYPES.map(({ name }) => name), 'lang'];

  /**
   * Whether the camera, or the video at `src`, starts by itself: the camera only if there is consent.
   * @attr
   * @type {boolean}
   */
  get autostart() {
    return this.#read(ATTRIBUTES.autostart);
  }

  set autostart(/** @type {boolean | '' | null | undefined} */ autostart) {
    // A framework passes the empty text on for an attribute without a value.
    const isSwitch = typeof autostart === 'boolean';
    this.#write('autostart', isSwitch ? (autostart ? '' : null) : autostart);
  }

  /**
   * The direction of the camera.
   * @attr
   * @type {'user' | 'environment'}
   */
  get facing() {
    return this.#read(ATTRIBUTES.facing);
  }

  set facing(/** @type {Facing | null | undefined} */ facing) {
    this.#write('facing', facing);
  }

  /**
   * Whether the video or image is mirrored; `auto` mirrors a camera that faces the user.
   * @attr
   * @type {'auto' | 'on' | 'off'}
   */
  get mirror() {
    return this.#read(ATTRIBUTES.mirror);
  }

  set mirror(/** @type {Mirror | null | undefined} */ mirror) {
    this.#write('mirror', mirror);
  }

  /**
   * The interval between frames that are classified, in milliseconds; 0, the default, for every frame.
   * @attr interval-ms
   * @type {number}
   */
  get intervalMs() {
    return this.#read(ATTRIBUTES.intervalMs);
  }

  set intervalMs(/** @type {number | NumberText | null | undefined} */ intervalMs) {
    this.#write('intervalMs', intervalMs);
  }

  /**
   * The maximum number of faces that are classified, by descending confidence; Infinity by default.
   * @attr max-faces
   * @type {number}
   */
  get maxFaces() {
    return this.#read(ATTRIBUTES.maxFaces);
  }

  set maxFaces(/** @type {number | NumberText | null | undefined} */ maxFaces) {
    this.#write('maxFaces', maxFaces);
  }

  /**
   * The time constant of the smoothing of a tracked face's scores, in milliseconds up to an hour: 0 for no smoothing,
   * null for the recognizer's default.
   * @attr
   * @type {number | null}
   */
  get smoothing() {
    return this.#read(ATTRIBUTES.smoothing);
  }

  set smoothing(/** @type {number | NumberText | null | undefined} */ smoothing) {
    this.#write('smoothing', smoothing);
  }

  /**
   * How readily an expression is named, from 0 (where most people would) to 1 (as readily as the labels of FER-2013
   * do); null for the recognizer's default.
   * @attr
   * @type {number | null}
   */
  get sensitivity() {
    return this.#read(ATTRIBUTES.sensitivity);
  }

  set sensitivity(/** @type {number | NumberText | null | undefined} */ sensitivity) {
    this.#write('sensitivity', sensitivity);
  }

  /**
   * The emotions among which scores are shared, in the attribute separated by spaces, such as `happy sad`; by default,
   * when it is empty, all that the model recognizes.
   * @attr
   * @type {Emotion[]}
   */
  get emotions() {
    return [...this.#read(ATTRIBUTES.emotions)];
  }

  set emotions(/** @type {readonly Emotion[] | string | null | undefined} */ emotions) {
    this.#write('emotions', emotions);
  }

  /**
   * The URL of an image or video that is classified in place of the camera; empty for the camera.
   * @attr
   * @type {string}
   */
  get src() {
    return this.#read(ATTRIBUTES.src);
  }

  set src(/** @type {string | URL | null | undefined} */ src) {
    this.#write('src', src);
  }

  /**
   * The parts that are hidden, separated by spaces: `overlay`, `scores`, `controls`. The notice cannot be hidden.
   * @attr
   * @type {Hide}
   */
  get hide() {
    // A part that does not exist cannot be hidden, but the others are.
    const words = splitWords(this.getAttribute(ATTRIBUTES.hide.name) ?? '');
    return /** @type {Hide} */ (HIDDEN_PARTS.filter((part) => words.includes(part)).join(' '));
  }

  set hide(/** @type {Hide | null | undefined} */ hide) {
    this.#write('hide', hide);
  }

  /**
   * The URL of a copy of the package's folder `pkg`, for bundlers that do not include its files; empty for the folder
   * beside the script.
   * @attr base-url
   * @type {string}
   */
  get baseUrl() {
    return this.#read(ATTRIBUTES.baseUrl);
  }

  set baseUrl(/** @type {string | URL | null | undefined} */ baseUrl) {
    this.#write('baseUrl', baseUrl);
  }

  /**
   * The URL of a copy of the package for custom models, which `model` needs; empty for the package that is installed.
   * @attr custom-models-url
   * @type {string}
   */
  get customModelsUrl() {
    return this.#read(ATTRIBUTES.customModelsUrl);
  }

  set customModelsUrl(/** @type {string | URL | null | undefined} */ customModelsUrl) {
    this.#write('customModelsUrl', customModelsUrl);
  }

  /**
   * Says on the console that an attribute was given a value that it does not take.
   * @param {string} name
   * @param {string | null} _before
   * @param {string | null} now
   */
  attributeChangedCallback(name, _before, now) {
    const type = TYPES.find((type) => type.name === name);
    if (!type || now === null || type.read(now) !== undefined) return;
    console.warn(`<emo-sense>: ${name} must be ${type.accepted}, got ${quote(now)}. It is ignored.`);
  }

  /**
   * Sets properties anew that were set before the element was defined: until then they shadow the accessors.
   * @protected
   */
  adoptProperties() {
    for (const name of this.ownProperties) {
      if (!Object.hasOwn(this, name)) continue;
      const value = Reflect.get(this, name);
      Reflect.deleteProperty(this, name);
      try {
        Reflect.set(this, name, value);
      } catch (error) {
        reportError(error); // the others count, and so does the default of this one
      }
    }
  }

  /** The names of the properties that can be set. @protected @returns {string[]} */
  get ownProperties() {
    return Object.keys(ATTRIBUTES);
  }

  /** @template T @param {AttributeType<T> & { name: string }} type @returns {T} */
  #read({ name, initial, read }) {
    const text = this.getAttribute(name);
    return (text === null ? undefined : read(text)) ?? initial;
  }

  /**
   * Sets the attribute of a property, or removes it for null. Throws 'invalid-setting' for a wrong value.
   * @param {keyof typeof ATTRIBUTES} property
   * @param {unknown} value
   */
  #write(property, value) {
    const { name, accepted, read } = ATTRIBUTES[property];
    if (value === null || value === undefined) {
      this.removeAttribute(name);
      return;
    }
    const text = textOf(value);
    if (text === undefined || read(text) === undefined) {
      throw new EmotionError('invalid-setting', `${property} must be ${accepted}, got ${quote(value)}.`);
    }
    this.setAttribute(name, text);
  }
}

/** @param {unknown} value */
function quote(value) {
  return typeof value === 'string' ? `"${value}"` : String(value);
}
