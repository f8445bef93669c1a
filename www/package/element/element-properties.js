/** The properties of <emo-sense> that no attribute can hold: a custom model, and a stream. */
import { EmotionError } from '../client/error.js';
import { isMediaStream } from '../client/media-stream.js';
import { AttributedElement } from './element-attributes.js';

/** @import { ModelSource } from '../client/client.js' */
/** @import { SessionOptions } from '../session/session-client.js' */

export class PropertiedElement extends AttributedElement {
  /** @type {ModelSource | null} */
  #model = null;
  /** @type {MediaStream | null} */
  #srcObject = null;

  /**
   * A custom emotion model, `{ onnx, config }`, each as a URL, a file or bytes; null, the default, for the built-in one,
   * which also takes its place if it stops the recognizer.
   * @type {ModelSource | null}
   */
  get model() {
    return this.#model;
  }

  set model(/** @type {ModelSource | null | undefined} */ model) {
    const isModel = typeof model === 'object' && (model === null || ('onnx' in model && 'config' in model));
    if (!isModel && model !== undefined) {
      throw new EmotionError('invalid-setting', `model must be { onnx, config } or null, got ${describe(model)}.`);
    }
    if (this.#model === (model ?? null)) return;
    this.#model = model ?? null;
    this.propertyChanged('model');
  }

  /**
   * A stream that is classified in place of the camera and of `src`, once there is consent; null for none. It is yours:
   * the element does not stop its tracks.
   * @type {MediaStream | null}
   */
  get srcObject() {
    return this.#srcObject;
  }

  set srcObject(/** @type {MediaStream | null | undefined} */ srcObject) {
    const stream = srcObject ?? null;
    if (stream !== null && !isMediaStream(stream)) {
      throw new EmotionError('invalid-setting', `srcObject must be a MediaStream or null, got ${describe(stream)}.`);
    }
    if (this.#srcObject === stream) return;
    this.#srcObject = stream;
    this.propertyChanged('srcObject');
  }

  /** @protected @returns {string[]} */
  get ownProperties() {
    return [...super.ownProperties, 'model', 'srcObject'];
  }

  /** The attributes and properties that are options of the recognizer. @protected @returns {SessionOptions} */
  get sessionOptions() {
    const { emotions, maxFaces, baseUrl, customModelsUrl, model } = this;
    return {
      emotions: emotions.length ? emotions : undefined,
      smoothingMs: this.smoothing ?? undefined,
      sensitivity: this.sensitivity ?? undefined,
      maxFaces: Number.isFinite(maxFaces) ? maxFaces : undefined,
      baseUrl: baseUrl || undefined,
      customModelsUrl: customModelsUrl || undefined,
      model,
    };
  }

  /** Forgets a custom model that has stopped the recognizer. @protected */
  forgetModel() {
    this.#model = null;
  }

  /** Called when one of the properties has changed. @protected @param {'model' | 'srcObject'} _name */
  propertyChanged(_name) {}
}

/** @param {unknown} value */
function describe(value) {
  return typeof value === 'object' ? 'another object' : typeof value;
}
