/** What the page "Pictures and films" says beside its fixed texts. */
import { plural } from '../../../package/locales/format.js';
import { strings as live } from './live.js';

const counted = plural('en');

export const strings = {
  summary: live.summary,
  waiting: 'Waiting',
  reading: 'Reading …',
  /** @param {string} emotion @param {number} percent */
  resembles: (emotion, percent) => `resembles ${emotion}, ${percent}\u00a0%`,
  /** @param {number} frames */
  firstFrame: (frames) => `Moving: the first of its ${frames} frames was read.`,

  /** @param {number} done @param {number} all */
  progress: (done, all) => `${done} of ${all}`,
  /** @param {string} amount of megabytes */
  loading: (amount) => `Fetching the recognizer: ${amount}`,
  /** @param {number} pictures @param {number} films @param {number} faces @param {number} unreadable @param {number} failed */
  total: (pictures, films, faces, unreadable, failed) => {
    const parts = [];
    if (pictures) parts.push(`${counted(pictures, 'picture', 'pictures')} with ${counted(faces, 'face', 'faces')}`);
    if (films) parts.push(counted(films, 'film', 'films'));
    const more = [];
    if (unreadable) more.push(`${counted(unreadable, 'face', 'faces')} could not be read.`);
    if (failed) more.push(`${counted(failed, 'file', 'files')} could not be read.`);
    return [...(parts.length ? [`${parts.join(' and ')}.`] : []), ...more].join(' ');
  },
  /** @param {number} done @param {number} all */
  stopped: (done, all) => `Stopped: ${done} of ${all} read.`,
  /** @param {number} waiting */
  goOn: (waiting) => `Go on with the other ${waiting === 1 ? 'one' : waiting}`,

  /** Written below the contact sheet's picture. */
  sheetLimits:
    'Expressions and what they resemble, not what anyone felt. Show it only with the consent of those in it; never at work or in education (EU AI Act, Art. 5(1)(f)).',

  film: {
    /** @param {string} name */
    progress: (name) => `How much of ${name} is read`,
    timeline: 'The scores of one face over time; the table below says what they come to',
    picture: 'Picture',
    /** @param {string} at @param {string} length @param {number} pace */
    reading: (at, length, pace) => `${at} of ${length} · at ${pace.toFixed(1)} times its speed`,
    /** @param {string} length @param {number} pace */
    read: (length, pace) => `${length} long, read at ${pace.toFixed(1)} times its speed.`,
    /** @param {string} at @param {string} length */
    stopped: (at, length) => `Stopped at ${at} of ${length}. This is what was read until then.`,
    /** @param {string} at */
    breaksOff: (at) => `The file is damaged after ${at}. This is what was read until then.`,
  },

  /** Why a file cannot be read. @type {Record<string, (detail: string) => string>} */
  failures: {
    empty: () => 'This file is empty.',
    gone: () => 'This file cannot be opened: it was moved, changed or deleted, or is not yours to read.',
    'too-many-bytes': (megabytes) => `This file is too large: ${megabytes} MB. Save the picture smaller, below 256 MB.`,
    'too-many-pixels': (size) =>
      `This picture is too large to be decoded here: ${size} pixels. Save it smaller, up to 128 million pixels.`,
    format: (name) => `This browser cannot read ${name} pictures. Save it as JPEG, PNG, WebP or AVIF.`,
    damaged: () => 'This picture’s file is damaged: it cannot be decoded.',
    'no-picture': () => 'This is no picture: choose JPEG, PNG, WebP, AVIF or GIF files.',
    'no-film': () => 'This is no film that can be read: choose MP4, MOV, WebM or MKV files.',
    'sound-only': () => 'There is no picture in this file, only sound.',
    'damaged-film': () => 'This film’s file is damaged or was cut short: no picture can be got out of it.',
    codec: (name) =>
      `This browser cannot decode ${name || 'this kind of'} video. Save the film as H.264 or VP9, or open this page in another browser.`,
    'no-webcodecs': () =>
      'This browser cannot take films apart (it lacks WebCodecs). Open this page in a current Chrome, Edge, Firefox or Safari.',
    'no-worker': () => 'A part of this page could not be loaded. Check the connection and load the page again.',
  },
};
