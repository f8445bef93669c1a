// Reads FER-2013 with the votes of FER+, in numpy's format.
import { readFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { UserError } from '../www/build/script.mjs';

/** The emotions in the order of FER-2013's numeric labels. */
export const LABELS = ['angry', 'disgusted', 'fearful', 'happy', 'sad', 'surprised', 'neutral'];
/** The side of a crop, in pixels. */
export const SIDE = 48;
/** The emotions of FER+'s first seven columns of votes; contempt, unknown, and not-a-face follow. */
const VOTES = ['neutral', 'happy', 'surprised', 'sad', 'angry', 'disgusted', 'fearful'];
const VOTE_COLUMNS = 10;
/** The annotators, of ten, who must choose the same emotion. */
const MIN_VOTES = 6;
/** The splits in the order of FER-2013's array `usage`. */
const SPLITS = ['Training', 'PublicTest', 'PrivateTest'];
const CROP_BYTES = SIDE * SIDE;

/**
 * @typedef {object} Sample
 * @property {Uint8Array} pixels gray, row by row
 * @property {string} label FER-2013's own
 * @property {string | null} agreed the emotion that six or more of FER+'s ten annotators chose
 */

/**
 * @param {string} path of the .npz
 * @param {string} split
 * @returns {Sample[]}
 */
export function readSamples(path, split) {
  const splitIndex = SPLITS.indexOf(split);
  if (splitIndex < 0) throw new UserError(`--split must be one of ${SPLITS.join(', ')}, got ${split}`);
  const names = ['images', 'label', 'usage', 'ferplus_votes'].map((name) => `${name}.npy`);
  const arrays = unzipSync(readFileSync(path), { filter: ({ name }) => names.includes(name) });
  const [images, labels, usage, votes] = names.map((name) => parseNpy(arrays, name));
  if (images.length !== labels.length * CROP_BYTES || votes.length !== labels.length * VOTE_COLUMNS) {
    throw new UserError(
      `${path} is expected to have ${CROP_BYTES} pixels and ${VOTE_COLUMNS} numbers of votes per label, got ` +
        `${images.length / labels.length} and ${votes.length / labels.length}`,
    );
  }
  return Array.from(labels, (label, index) => ({
    pixels: images.subarray(index * CROP_BYTES, (index + 1) * CROP_BYTES),
    label: LABELS[label],
    agreed: agreedEmotion(votes.subarray(index * VOTE_COLUMNS, (index + 1) * VOTE_COLUMNS)),
  })).filter((_, index) => usage[index] === splitIndex);
}

/** Six of ten votes are more than any other answer can have. @param {Uint8Array} votes */
function agreedEmotion(votes) {
  return VOTES.find((_, column) => votes[column] >= MIN_VOTES) ?? null;
}

/**
 * Returns the elements of an array of bytes in numpy's file format.
 * @param {Record<string, Uint8Array>} arrays
 * @param {string} name
 */
function parseNpy(arrays, name) {
  const file = arrays[name];
  if (!file) throw new UserError(`The archive has no ${name}.`);
  // The magic string \x93NUMPY, the version, and the length of the header: two bytes, or four from version 2 on.
  const view = new DataView(file.buffer, file.byteOffset);
  const start = file[6] === 1 ? 10 + view.getUint16(8, true) : 12 + view.getUint32(8, true);
  const header = new TextDecoder().decode(file.subarray(10, start));
  if (!header.includes("'|u1'") || !header.includes("'fortran_order': False")) {
    throw new UserError(`${name} is expected to hold unsigned bytes in C order, its header is ${header.trim()}`);
  }
  return file.subarray(start);
}
