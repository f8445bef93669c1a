/** The REST API that the service worker answers on the device, as openapi.json describes it. */
import card from '../../../models/emotion.json';
import { decodeImage, readPixels } from '../../package/client/frame.js';
import init, { Recognizer } from '../../package/client/pkg/emosense.js';

/** Bytes of a picture's file that are taken; a photograph of any camera is smaller. */
const MOST_BYTES = 32 * 1024 * 1024;
/** The form's field in which the picture is. */
const FIELD = 'picture';

/** An answer that is an error: its status, and what its body says. */
class Refusal extends Error {
  /** @param {number} status @param {string} code @param {string} message @param {Record<string, string>} [headers] */
  constructor(status, code, message, headers = {}) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

export class Api {
  #module;
  #version;
  /** Loaded with the first picture. @type {Promise<Recognizer> | null} */
  #recognizer = null;
  /** Path → method → answer. @type {Record<string, Record<string, (request: Request) => object | Promise<object>>>} */
  #routes = {
    classify: { POST: (request) => this.#classify(request) },
    model: { GET: () => this.#model() },
    health: { GET: () => ({ status: 'ok', version: this.#version, loaded: this.#recognizer !== null }) },
  };

  /** @param {string} module address of the WebAssembly module @param {string} version of the site */
  constructor(module, version) {
    this.#module = module;
    this.#version = version;
  }

  /** @param {Request} request @param {string} path below `api/v1/` @returns {Promise<Response>} */
  async answer(request, path) {
    try {
      const methods = Object.hasOwn(this.#routes, path) ? this.#routes[path] : null;
      if (!methods)
        throw new Refusal(404, 'not-found', `There is no api/v1/${path}; openapi.json names what there is.`);
      const route = methods[request.method === 'HEAD' ? 'GET' : request.method];
      const allow = Object.keys(methods).join(', ');
      if (!route) throw new Refusal(405, 'method-not-allowed', `Only ${allow} is allowed here.`, { allow });
      return respond(200, await route(request));
    } catch (error) {
      const { status, code, message, headers } = refusalOf(error);
      return respond(status, { error: { code, message } }, headers);
    }
  }

  /** @param {Request} request */
  async #classify(request) {
    const bitmap = await decodeImage(await pictureOf(request));
    const { width, height } = bitmap;
    const recognizer = await this.#loaded();
    const pixels = readPixels(bitmap);
    bitmap.close();
    const start = performance.now();
    try {
      return {
        width,
        height,
        faces: recognizer.classify(pixels, width, height),
        classifyMs: performance.now() - start,
      };
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) this.#recognizer = null; // its memory cannot be trusted any more
      throw error;
    }
  }

  #model() {
    const { name, labels, input, bytes, sha256, privateTest } = card;
    const { accuracy, macroF1, ece, perClass } = privateTest;
    return { name, labels, input, bytes, sha256, privateTest: { accuracy, macroF1, ece, perClass } };
  }

  #loaded() {
    this.#recognizer ??= this.#load();
    this.#recognizer.catch(() => (this.#recognizer = null)); // the next request tries again
    return this.#recognizer;
  }

  async #load() {
    // Workbox answers only what comes from pages, so the copy that it keeps is asked for here.
    const kept = (await caches.match(this.#module)) ?? (await fetch(this.#module));
    if (!kept.ok) throw new Error(`${kept.status} for ${this.#module}`);
    await init({ module_or_path: await kept.arrayBuffer() });
    const recognizer = new Recognizer();
    return recognizer;
  }
}

/** The bytes of the picture, as the body itself or in a form. @param {Request} request @returns {Promise<Blob>} */
async function pictureOf(request) {
  const type = (request.headers.get('content-type') ?? '').toLowerCase();
  /** @type {FormDataEntryValue | Blob | null} */
  let picture;
  if (type.startsWith('image/')) {
    picture = await request.blob();
  } else if (type.startsWith('multipart/form-data')) {
    const form = await request.formData().catch(() => {
      throw new Refusal(400, 'invalid-form', 'The body is no multipart form.');
    });
    picture = form.get(FIELD);
    if (!(picture instanceof Blob))
      throw new Refusal(400, 'no-picture', `The form has no file in its field "${FIELD}".`);
  } else {
    throw new Refusal(415, 'unsupported-media-type', 'Send the bytes of a picture as image/…, or multipart/form-data.');
  }
  if (!picture.size) throw new Refusal(400, 'no-picture', 'The picture has no bytes.');
  if (picture.size > MOST_BYTES) throw new Refusal(413, 'picture-too-large', `At most ${MOST_BYTES} bytes are taken.`);
  return picture;
}

/** @param {unknown} error */
function refusalOf(error) {
  if (error instanceof Refusal) return error;
  const { code, message } = /** @type {Error & { code?: string }} */ (error);
  if (code === 'image-unreadable') return new Refusal(422, code, message);
  if (code === 'frame-too-large' || code === 'out-of-memory') return new Refusal(413, code, message);
  return new Refusal(500, code ?? 'inference-failed', message);
}

/** @param {number} status @param {object} body @param {Record<string, string>} [headers] */
function respond(status, body, headers = {}) {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } });
}
