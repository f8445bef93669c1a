// Prints what was measured of the peers, as tables in Markdown.
import { median, percentile95 } from '../statistics.mjs';
import { SCENES } from './page.js';

/** @import { Entry } from './entries.mjs' */

const scenes = Object.keys(SCENES);
const HEADER = [
  '640×480, ms: median (95th percentile)',
  ...scenes,
  'found of 0 / 1 / 3 / video',
  'first result, ms',
  'MB raw',
  'gzip',
  'brotli',
];

export function printTables(/** @type {Entry[]} */ entries) {
  printRow(HEADER);
  printRow(HEADER.map(() => '---'));
  for (const entry of entries) printRow(cellsOf(entry));
  printModels(entries.filter(({ models, failure }) => models.length && !failure));
  console.log();
  for (const settings of new Set(entries.map(({ peer }) => peer.settings))) {
    const names = entries.filter(({ peer }) => peer.settings === settings).map(({ peer }) => peer.name);
    console.log(`- ${names.join('; ')}: ${settings}.`);
  }
}

/** Returns the row of a peer. */
function cellsOf(/** @type {Entry} */ entry) {
  const name = `${entry.peer.name}${entry.version && ` (${entry.version})`}`;
  if (entry.failure) {
    const failure = `failed: ${entry.failure.replaceAll('|', '\\|')}`;
    return HEADER.map((_, column) => [name, failure][column] ?? '');
  }
  return [
    name,
    ...scenes.map((scene) => formatTimes(entry, scene)),
    formatFound(entry),
    Math.round(median(entry.firstResults)),
    ...entry.sizes.map((bytes) => (bytes / 1e6).toFixed(2)),
  ];
}

/** Prints the times of the same ONNX files in different engines; the first entry is EmoSense. */
function printModels(/** @type {Entry[]} */ [ours, ...others]) {
  if (!others.length) return;
  const header = [
    'the same ONNX file alone, ms',
    ours.peer.name,
    ...others.map(({ peer }) => peer.npm),
    'theirs / ours',
  ];
  console.log();
  printRow(header);
  printRow(header.map(() => '---'));
  for (const model of ours.models) {
    const medianOf = (/** @type {Entry} */ entry) => median(entry.measurements.get(model)?.times ?? []);
    const ratio = `${(medianOf(others[0]) / medianOf(ours)).toFixed(2)}×`;
    printRow([model, ...[ours, ...others].map((entry) => formatTimes(entry, model)), ratio]);
  }
}

/**
 * Returns the median and the 95th percentile of the times for a scene or model.
 * @param {Entry} entry
 * @param {string} subject
 */
function formatTimes(entry, subject) {
  const times = entry.measurements.get(subject)?.times;
  return times ? `${median(times).toFixed(1)} (${percentile95(times).toFixed(1)})` : '–';
}

/** Returns the number of faces detected in the still images, and the share of the video's frames with the right one. */
function formatFound(/** @type {Entry} */ entry) {
  return Object.entries(SCENES)
    .map(([scene, { faces, video }]) => {
      const counts = entry.measurements.get(scene)?.found ?? [];
      if (!video) return median(counts);
      const share = counts.filter((count) => count === faces).length / counts.length;
      return `${Math.round(100 * share)} %`;
    })
    .join(' / ');
}

function printRow(/** @type {unknown[]} */ cells) {
  console.log(`| ${cells.join(' | ')} |`);
}
