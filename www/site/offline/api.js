/** The REST API that the service worker answers on the device. public/api/v1/openapi.json describes it. */
import emotionModel from '../../../models/emotion.json';
import { decodeImage, readPixels } from '../../package/client/frame.js';
import createModule from '../../package/client/pkg/emosense.js?new';

/** @import { Recognizer } from '../../package/client/pkg/emosense.js' */

/** Largest image file in bytes: photos are smaller. */
const MAX_BYTES = 32 * 1024 * 1024;
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
  /**
   * The function that handles each path and method.
   * @type {Record<string, Record<string, (request: Request) => object | Promise<object>>>}
   */
  #routes = {
    classify: { POST: (request) => this.#classify(request) },
    model: { GET: () => this.#describeModel() },
    health: { GET: () => ({ status: 'ok', version: this.#version, loaded: this.#recognizer !== null }) },
  };

  /** @param {string} moduleUrl URL of the WebAssembly module @param {string} version of the site */
  constructor(moduleUrl, version) {
    this.#moduleUrl = moduleUrl;
    this.#version = version;
  }

  /** Answers a request. @param {Request} request @param {string} path below `api/v1/` @returns {Promise<Response>} */
  async respond(request, path) {
    try {
      const methods = Object.hasOwn(this.#routes, path) ? this.#routes[path] : null;
      if (!methods) {
        throw new HttpError(404, 'not-found', `There is no api/v1/${path}; openapi.json lists all paths.`);
      }
      const handle = methods[request.method === 'HEAD' ? 'GET' : request.method];
      const allow = Object.keys(methods).join(', ');
      if (!handle) {
        throw new HttpError(405, 'method-not-allowed', `Expected ${allow}, got ${request.method}.`, { allow });
      }
      return jsonResponse(200, await handle(request));
    } catch (error) {
      const { status, code, message, headers } = toHttpError(error);
      return jsonResponse(status, { error: { code, message } }, headers);
    }
  }

  /** @param {Request} request */
  async #classify(request) {
    const bitmap = await decodeImage(await readImage(request));
    const { width, height } = bitmap;
    const recognizer = await this.#loadRecognizer();
    const pixels = readPixels(bitmap);
    bitmap.close();
    const start = performance.now();
    try {
      const faces = recognizer.classify(pixels, width, height);
      return { width, height, faces, classifyMs: performance.now() - start };
    } catch (error) {
      // A trap: its memory may be corrupt, and the next request gets a new instance of the module.
      if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) this.#recognizer = null;
      throw error;
    }
  }

  #describeModel() {
    const { name, labels, input, bytes, sha256, privateTest } = emotionModel;
    const { accuracy, macroF1, ece, perClass } = privateTest;
    return { name, labels, input, bytes, sha256, privateTest: { accuracy, macroF1, ece, perClass } };
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
    image = await request.blob();
  } else if (type.startsWith('multipart/form-data')) {
    const form = await request.formData().catch(() => {
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
  if (image.size > MAX_BYTES) {
    throw new HttpError(413, 'image-too-large', `Expected at most ${MAX_BYTES} bytes, got ${image.size}.`);
  }
  return image;
}

/** @param {unknown} error */
function toHttpError(error) {
  if (error instanceof HttpError) return error;
  const { code, message } = /** @type {Error & { code?: string }} */ (error);
  if (code === 'image-unreadable') return new HttpError(422, code, message);
  if (code === 'frame-too-large' || code === 'out-of-memory') return new HttpError(413, code, message);
  return new HttpError(500, code ?? 'inference-failed', message);
}

/** @param {number} status @param {object} body @param {Record<string, string>} [headers] */
function jsonResponse(status, body, headers = {}) {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
