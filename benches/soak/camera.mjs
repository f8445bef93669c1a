// In the Live page: plays the soak's video as the camera, and notes the frames whose faces the page has got.
import { FRAMES_PER_SECOND, positionsAt, writeVisits } from './visits.mjs';

/** @import { Row } from './identities.mjs' */
/** @import { Video } from './visits.mjs' */

/** The number of each frame is painted in its bottom edge, in binary, to compare its faces with who was painted. */
const [BITS, CELL_HEIGHT] = [20, 16];
/** The times of the newest frames are remembered: of more than can be on the way. */
const REMEMBERED_FRAMES = 1024;

const paintedAt = new Float64Array(REMEMBERED_FRAMES);
/** @type {Row[]} */
const rows = [];
/** @type {string[]} */
const errors = [];
let heapMegabytes = 0;

/** Returns what has come since the last call. */
window.takeSoak = () => ({ rows: rows.splice(0), errors: errors.splice(0), heapMegabytes });

addEventListener('error', ({ message }) => errors.push(message));
addEventListener('unhandledrejection', ({ reason }) => errors.push(String(reason)));
new BroadcastChannel('soak').onmessage = ({ data }) => {
  heapMegabytes = data / 1e6;
};

MediaDevices.prototype.getUserMedia = async () => {
  const script = /** @type {HTMLElement} */ (document.querySelector('script[data-seconds]'));
  const video = writeVisits(Number(script.dataset.seconds));
  const [head, background] = await Promise.all([load('./soak/astronaut.png'), load('./soak/coffee.jpg')]);
  const people = video.people.map((person) => paintPerson(head, video.head, person));
  const { canvas, context } = createCanvas(video.width, video.height);
  const startedAt = performance.now();
  setInterval(() => {
    const number = Math.floor(((performance.now() - startedAt) / 1000) * FRAMES_PER_SECOND);
    context.drawImage(background, 0, 0, video.width, video.height);
    for (const { visit, x, y, side, isAbsent } of positionsAt(video, number / FRAMES_PER_SECOND)) {
      if (isAbsent) continue;
      const half = side / 2;
      context.drawImage(people[video.visits[visit].person], Math.round(x - half), Math.round(y - half), side, side);
    }
    paintNumber(context, number);
    paintedAt[number % REMEMBERED_FRAMES] = performance.now();
  }, 1000 / FRAMES_PER_SECOND);
  return canvas.captureStream(FRAMES_PER_SECOND);
};

async function load(/** @type {string} */ src) {
  const image = Object.assign(new Image(), { src });
  await image.decode();
  return image;
}

function createCanvas(/** @type {number} */ width, /** @type {number} */ height, options = {}) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height });
  return { canvas, context: /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', options)) };
}

/**
 * Paints a version of the head.
 * @param {HTMLImageElement} photograph
 * @param {Video['head']} head
 * @param {Video['people'][number]} person
 */
function paintPerson(photograph, { left, top, side }, { mirrored, tint: [red, green, blue, opacity] }) {
  const { canvas, context } = createCanvas(side, side);
  if (mirrored) context.setTransform(-1, 0, 0, 1, side, 0);
  context.drawImage(photograph, left, top, side, side, 0, 0, side, side);
  context.fillStyle = `rgb(${red} ${green} ${blue} / ${opacity})`;
  context.fillRect(0, 0, side, side);
  return canvas;
}

function paintNumber(/** @type {CanvasRenderingContext2D} */ context, /** @type {number} */ number) {
  const { width, height } = context.canvas;
  for (let bit = 0; bit < BITS; bit++) {
    context.fillStyle = (number >> bit) & 1 ? '#fff' : '#000';
    context.fillRect((bit * width) / BITS, height - CELL_HEIGHT, width / BITS, CELL_HEIGHT);
  }
}

const { context: reader } = createCanvas(BITS, 1, { willReadFrequently: true });

reader.imageSmoothingEnabled = false; // The pixel in the middle of each cell is enough.

/**
 * Returns the number that is painted in a frame. It is drawn only once: for each time, WebKit would copy all of it, which
 * takes longer than to classify it.
 * @param {ImageBitmap} frame
 */
function readNumber(frame) {
  reader.drawImage(frame, 0, frame.height - CELL_HEIGHT / 2, frame.width, 1, 0, 0, BITS, 1);
  const { data } = reader.getImageData(0, 0, BITS, 1);
  return Array.from({ length: BITS }, (_, bit) => (data[bit * 4] > 127 ? 1 << bit : 0)).reduce((sum, bit) => sum + bit);
}

/**
 * The numbers of the frames that a worker is classifying, by the ID of the request.
 * @type {WeakMap<Worker, Map<number, number>>}
 */
const pending = new WeakMap();
const { postMessage } = Worker.prototype;
Worker.prototype.postMessage = function (/** @type {any} */ message, /** @type {any} */ transfer) {
  if (message.type === 'classify') {
    if (!pending.has(this)) {
      pending.set(this, new Map());
      this.addEventListener('message', onResponse);
    }
    pending.get(this)?.set(message.id, readNumber(message.frame));
  }
  return postMessage.call(this, message, transfer);
};

function onResponse(/** @type {MessageEvent} */ { currentTarget, data }) {
  const numbers = pending.get(/** @type {Worker} */ (currentTarget));
  const number = numbers?.get(data.id);
  if (number === undefined) return;
  numbers?.delete(data.id);
  if (data.error) return errors.push(data.error.message);
  /** @type {{ track: { id: number }, bounds: DOMRect }[]} */
  const faces = data.result.faces;
  rows.push({
    atMs: (number * 1000) / FRAMES_PER_SECOND,
    ms: performance.now() - paintedAt[number % REMEMBERED_FRAMES],
    faces: faces.map(({ track, bounds }) => [track.id, bounds.x + bounds.width / 2, bounds.y + bounds.height / 2]),
  });
}
