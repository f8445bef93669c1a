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
 * @property {Record<string, () => unknown>} [networks] one run of each of our ONNX files alone
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

/** Copies of the photograph, as [left, top, side]. @param {keyof typeof SCENES} scene @param {number} index */
function places(scene, index) {
  if (scene === 'no face') return [];
  if (scene === 'three faces') return [0, 1, 2].map((place) => [(place * WIDTH) / 3, 0, WIDTH / 3]);
  if (scene === 'one face') return [[0, 0, HEIGHT]];
  const turn = (2 * Math.PI * index) / VIDEO_FRAMES; // at most six pixels a frame
  return [[80 + 60 * Math.sin(turn), 10 * Math.cos(turn), HEIGHT]];
}

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
    for (const [left, top, side] of places(scene, number)) context.drawImage(photograph, left, top, side, side);
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
      const times = [];
      const found = [];
      for (let number = start - warmUps; number < start + count; number++) {
        const scene = what in SCENES ? /** @type {keyof typeof SCENES} */ (what) : null;
        if (scene) draw(scene, number);
        await new Promise((resolve) => setTimeout(resolve)); // as a live page does between two frames
        const begun = performance.now();
        const faces = await (scene ? peer.faces(canvas, SCENES[scene].video) : peer.networks?.[what]());
        const time = performance.now() - begun;
        if (number < start) continue;
        times.push(time);
        found.push(scene ? faces : 0);
      }
      return { times, found };
    },
  };
}

/** Loads a script that is no module. @param {string} address */
export const loadScript = (address) => new Promise((resolve, reject) => {
  const script = document.createElement('script');
  script.addEventListener('load', resolve);
  script.addEventListener('error', () => reject(new Error(`${address} could not be loaded`)));
  script.src = address;
  document.head.append(script);
});
