/** The REST API that the service worker answers on the device. public/api/v1/openapi.json describes it. */
import emotionModel from '../../../models/emotion.json';
import { decodeImage, readPixels } from '../../package/client/frame.js';
import createModule from '../../package/client/pkg/emosense.js?new';
import { MAX_REQUEST_BYTES } from '../../package/domain/limits.js';
import { readBody } from './request-body.js';

/** @import { Recognizer } from '../../package/client/pkg/emosense.js' */

/** The form field that holds the image. */
const FIELD = 'image';

/** An error response: its status, and the code and message of its body. */
class HttpError extends Error {
  /** @param {number} status @param {string} code @param {string} message @param {Record<string, string>} [headers] */
  constructor(status, code, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export class Api {
  #moduleUrl;
  #version;
  /** Loaded with the first image. @type {Promise<Recognizer> | null} */
  #recognizer = null;
  /** Settles when the last image is classified: a decoded one takes up to half a gigabyte. @type {Promise<unknown>} */
  #last = Promise.resolve();
  /**
   * The function that handles each path and method.
   * @type {Map<string, Map<string, (request: Request) => object | Promise<object>>>}
   */
  #routes = new Map();

  /** @param {string} moduleUrl URL of the WebAssembly module @param {string} version of the site */
  constructor(moduleUrl, version) {
    this.#moduleUrl = moduleUrl;
    this.#version = version;
    this.#routes.set('classify', new Map([['POST', (request) => this.#classifyInTurn(request)]]));
    this.#routes.set('model', new Map([['GET', () => this.#describeModel()]]));
    this.#routes.set('health', new Map([['GET', () => this.#describeHealth()]]));
  }

  /** Answers a request. @param {Request} request @param {string} path below `api/v1/` @returns {Promise<Response>} */
  async respond(request, path) {
    try {
      const methods = this.#routes.get(path);
      if (!methods) {
        throw new HttpError(404, 'not-found', `There is no api/v1/${path}; openapi.json lists all paths.`);
      }
      const handle = methods.get(request.method === 'HEAD' ? 'GET' : request.method);
      const allow = [...methods.keys()].join(', ');
      if (!handle) {
        throw new HttpError(405, 'method-not-allowed', `Expected ${allow}, got ${request.method}.`, { allow });
      }
      return jsonResponse(request, 200, await handle(request));
    } catch (error) {
      const { status, code, message, headers } = toHttpError(error);
      return jsonResponse(request, status, { error: { code, message } }, headers);
    }
  }

  /** Classifies an image when those before it are done. @param {Request} request */
  async #classifyInTurn(request) {
    const image = await readImage(request);
    const result = this.#last.then(() => this.#classify(image));
    this.#last = result.catch(() => {});
    return result;
  }

  /** @param {Blob} image */
  async #classify(image) {
    const { bitmap } = await decodeImage(image);
    const { width, height } = bitmap;
    const recognizer = await this.#loadRecognizer();
    const pixels = readPixels(bitmap);
    bitmap.close();
    const start = performance.now();
    try {
      const faces = recognizer.classify(pixels);
      return { width, height, faces, classifyMs: performance.now() - start };
    } catch (error) {
      // A trap: its memory may be corrupt, and the next request gets a new instance of the module.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) this.#recognizer = null;
      throw error;
    }
  }

  #describeHealth() {
    return { status: 'ok', version: this.#version, loaded: this.#recognizer !== null };
  }

  #describeModel() {
    const { name, labels, input, bytes, sha256, privateTest } = emotionModel;
    const { accuracy, macroF1, ece, perClass, ferPlus } = privateTest;
    const { count, accuracy: agreement, meanRecall, neutralRecall } = ferPlus.sixOrMore;
    const people = { count, agreement, meanRecall, neutralRecall };
    return { name, labels, input, bytes, sha256, privateTest: { people, accuracy, macroF1, ece, perClass } };
  }

  #loadRecognizer() {
    this.#recognizer ??= this.#createRecognizer();
    this.#recognizer.catch(() => (this.#recognizer = null)); // the next request tries again
    return this.#recognizer;
  }

  async #createRecognizer() {
    // Workbox answers only requests from pages, so the cache is searched here.
    const response = (await caches.match(this.#moduleUrl)) ?? (await fetch(this.#moduleUrl));
    if (!response.ok) throw new Error(`Expected ${this.#moduleUrl} to load, got status ${response.status}.`);
    const { default: init, Recognizer } = createModule();
    await init({ module_or_path: await response.arrayBuffer() });
    return new Recognizer();
  }
}

/**
 * Returns the image file that a request holds, as its body or in a form.
 * @param {Request} request
 * @returns {Promise<Blob>}
 */
async function readImage(request) {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  /** @type {FormDataEntryValue | Blob | null} */
  let image;
  if (type.startsWith('image/')) {
    image = await readLimited(request);
  } else if (type.startsWith('multipart/form-data')) {
    const body = await readLimited(request);
    const form = await new Response(body, { headers: request.headers }).formData().catch(() => {
      throw new HttpError(400, 'invalid-form', 'The body is not a valid multipart form.');
    });
    image = form.get(FIELD);
    if (!(image instanceof Blob)) {
      throw new HttpError(400, 'no-image', `Expected a file in the form field "${FIELD}", found none.`);
    }
  } else {
    throw new HttpError(
      415,
      'unsupported-media-type',
      `Expected the content type image/… or multipart/form-data, got "${type}".`,
    );
  }
  if (!image.size) throw new HttpError(400, 'no-image', 'The image is empty.');
  return image;
}

/** @param {Request} request */
async function readLimited(request) {
  const body = await readBody(request);
  if (!body) throw new HttpError(413, 'image-too-large', `Expected a body of at most ${MAX_REQUEST_BYTES} bytes.`);
  return body;
}

/** @param {unknown} error */
function toHttpError(error) {
  if (error instanceof HttpError) return error;
  const { code, message } = /** @type {Error & { code?: string }} */ (error);
  if (code === 'image-unreadable') return new HttpError(422, code, message);
  if (code === 'frame-too-large' || code === 'out-of-memory') return new HttpError(413, code, message);
  return new HttpError(500, code ?? 'inference-failed', message);
}

/**
 * @param {Request} request
 * @param {number} status
 * @param {object} body
 * @param {Record<string, string>} [headers]
 */
function jsonResponse(request, status, body, headers = {}) {
  const json = request.method === 'HEAD' ? null : JSON.stringify(body);
  return new Response(json, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
}
