// In the page: draws the frames that every peer gets, and times one peer's calls upon them.

/**
 * A way to find faces; each file here that begins with a peer's name exports some.
 * @typedef {object} Peer
 * @property {string} name
 * @property {string} npm the package whose version is printed, or '' for ours
 * @property {string} settings one sentence, printed below the table
 * @property {() => Promise<void>} load fetches and prepares everything
 * @property {(canvas: HTMLCanvasElement, video: boolean) => number | Promise<number>} faces
 *   how many it finds and, where it can, classifies; `video`: the frame follows the one before
 * @property {Record<string, () => unknown>} [networks] one run of each of our ONNX files alone, on SAMPLES
 */

const WIDTH = 640;
const HEIGHT = 480;
/** Frames after which the video's face is back where it began. */
const VIDEO_FRAMES = 60;

/** What a frame shows, by name; `faces` is the number a peer should find. */
export const SCENES = {
  'no face': { faces: 0, video: false },
  'one face': { faces: 1, video: false },
  'three faces': { faces: 3, video: false },
  video: { faces: 1, video: true },
};

/**
 * What is drawn on the gray frame: squares [left, top, side] of the photograph, of 512×512 pixels, and where they come to lie.
 * @param {keyof typeof SCENES} scene @param {number} index
 * @returns {{ from: [number, number, number], to: [number, number, number] }[]}
 */
function pieces(scene, index) {
  if (scene === 'no face') return [];
  if (scene === 'one face') return [{ from: [0, 0, 512], to: [0, 0, HEIGHT] }];
  const third = WIDTH / 3;
  if (scene === 'three faces') return [0, 1, 2].map((place) => ({ from: [0, 0, 512], to: [place * third, 0, third] }));
  // As before a webcam: the head moves, up to three pixels a frame, and the room stands still.
  const turn = (2 * Math.PI * index) / VIDEO_FRAMES;
  return [{ from: [96, 0, 256], to: [200 + 30 * Math.sin(turn), 120 + 10 * Math.cos(turn), 240] }];
}

/** What the networks alone are run on: a frame without a face, of the size that EmoSense searches, and a gray crop. */
export const SAMPLES = {
  frame: { data: new Uint8ClampedArray(320 * 256 * 4).fill(0x77), width: 320, height: 256 },
  crop: Uint8Array.from({ length: 48 * 48 }, (_, index) => (index * 7) % 256),
};

/** Readies a page for one peer, which is not loaded yet. @param {string} file @param {number} index */
export async function open(file, index) {
  const photograph = await createImageBitmap(await (await fetch('/tests/data/astronaut.png')).blob());
  /** @type {Peer} */
  const peer = (await import(`./${file}`)).peers[index];
  const canvas = Object.assign(document.createElement('canvas'), { width: WIDTH, height: HEIGHT });
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d', { willReadFrequently: true }));

  /** @param {keyof typeof SCENES} scene @param {number} number */
  function draw(scene, number) {
    context.fillStyle = '#777';
    context.fillRect(0, 0, WIDTH, HEIGHT);
    for (const {
      from: [x, y, side],
      to: [left, top, size],
    } of pieces(scene, number)) {
      context.drawImage(photograph, x, y, side, side, left, top, size, size);
    }
    context.getImageData(0, 0, 1, 1); // drawn now, not in the time of whoever reads first
  }

  return {
    /** Milliseconds from the first byte asked for to the faces of the first frame. */
    async first() {
      draw('one face', 0);
      const start = performance.now();
      await peer.load();
      await peer.faces(canvas, false);
      return performance.now() - start;
    },

    /** The networks that this peer can run alone. */
    networks: () => Object.keys(peer.networks ?? {}),

    /**
     * Milliseconds of each of `count` calls, and the faces found, after `warmUps` that are not counted.
     * @param {string} what a scene or one of `networks`
     * @param {number} start number of the first frame
     * @param {number} count
     * @param {number} warmUps
     */
    async time(what, start, count, warmUps) {
      /** @type {number[]} */
      const times = [];
      /** @type {number[]} */
      const found = [];
      for (let number = start - warmUps; number < start + count; number++) {
        const scene = what in SCENES ? /** @type {keyof typeof SCENES} */ (what) : null;
        if (scene) draw(scene, number);
        await new Promise((resolve) => setTimeout(resolve)); // as a live page does between two frames
        const begun = performance.now();
        const result = await (scene ? peer.faces(canvas, SCENES[scene].video) : peer.networks?.[what]());
        const time = performance.now() - begun;
        if (number < start) continue;
        times.push(time);
        if (scene) found.push(Number(result));
      }
      return { times, found };
    },
  };
}

/** Loads a script that is no module. @param {string} address */
export const loadScript = (address) =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error(`${address} could not be loaded`)));
    script.src = address;
    document.head.append(script);
  });
