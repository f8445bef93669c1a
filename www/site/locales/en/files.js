/** The texts of the page "Photos and videos" in English, without those that stand in its HTML. */
import { plural } from '../../../package/locales/format.js';
import { formatPercent } from '../percent.js';
import { strings as live } from './live.js';

/** @typedef {typeof strings} FilesStrings */
/**
 * @typedef {object} Totals
 * @property {number} images
 * @property {number} videos
 * @property {number} faces in the images
 * @property {number} unclassified faces without a result
 * @property {number} failed files
 */

const count = plural('en');

export const strings = {
  summary: live.summary,
  timeline: live.timeline,
  image: live.image,
  waiting: 'Waiting',
  analyzing: 'Analyzing…',
  /** @param {string} emotion @param {number} score from 0 to 1 */
  looks: (emotion, score) => `looks ${emotion}, ${formatPercent(score)}`,
  /** In a video. @param {string} emotion @param {number} share of the time, 0 to 1 */
  mostly: (emotion, share) => `mostly ${emotion}, ${formatPercent(share)} of the time`,
  /** @param {number} frames */
  firstFrameOnly: (frames) => `Animated: only the first of ${frames} frames was analyzed.`,

  /** @param {string} name */
  open: (name) => `Open ${name}`,
  /** @param {string} name */
  remove: (name) => `Remove ${name}`,
  /** @param {number} number */
  removed: (number) => `${count(number, 'file', 'files')} removed.`,
  /** The groups of files beside those of an expression; a number precedes them. */
  groups: { unclassified: 'not analyzed', 'no-face': 'without a face', video: 'videos', failed: 'failed' },

  /** @param {number} done @param {number} total */
  progress: (done, total) => `${done} of ${total}`,
  /** @param {string} amount in megabytes */
  loading: (amount) => `Loading the model: ${amount}`,
  /** @param {Totals} totals */
  total: ({ images, videos, faces, unclassified, failed }) => {
    const analyzed = [];
    if (images) analyzed.push(`${count(images, 'photo', 'photos')} with ${count(faces, 'face', 'faces')}`);
    if (videos) analyzed.push(count(videos, 'video', 'videos'));
    const sentences = analyzed.length ? [`${analyzed.join(' and ')}.`] : [];
    if (unclassified) sentences.push(`${count(unclassified, 'face', 'faces')} could not be analyzed.`);
    if (failed) sentences.push(`${count(failed, 'file', 'files')} could not be analyzed.`);
    return sentences.join(' ');
  },
  /** @param {number} done @param {number} total */
  stopped: (done, total) => `Stopped: ${done} of ${total} analyzed.`,
  /** @param {number} waiting */
  resume: (waiting) => `Analyze the remaining ${waiting === 1 ? 'file' : waiting}`,

  /** Printed below the contact sheet's images. */
  contactSheetNotice:
    'What expressions look like, not what anyone felt. Share only with the consent of the people shown; never ' +
    'use it at work or in education (EU AI Act, Art. 5(1)(f)).',

  /** @param {number} number @param {string} paths the first of them */
  unreadable: (number, paths) =>
    `${count(number, 'file or folder', 'files or folders')} could not be opened: ${paths}.`,
  /** @param {number} max */
  tooManyFiles: (max) => `Only the first ${max} files were added. Add the others once these are analyzed.`,

  video: {
    /** @param {string} name */
    progress: (name) => `Progress of ${name}`,
    chartImage: 'Image',
    /** @param {string} at @param {string} length @param {number} speed */
    analyzing: (at, length, speed) => `${at} of ${length} · ${speed.toFixed(1)}× real-time speed`,
    /** @param {string} length @param {number} speed */
    done: (length, speed) => `${length} long, analyzed at ${speed.toFixed(1)}× real-time speed.`,
    /** @param {string} at @param {string} length */
    stopped: (at, length) => `Stopped at ${at} of ${length}. These are the results up to there.`,
    /** @param {string} at */
    damagedAfter: (at) => `The file is damaged after ${at}. These are the results up to there.`,
  },

  /** Why a file cannot be analyzed, by the code of its FileError. @type {Record<string, (detail: string) => string>} */
  errors: {
    empty: () => 'This file is empty.',
    unavailable: () =>
      'This file cannot be opened: it was moved, changed or deleted, or you do not have permission to read it.',
    'too-many-bytes': (megabytes) => `This file is too large: ${megabytes} MB. Save a smaller version, below 256 MB.`,
    'too-many-pixels': (size) =>
      `This image is too large to open here: ${size} pixels. Save a smaller version, with at most 128 million pixels.`,
    'video-too-large': (size) =>
      `This video is too large to open here: ${size} pixels. Save a smaller version, of at most 8192 × 4352 pixels.`,
    'unsupported-format': (format) => `This browser cannot open ${format} images. Save it as JPEG, PNG, WebP or AVIF.`,
    damaged: () => 'This image file is damaged: it cannot be opened.',
    'not-an-image': () => 'This is not an image: choose JPEG, PNG, WebP, AVIF or GIF files.',
    'not-a-video': () => 'This is not a video that can be opened here: choose MP4, MOV, WebM or MKV files.',
    'audio-only': () => 'This file has sound, but no video.',
    'damaged-video': () => 'This video file is damaged or incomplete: none of it can be played.',
    /** The codec of the file, then those that this browser plays. */
    'unsupported-codec': (codecs) => {
      const [codec, ...playable] = codecs.split(', ');
      const advice = playable.length ? `Convert it to ${playable.join(' or ')}, or open` : 'Open';
      return `This browser cannot play ${codec || 'this kind of'} video. ${advice} this page in another browser.`;
    },
    'no-webcodecs': () =>
      'This browser cannot analyze videos: it does not support WebCodecs. Open this page in a current Chrome, ' +
      'Edge, Firefox or Safari.',
    'no-worker': () => 'Part of this page could not be loaded. Check the connection and reload the page.',
  },
};
