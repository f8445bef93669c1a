/** Draws the boxes of a result's faces and the names of their expressions on a canvas that lies above the video. */
import { bracketPath } from '../domain/bracket-path.js';
import { FACE_LABELS, languageOf } from '../locales/face-labels.js';
import { percent } from '../locales/format.js';
import { EmotionError } from './error.js';
import { checkCanvas, checkDrawOptions, checkResult } from './options.js';

/** @import { Face } from './pkg/emosense.js' */
/** @import { Result } from './protocol.js' */
/**
 * @typedef {object} DrawOptions
 * @property {boolean | undefined} [mirrored] whether the video below the canvas is shown as a mirror image
 * @property {string | undefined} [lang] the language of the names: 'en', 'de' or 'fr'; by default that of the nearest
 * attribute `lang` around the canvas
 */
/** @typedef {Pick<Result, 'faces' | 'width' | 'height'>} DrawnResult */

/** The height of the text, as a share of the frame's longer side; 20 pixels on a frame of 640. */
const TEXT_SHARE = 1 / 32;
/** The same on images of any brightness: light lines on dark halos. */
const LIGHT = '#fff';
const HALO = 'rgb(0 0 0 / 60%)';

/**
 * Gives the canvas the size of the frame, clears it and draws the faces.
 * @param {HTMLCanvasElement | OffscreenCanvas} canvas
 * @param {DrawnResult} result
 * @param {DrawOptions} options
 */
export function draw(canvas, result, options) {
  const { mirrored = false, lang = nearestLanguage(canvas) } = checkDrawOptions(options);
  const context = contextOf(canvas);
  const { faces, width, height } = checkResult(result);
  // This also clears the canvas, and resets what the page has set, such as a scale.
  canvas.width = width;
  canvas.height = height;
  const textHeight = Math.max(width, height) * TEXT_SHARE;
  context.lineCap = context.lineJoin = 'round';
  context.font = `600 ${textHeight}px system-ui, sans-serif`;
  context.textBaseline = 'bottom';
  context.textAlign = 'left';
  for (const face of faces) {
    const { bounds } = face;
    const left = mirrored ? width - bounds.x - bounds.width : bounds.x;
    const box = new Path2D(bracketPath(left, bounds.y, bounds.width, bounds.height));
    stroke(context, textHeight / 3, HALO, () => context.stroke(box));
    stroke(context, textHeight / 7, LIGHT, () => context.stroke(box));
    const label = faceLabel(face, lang);
    const x = Math.max(0, Math.min(left, width - context.measureText(label).width));
    const y = Math.max(bounds.y - textHeight / 3, textHeight * 1.2);
    stroke(context, textHeight / 4, HALO, () => context.strokeText(label, x, y));
    context.fillStyle = LIGHT;
    context.fillText(label, x, y);
  }
}

/**
 * @param {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} context
 * @param {number} lineWidth
 * @param {string} color
 * @param {() => void} draw
 */
function stroke(context, lineWidth, color, draw) {
  context.lineWidth = lineWidth;
  context.strokeStyle = color;
  draw();
}

/**
 * Returns the label of a face: its expression and how probable it is, or what keeps it from being recognized.
 * @param {Face} face
 * @param {string} lang
 */
function faceLabel({ quality, track, shownEmotion, scores }, lang) {
  const language = languageOf(lang) ?? 'en';
  const { emotions, labels } = FACE_LABELS[language];
  if (quality !== 'good') return labels[quality];
  if (shownEmotion === 'uncertain') return emotions.uncertain;
  return `${emotions[shownEmotion]} ${percent(language)((track?.scores ?? scores)[shownEmotion])}`;
}

/** @param {HTMLCanvasElement | OffscreenCanvas} canvas */
function contextOf(canvas) {
  checkCanvas(canvas);
  try {
    const context = canvas.getContext('2d');
    if (context) return /** @type {CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D} */ (context);
  } catch {
    // The canvas was transferred to an OffscreenCanvas.
  }
  const found = 'one that has another context, or was transferred to an OffscreenCanvas';
  throw new EmotionError('invalid-setting', `Expected a canvas for drawing in 2D, got ${found}.`);
}

/** @param {HTMLCanvasElement | OffscreenCanvas | null} canvas */
function nearestLanguage(canvas) {
  const element = /** @type {Partial<HTMLElement> | null} */ (canvas)?.closest?.('[lang]');
  return /** @type {HTMLElement | undefined} */ (element)?.lang ?? '';
}
