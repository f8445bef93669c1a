/** The texts of the settings in English. */
import { decimal, plural } from '../../../package/locales/format.js';
import { strings as storageErrors } from './storage.js';

/** @typedef {typeof strings} SettingsStrings */

const counted = plural('en');
const tenths = decimal(1, '.');

export const strings = {
  heading: 'Settings',
  close: 'Close',
  appearance: 'Appearance',
  theme: 'Theme',
  themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
  language: 'Language',
  browserLanguage: 'As the browser',
  languageHint: 'Changing it reloads the page.',

  camera: 'Camera of the live page',
  whichCamera: 'Camera',
  anyCamera: 'Automatic',
  missingCamera: 'One that is not connected',
  /** @param {number} number */
  cameraNumber: (number) => `Camera ${number}`,
  cameraHint: 'Your cameras are listed here once you have started one.',
  resolution: 'Resolution',
  resolutionHint: 'A higher one shows faces sharper and needs more power. The camera gives what comes closest.',
  drawn: 'Drawn on the picture',
  landmarks: 'Points on eyes, nose and mouth',
  labels: 'Number and expression at each face',

  recognition: 'Recognition on the live page',
  sensitivity: 'Sensitivity',
  decimal: decimal(2, '.'),
  /** @param {number} value from 0 to 1 @returns {string} */
  sensitivityMeaning: (value) => {
    if (value === 0) return 'Names an expression only where most people would.';
    if (value < 0.5) return 'Names slight expressions, too; fewer faces are called neutral.';
    if (value < 1) return 'Names faint expressions, too, and more often sees one on a neutral face.';
    return 'Names expressions as readily as the labels of FER-2013 do: few faces are called neutral.';
  },
  smoothing: 'Smoothing',
  /** @param {number} seconds */
  seconds: (seconds) => `${tenths(seconds)} s`,
  /** @param {number} ms @returns {string} */
  smoothingMeaning: (ms) => {
    if (ms === 0) return 'None: each frame counts by itself, and the bars flicker.';
    if (ms < 500) return 'Calm, and quick to follow a change.';
    return 'Very calm, and slow to follow a change.';
  },
  maxFaces: 'Faces at most',
  allFaces: 'All',
  maxFacesHint: 'Of more faces, the clearest ones are analyzed.',

  stored: 'Stored on this device',
  /** What is stored, by kind. */
  kinds: {
    recordings: (/** @type {number} */ count) => counted(count, 'recording', 'recordings'),
    places: (/** @type {number} */ count) => `The counts of ${counted(count, 'place', 'places')}`,
    consent: () => 'Your consent to the camera, remembered for examples and practice',
    settings: () => 'These settings',
    files: (/** @type {number} */ count) => `${counted(count, 'file', 'files')} of this site, to work offline`,
  },
  nothingStored: 'Nothing is stored on this device.',
  deleteHint: 'Nothing of it can be brought back. The next visit then needs the internet.',
  delete: 'Delete everything on this device',
  confirmDelete: 'Really delete everything?',
  deleted: 'Everything is deleted.',
  notKept: 'This browser stores nothing for this site: your settings hold until you leave the page.',
  /** Why something was not deleted, by the error's code. @type {Record<string, string>} */
  errors: {
    'storage-unavailable': 'Not everything could be deleted. Delete the data of this site in the browser’s settings.',
    ...storageErrors,
  },
};
