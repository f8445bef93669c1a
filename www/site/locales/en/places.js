/** The texts of the page of places in English, without those that stand in its HTML. */
import { plural } from '../../../package/locales/format.js';
import { clock } from '../clock.js';
import { formatPercent } from '../percent.js';
import { strings as storageErrors } from './storage.js';

/** @import { HappinessIndex } from '../../places/happiness-index.js' */
/** @import { ImportErrorStrings } from '../../import/import-error.js' */
/** @typedef {typeof strings} PlacesStrings */

const count = plural('en');
const formatClock = clock('en');

export const strings = {
  /** @param {HappinessIndex} index */
  index: ({ index }) => formatPercent(index / 100),
  /** @param {HappinessIndex} index */
  range: ({ low, high }) => `${Math.round(low)}–${formatPercent(high / 100)}`,
  /** Follows the index in large type. @param {HappinessIndex} index */
  current: (index) =>
    `of ${count(index.people, 'person', 'people')} looked happy. Likely range: ${strings.range(index)}.`,
  /** @param {number} people @param {number} inView @param {string} time */
  tally: (people, inView, time) => `${people} counted · ${inView} in view · ${time}`,
  /** In place of the index. */
  tooFew: 'Too few to say',
  /** Follows `tooFew`. @param {number} people of whom there is an index */
  waiting: (people) =>
    `The share appears from ${people} people on. Each person is counted when they leave the picture.`,
  /** @param {Date} time */
  endsAt: (time) => `Stops by itself at ${formatClock(time)}.`,
  /** @param {string} place @param {number} people @param {string} duration @param {boolean} byItself */
  ended: (place, people, duration, byItself) =>
    `${place}: ${count(people, 'person', 'people')} counted in ${duration}.` +
    (byItself ? ' The counting has stopped by itself, and the camera is off.' : ''),
  columns: ['Place', 'Looked happy', 'Likely range', 'People'],
  delete: 'Delete',
  /** @param {string} place */
  deletePlace: (place) => `Delete ${place}`,
  confirmDelete: 'Really delete?',
  none: 'Nothing counted in this period yet. Results from this device and from imported files appear here.',
  /** @param {number} hours @param {number} places */
  imported: (hours, places) => `Imported: ${count(hours, 'hour', 'hours')} from ${count(places, 'place', 'places')}.`,
  /** @param {string} file @param {string} reason in English if it is an error's message */
  notImported: (file, reason) => `${file}: ${reason}`,
  /** Why a file is not imported, by the code of its ImportError. @type {ImportErrorStrings} */
  importErrors: {
    'too-many-bytes': () => 'This file is too large. An export of places has at most 64 MB.',
    unreadable: () => 'This file cannot be opened: it was moved, changed or deleted.',
    'not-json': () => 'This is not valid JSON.',
    invalid: (reason) => `This is not an export of places from EmoSense, and nothing of it was imported: ${reason}.`,
  },
  chartFailed: 'This browser could not load the chart. Everything else works.',
  /** Errors of the storage, by code. @type {Record<string, string>} */
  errors: {
    ...storageErrors,
    'storage-full':
      'The storage of this device is full: the last person is not saved yet. Earlier results are still there.',
    'storage-unavailable':
      'This browser does not save data for this page, as in a private window: results are lost when you leave.',
  },
};
