// In the page of a peer: draws the frames that every peer gets, and times its calls.

/**
 * A library that detects faces; each file named after one exports some, with different settings.
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} npm the package whose version is printed, or '' for EmoSense
 * @property {string} settings one sentence, printed below the table
 * @property {() => Promise<void>} load downloads and prepares everything
 * @property {(canvas: HTMLCanvasElement, video: boolean) => number | Promise<number>} faces
 *   detects and, if it can, classifies faces, and returns their number; `video`: the frame follows the previous one
 * @property {(canvas: HTMLCanvasElement, asLabeled: boolean) => string | Promise<string>} [classifyCrop]
 *   returns the emotion of a face that fills the canvas; `asLabeled`: by the convention of FER-2013's labels
 * @property {Record<string, () => unknown>} [models] runs one of EmoSense's ONNX files alone, on SAMPLES
 */

const WIDTH = 640;
const HEIGHT = 480;
/** The side of the test photograph, in pixels. */
const PHOTOGRAPH_SIDE = 512;
/** The frames after which the face in the video is back where it started. */
const VIDEO_PERIOD = 60;

/**
 * What the frames show, by name; `faces` is the number to detect.
 * @type {Record<string, { faces: number, video: boolean }>}
 */
export const SCENES = {
  'no face': { faces: 0, video: false },
  'one face': { faces: 1, video: false },
  'three faces': { faces: 3, video: false },
  video: { faces: 1, video: true },
};

/**
 * What the models alone run on: a frame without a face, of the size that EmoSense's detector gets, and a gray crop. Node.js
 * imports this file, too, to list the peers, and has no ImageData.
 */
export const SAMPLES = {
  frame: { data: new Uint8ClampedArray(320 * 256 * 4).fill(0x77), width: 320, height: 256 },
  crop: Uint8Array.from({ length: 48 * 48 }, (_, index) => (index * 7) % 256),
};

/**
 * A square of the photograph, and where it is drawn in the frame.
 * @typedef {object} Piece
 * @property {[left: number, top: number, side: number]} source
 * @property {[left: number, top: number, side: number]} target
 */

/**
 * Returns what a frame of a scene shows on its gray background.
 * @param {string} scene
 * @param {number} index of the frame
 * @returns {Piece[]}
 */
function piecesOf(scene, index) {
  /** @type {Piece['source']} */
  const whole = [0, 0, PHOTOGRAPH_SIDE];
  const third = WIDTH / 3;
  // As in front of a webcam: the head moves, by up to three pixels per frame, and the room does not.
  const angle = (2 * Math.PI * index) / VIDEO_PERIOD;
  /** @type {Record<string, Piece[]>} */
  const pieces = {
    'no face': [],
    'one face': [{ source: whole, target: [0, 0, HEIGHT] }],
    'three faces': [0, 1, 2].map((column) => ({ source: whole, target: [column * third, 0, third] })),
    video: [{ source: [96, 0, 256], target: [200 + 30 * Math.sin(angle), 120 + 10 * Math.cos(angle), 240] }],
  };
  return pieces[scene];
}

/**
 * Prepares the page for one peer, which is not loaded yet.
 * @param {string} file
 * @param {number} index of the peer in the file
 */
export async function open(file, index) {
  const photograph = await createImageBitmap(await (await fetch('/tests/data/astronaut.png')).blob());
  /** @type {Peer} */
  const peer = (await import(`./${file}`)).peers[index];
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));

  const draw = (/** @type {string} */ scene, /** @type {number} */ index) => {
    context.fillStyle = '#777';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    for (const { source, target } of piecesOf(scene, index)) {
      const [x, y, side] = source;
      const [left, top, size] = target;
      context.drawImage(photograph, x, y, side, side, left, top, size, size);
    }
    context.getImageData(0, 0, 1, 1); // Draws now, outside the time of the peer that reads it first.
  };

  return {
    /** Returns the milliseconds from the first requested byte to the faces of the first frame. */
    async timeFirstResult() {
      draw('one face', 0);
      const startedAt = performance.now();
      await peer.load();
      await peer.faces(canvas, false);
      return performance.now() - startedAt;
    },

    /**
     * Returns the emotion of each crop.
     * @param {string} base64 gray pixels, crop by crop
     * @param {number} side of a crop
     * @param {boolean} asLabeled see Peer
     */
    async classifyCrops(base64, side, asLabeled) {
      const gray = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const crop = Object.assign(document.createElement('canvas'), { width: side, height: side });
      const cropContext = /** @type {CanvasRenderingContext2D} */ (crop.getContext('2d', { willReadFrequently: true }));
      /** @type {string[]} */
      const emotions = [];
      for (let start = 0; start < gray.length; start += side * side) {
        const image = cropContext.createImageData(side, side);
        for (let pixel = 0; pixel < side * side; pixel++) {
          image.data.fill(gray[start + pixel], 4 * pixel, 4 * pixel + 3);
          image.data[4 * pixel + 3] = 255;
        }
        cropContext.putImageData(image, 0, 0);
        emotions.push((await peer.classifyCrop?.(crop, asLabeled)) ?? '');
      }
      return emotions;
    },

    /** Returns the names of the models that this peer can run alone. */
    models: () => Object.keys(peer.models ?? {}),

    /**
     * Returns the milliseconds of each call and the number of faces that it detected.
     * @param {string} subject a scene, or a model
     * @param {number} start index of the first frame
     * @param {number} count of frames
     * @param {number} warmUps calls before them that are not counted
     */
    async time(subject, start, count, warmUps) {
      /** @type {number[]} */
      const times = [];
      /** @type {number[]} */
      const found = [];
      const scene = SCENES[subject];
      for (let index = start - warmUps; index < start + count; index++) {
        if (scene) draw(subject, index);
        await new Promise((resolve) => setTimeout(resolve)); // As a page does between two frames.
        const startedAt = performance.now();
        const result = await (scene ? peer.faces(canvas, scene.video) : peer.models?.[subject]());
        const time = performance.now() - startedAt;
        if (index < start) continue;
        times.push(time);
        if (scene) found.push(Number(result));
      }
      return { times, found };
    },
  };
}

/** Loads a script that is not a module. */
export function loadScript(/** @type {string} */ url) {
  return new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(`${url} could not be loaded`)));
    script.src = url;
    document.head.append(script);
  });
}
