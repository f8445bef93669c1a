/** The texts of the live page in English, without those that stand in its HTML. */
import { plural } from '../../../package/locales/format.js';
import { formatPercent } from '../percent.js';
import { strings as storageErrors } from './storage.js';

/** @import { ImportErrorStrings } from '../../import/import-error.js' */
/** @typedef {typeof strings} LiveStrings */
/**
 * @typedef {object} Accuracy the accuracy of the emotion model, as figures for a sentence
 * @property {number} images in the test set on which most of ten people agree
 * @property {number} share of them that the model classifies as these people did, 0 to 1
 * @property {[name: string, recall: number]} best the emotion with the highest recall
 * @property {[name: string, recall: number]} worst the emotion with the lowest recall
 */

const counted = plural('en');

export const strings = {
  /** @param {number} ms @param {number} framesPerSecond @param {boolean} isReduced */
  stats: (ms, framesPerSecond, isReduced) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} frames per second` +
    (isReduced ? ', reduced to save data or battery' : ''),
  /** @type {[enter: string, leave: string]} */
  fullscreen: ['Full screen', 'Leave full screen'],
  fullscreenRefused: 'This browser refused to show the full screen.',
  /** @param {number} ms */
  analyzedIn: (ms) => `Analyzed in ${ms.toFixed(0)} ms`,
  /** @param {number} number */
  camera: (number) => `Camera ${number}`,
  /**
   * The digits are grouped without `Intl`, whose number formats take 30 ms to load while the page opens.
   * @param {Accuracy} accuracy
   */
  accuracy: ({ images, share, best, worst }) =>
    `On ${String(images).replace(/\B(?=(\d{3})+$)/g, ',')} test images on which at least six of ten people agreed, ` +
    `it agreed with them ${formatPercent(share)} of the time: most reliably on ${best[0]} faces ` +
    `(${formatPercent(best[1])}), least reliably on ${worst[0]} ones (${formatPercent(worst[1])}).`,

  samples: {
    loading: 'Loading the sample…',
    failed: 'The sample could not be loaded. Check the connection, and try again.',
  },

  /** About an image that another app shares. */
  shared: {
    question: 'Another app or website shared a photo. Analyze it?',
    failed: 'The shared photo could not be opened. Share an image file of at most 32 MB.',
  },

  recorder: {
    chooseFace: 'Face in the timeline',
    timeline: 'Timeline',
    summary: 'Summary',
    faceName: 'Name',
    /** @param {string} time */
    left: (time) => `left ${time}`,
    saved: 'Saved on this device.',
    notSaved: 'Not saved yet.',
    pause: 'Pause',
    resume: 'Resume',
    waiting: 'Waiting for a face…',
    /** @param {string} time */
    paused: (time) => `Paused at ${time}.`,
    /** @param {string} time @param {string} now @param {string} mostly @param {number} share */
    current: (time, now, mostly, share) => `${time} · now ${now} · mostly ${mostly}, ${formatPercent(share)}`,
    /** @param {string | undefined} name of a custom model's file; undefined for the built-in model */
    modelChanged: (name) => `Model: ${name ?? 'built-in'}`,
    /** Why the recording is not saved, by the error's code. @type {Record<string, string>} */
    errors: {
      'storage-full':
        'This device’s storage is full. Everything saved earlier is still there; the rest of this recording exists ' +
        'only in this tab. Export it, or delete older recordings.',
      'storage-unavailable':
        'This browser saves nothing for this page, as in a private window. The recording exists only in this tab. ' +
        'Export it before you leave.',
      ...storageErrors,
      'recording-deleted':
        'The saved part of this recording was deleted; it now exists only in this tab. To save all of it, turn on ' +
        '“Save on this device” again.',
      'export-failed': 'The file could not be made. Try again, or use another format.',
    },
  },

  summary: {
    none: 'No face was in view long enough to be analyzed.',
    notes: 'Notes',
    /** @param {number} number */
    face: (number) => `Face ${number}`,
    showTimeline: 'Show timeline',
    /** @param {string} time @param {string} mostly @param {number} changes */
    sentence: (time, mostly, changes) =>
      `In view for ${time}. Looked mostly ${mostly}, with ${counted(changes, 'change', 'changes')}.`,
    columns: ['Expression', 'Share', 'Time', 'Peak'],
    /** @param {number} share @param {string} time */
    peak: (share, time) => `${formatPercent(share)} at ${time}`,
  },

  timeline: {
    label: 'Moment in the timeline',
    hint: 'Point at a moment to read it, or use the arrow keys.',
    notInView: 'not in view',
    failed: 'This browser could not load the chart. Everything else works.',
  },

  /** About the picture of a recording, or of several files. */
  image: {
    title: 'Facial expression over time',
    share: 'Share',
    copy: 'Copy image',
    copied: 'Copied',
  },

  savedRecordings: {
    none:
      'None yet. While the camera is on, “Save on this device” saves what the timeline shows: numbers, never ' +
      'images.',
    /** By the error's code. @type {Record<string, string>} */
    errors: {
      ...storageErrors,
      'storage-full': 'This device’s storage is full. Delete older recordings first.',
      'storage-unavailable': 'This browser saves nothing for this page, as in a private window.',
    },
    /** Why a file is not imported, by the code of its ImportError. @type {ImportErrorStrings} */
    importErrors: {
      'too-many-bytes': () => 'This file is too large. A recording has at most 64 MB.',
      unreadable: () => 'This file cannot be opened: it was moved, changed or deleted.',
      'not-json': () => 'This file is not valid JSON.',
      invalid: (reason) => `This file is not an EmoSense recording: ${reason}.`,
    },
    /** @param {string} time @param {number} faces */
    about: (time, faces) => `${time}, ${counted(faces, 'face', 'faces')}`,
    delete: 'Delete',
    /** @param {string} date */
    deleteOne: (date) => `Delete the recording of ${date}`,
    confirmDelete: 'Really delete?',
    confirmDeleteAll: 'Really delete all?',
  },

  customModel: {
    loading: 'Loading the model…',
    /** @param {string} name @param {string} emotions */
    inUse: (name, emotions) => `${name} is in use. It recognizes ${emotions}.`,
    /** @param {string} emotions */
    builtInUse: (emotions) => `The built-in model is in use. It recognizes ${emotions}.`,
    /** @param {string} missing */
    fileMissing: (missing) => `A model consists of two files. Choose the ${missing} file too, both together.`,
    /** @param {string} reason a sentence @param {boolean} isBuiltIn whether the model in use is the built-in one */
    refused: (reason, isBuiltIn) => `${reason} The ${isBuiltIn ? 'built-in' : 'previous'} model stays in use.`,
    tooSlow: 'The model was not ready within 30 seconds.',
    /** @param {string} name */
    stopped: (name) => `${name} failed, or took too long for an image. The built-in model is in use again.`,
  },
};
