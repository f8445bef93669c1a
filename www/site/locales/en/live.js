/** The texts of the live page in English, without those that stand in its HTML. */
import { plural } from '../../../package/locales/format.js';
import { formatPercent } from '../percent.js';

/** @typedef {typeof strings} LiveStrings */
/**
 * @typedef {object} Accuracy the accuracy of the emotion model, as figures for a sentence
 * @property {number} images in the test set
 * @property {number} share of them that the model labels as people did, 0 to 1
 * @property {[name: string, f1: number]} best the emotion with the highest F1 score
 * @property {[name: string, f1: number]} worst the emotion with the lowest F1 score
 */

const counted = plural('en');

export const strings = {
  /** @param {number} ms @param {number} framesPerSecond @param {boolean} isReduced */
  stats: (ms, framesPerSecond, isReduced) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} frames per second` +
    (isReduced ? ', reduced to save data or battery' : ''),
  /** @param {number} ms */
  analyzedIn: (ms) => `Analyzed in ${ms.toFixed(0)} ms`,
  /** @param {number} number */
  camera: (number) => `Camera ${number}`,
  /**
   * The digits are grouped without `Intl`, whose number formats take 30 ms to load while the page opens.
   * @param {Accuracy} accuracy
   */
  accuracy: ({ images, share, best, worst }) =>
    `On ${String(images).replace(/\B(?=(\d{3})+$)/g, ',')} test images it agreed with the people who labeled them ` +
    `${formatPercent(share)} of the time: most reliably for ${best[0]} (F1 ${best[1].toFixed(2)}), least ` +
    `reliably for ${worst[0]} (F1 ${worst[1].toFixed(2)}).`,

  recorder: {
    chooseFace: 'Face in the timeline',
    pause: 'Pause',
    resume: 'Resume',
    waiting: 'Waiting for a face…',
    /** @param {string} time */
    paused: (time) => `Paused at ${time}.`,
    /** @param {string} time @param {string} now @param {string} mostly @param {number} share */
    current: (time, now, mostly, share) => `${time} · now ${now} · mostly ${mostly}, ${formatPercent(share)}`,
    /** Why the recording is not saved, by the error's code. @type {Record<string, string>} */
    errors: {
      'storage-full':
        'This device’s storage is full. Everything saved earlier is still there; the rest of this recording exists ' +
        'only in this tab. Export it, or delete older recordings.',
      'storage-unavailable':
        'This browser saves nothing for this page, as in a private window. The recording exists only in this tab. ' +
        'Export it before you leave.',
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

  savedRecordings: {
    none:
      'None yet. While the camera is on, “Save on this device” saves what the timeline shows: numbers, never ' +
      'images.',
    unavailable: 'This browser saves nothing for this page, as in a private window.',
    full: 'This device’s storage is full. Delete older recordings first.',
    notJson: 'This file is not valid JSON.',
    /** @param {string} reason in English, as all errors are */
    notRecording: (reason) => `This file is not an EmoSense recording: ${reason}.`,
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
