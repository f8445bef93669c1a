/** What the live page says beside its fixed texts: pace, recordings, networks of one's own. */
import { plural } from '../../../package/locales/format.js';

/** A card's figures for a sentence. @typedef {{ pictures: number, percent: number, best: [string, number], least: [string, number] }} Accuracy */

const counted = plural('en');

export const words = {
  /** @param {number} ms @param {number} framesPerSecond @param {boolean} halved */
  pace: (ms, framesPerSecond, halved) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} frames a second${halved ? ', half, to save data or power' : ''}`,
  /** @param {number} ms */
  readIn: (ms) => `Read in ${ms.toFixed(0)} ms`,
  /** @param {number} number */
  camera: (number) => `Camera ${number}`,
  /** The browser's own number formats take 30 ms to be loaded while the page opens. @param {Accuracy} figures */
  accuracy: ({ pictures, percent, best, least }) =>
    `On ${String(pictures).replace(/\B(?=(\d{3})+$)/g, ',')} pictures kept for testing it agreed with the people who labeled them ` +
    `${percent} times in 100: most surely for ${best[0]} (F1 ${best[1].toFixed(2)}), least for ${least[0]} (F1 ${least[1].toFixed(2)}).`,

  recorder: {
    whose: 'Whose timeline',
    pause: 'Pause',
    goOn: 'Go on',
    waiting: 'Waiting for a face.',
    /** @param {string} clock */
    paused: (clock) => `Paused at ${clock}.`,
    /** @param {string} clock @param {string} now @param {string} mostly @param {number} percent */
    now: (clock, now, mostly, percent) => `${clock} · now ${now} · mostly ${mostly}, ${percent} %`,
    /** What went wrong with the storage. @type {Record<string, string>} */
    trouble: {
      'storage-full':
        'The storage of this device is full. What was kept before is still there; the rest of this recording is in this tab alone: export it, or delete older ones.',
      'storage-unavailable':
        'This browser keeps nothing for this page, as in a private window. The recording is in this tab alone: export it before you leave.',
    },
  },

  summary: {
    none: 'No face was seen long enough to be read.',
    notes: 'Notes',
    /** @param {number} number */
    face: (number) => `Face ${number}`,
    showTimeline: 'Show its timeline',
    /** @param {string} clock @param {string} mostly @param {number} changes */
    sentence: (clock, mostly, changes) =>
      `In view for ${clock}. Its expression mostly resembled ${mostly}, and changed ${counted(changes, 'time', 'times')}.`,
    columns: ['Resembled', 'Share', 'Time', 'Highest'],
    /** @param {number} percent @param {string} clock */
    moment: (percent, clock) => `${percent} % at ${clock}`,
  },

  kept: {
    none: 'None yet. While the camera runs, “Keep on this device” keeps what the timeline shows: numbers, never pictures.',
    unavailable: 'This browser keeps nothing for this page, as in a private window.',
    full: 'The storage of this device is full: delete older recordings first.',
    noJson: 'This file is no JSON.',
    /** @param {string} why in English, as errors are */
    noRecording: (why) => why,
    /** @param {string} clock @param {number} faces */
    about: (clock, faces) => `${clock}, ${counted(faces, 'face', 'faces')}`,
    remove: 'Delete',
    /** @param {string} when */
    removeOf: (when) => `Delete the recording of ${when}`,
    reallyRemove: 'Really delete?',
    reallyRemoveAll: 'Really delete all?',
  },

  own: {
    loading: 'Loading the network …',
    /** @param {string} name @param {string} emotions */
    inUse: (name, emotions) => `${name} is in use. It tells ${emotions} apart.`,
    /** @param {string} emotions */
    builtIn: (emotions) => `The built-in network is in use. It tells ${emotions} apart.`,
    /** @param {string} missing */
    both: (missing) => `A network is two files: choose the ${missing} too, both together.`,
    /** @param {string} why a sentence @param {boolean} isBuiltIn */
    goesOn: (why, isBuiltIn) => `${why} So ${isBuiltIn ? 'the built-in network' : 'the network before'} goes on.`,
  },
};
