/** The attributes of <emo-sense>, which are its state, as properties: what is no good falls back to the default. */

/** Nothing to extend where there is no DOM, as on a server: the module can still be imported there. */
const Base = /** @type {typeof HTMLElement} */ (globalThis.HTMLElement ?? class {});

export class AttributedElement extends Base {
  static observedAttributes = ['autostart', 'facing', 'mirror', 'interval-ms', 'max-faces', 'smoothing', 'src', 'lang'];

  /**
   * Whether the camera, or the video at `src`, starts by itself: the camera only where consent is remembered.
   * @attr
   * @type {boolean}
   */
  get autostart() {
    return this.hasAttribute('autostart');
  }

  set autostart(/** @type {boolean} */ autostart) {
    this.toggleAttribute('autostart', autostart);
  }

  /**
   * The camera that faces the person, `user`, or the room, `environment`.
   * @attr
   * @type {import('../session/camera.js').Facing}
   */
  get facing() {
    return this.getAttribute('facing') === 'environment' ? 'environment' : 'user';
  }

  set facing(/** @type {string} */ facing) {
    this.setAttribute('facing', facing);
  }

  /**
   * Whether the picture is mirrored: `on`, `off`, or `auto`, for a camera that faces the person.
   * @attr
   * @type {'auto' | 'on' | 'off'}
   */
  get mirror() {
    const mirror = this.getAttribute('mirror');
    return mirror === 'on' || mirror === 'off' ? mirror : 'auto';
  }

  set mirror(/** @type {string} */ mirror) {
    this.setAttribute('mirror', mirror);
  }

  /**
   * Milliseconds from one frame that is read to the next; 0, the default, for every frame.
   * @attr interval-ms
   * @type {number}
   */
  get intervalMs() {
    return this.#number('interval-ms', 0) ?? 0;
  }

  set intervalMs(/** @type {number} */ intervalMs) {
    this.setAttribute('interval-ms', String(intervalMs));
  }

  /**
   * At most so many faces are classified, the surest; Infinity by default.
   * @attr max-faces
   * @type {number}
   */
  get maxFaces() {
    return Math.floor(this.#number('max-faces', 1) ?? Infinity);
  }

  set maxFaces(/** @type {number} */ maxFaces) {
    this.setAttribute('max-faces', String(maxFaces));
  }

  /**
   * Time constant, in milliseconds, of the smoothing of a followed face's scores, 0 for none; null for the
   * recognizer's own.
   * @attr
   * @type {number | null}
   */
  get smoothing() {
    return this.#number('smoothing', 0);
  }

  set smoothing(/** @type {number | null} */ smoothing) {
    if (smoothing === null) this.removeAttribute('smoothing');
    else this.setAttribute('smoothing', String(smoothing));
  }

  /**
   * The address of a picture or video that is read in place of the camera; empty for the camera.
   * @attr
   * @type {string}
   */
  get src() {
    return this.getAttribute('src') ?? '';
  }

  set src(/** @type {string} */ src) {
    this.setAttribute('src', src);
  }

  /**
   * Parts not to be shown, with spaces between: `overlay`, `scores`, `controls`. The notice stays.
   * @attr
   * @type {string}
   */
  get hide() {
    return this.getAttribute('hide') ?? '';
  }

  set hide(/** @type {string} */ hide) {
    this.setAttribute('hide', hide);
  }

  /** Properties that were set before the element was defined would hide those of this class. @protected */
  adoptProperties() {
    const self = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this));
    for (const name of ['autostart', 'facing', 'mirror', 'intervalMs', 'maxFaces', 'smoothing', 'src', 'hide']) {
      if (!Object.hasOwn(this, name)) continue;
      const value = self[name];
      delete self[name];
      self[name] = value;
    }
  }

  /** A number of at least `least`, or null where the attribute has none. @param {string} name @param {number} least */
  #number(name, least) {
    const text = this.getAttribute(name);
    const value = text?.trim() ? Number(text) : NaN;
    return Number.isFinite(value) && value >= least ? value : null;
  }
}
