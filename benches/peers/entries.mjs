// Lists the peers, with room for what is measured of each.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @import { Peer } from './page.js' */
/** @import { Sizes } from './server.mjs' */

const FILES = ['emosense.js', 'human.js', 'face-api.js', 'mediapipe.js', 'onnxruntime.js'];

/**
 * A peer and what was measured of it.
 * @typedef {object} Entry
 * @property {Peer} peer
 * @property {string} file that exports the peer
 * @property {number} index of the peer in the file
 * @property {string} version of its package
 * @property {string} failure why it could not be measured, or ''
 * @property {number[]} firstResults milliseconds from the first requested byte to the first result
 * @property {string[]} downloads the files that it downloaded until the first result
 * @property {Sizes} sizes of those files
 * @property {string[]} models that it can run alone
 * @property {Map<string, { times: number[], found: number[] }>} measurements by scene or model
 */

/** @returns {Promise<Entry[]>} */
export async function listEntries() {
  const lists = await Promise.all(
    FILES.map(async (file) => {
      const { peers } = /** @type {{ peers: Peer[] }} */ (await import(`./${file}`));
      return peers.map((peer, index) => createEntry(peer, file, index));
    }),
  );
  return lists.flat();
}

/**
 * @param {Peer} peer
 * @param {string} file
 * @param {number} index
 * @returns {Entry}
 */
function createEntry(peer, file, index) {
  return {
    peer,
    file,
    index,
    version: peer.npm && versionOf(peer.npm),
    failure: '',
    firstResults: [],
    downloads: [],
    sizes: [0, 0, 0],
    models: [],
    measurements: new Map(),
  };
}

function versionOf(/** @type {string} */ name) {
  return JSON.parse(readFileSync(join(import.meta.dirname, 'node_modules', name, 'package.json'), 'utf8')).version;
}
