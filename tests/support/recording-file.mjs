// Makes the file of a recording with everything that a timeline shows: several expressions, a gap, a pause and notes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMOTIONS } from '../../www/package/domain/emotions.js';
import { folder } from './visit.mjs';

/** @import { Page } from 'playwright-core' */

/** What the face shows, from and to which second; it is out of view in between. @type {[string, number, number][]} */
const SHOWN = [
  ['neutral', 0, 8],
  ['happy', 8, 22],
  ['uncertain', 22, 25],
  ['angry', 25, 38],
  ['sad', 46, 60],
];
/** The score of the emotion that is shown; those of the others share the rest. */
const SCORE = 0.86;

/** A recording of a minute, as JSON. */
export const recordingJson = {
  format: 'emosense-recording',
  version: 1,
  startedAt: '2026-11-28T14:30:00.000Z',
  durationMs: 60_000,
  notes: [
    { atMs: 9000, text: 'The joke' },
    { atMs: 59_500, text: 'The end' },
  ],
  pauses: [{ atMs: 52_040, durationMs: 42_000 }],
  tracks: [makeTrack(1)],
};

/** @param {number} id */
function makeTrack(id) {
  /** @type {{ times: number[], named: string[], scores: Record<string, number[]> }} */
  const track = { times: [], named: [], scores: Object.fromEntries(EMOTIONS.map((emotion) => [emotion, []])) };
  for (const [label, from, to] of SHOWN) {
    for (let atMs = from * 1000; atMs < to * 1000; atMs += 100) {
      track.times.push(atMs);
      track.named.push(label);
      for (const emotion of EMOTIONS) track.scores[emotion].push(emotion === label ? SCORE : (1 - SCORE) / 6);
    }
  }
  return { id, ...track };
}

/** Imports the recording on the live page, and waits until its timeline is drawn. @param {Page} page */
export async function importRecording(page) {
  const file = join(folder, 'recording-to-import.json');
  writeFileSync(file, JSON.stringify(recordingJson));
  await page.locator('#saved-recordings > summary').click();
  await page.locator('.saved-status:not(:empty)').waitFor(); // until then nothing takes the file
  await page.locator('#saved-recordings input[type="file"]').setInputFiles(file);
  await page.locator('#recorder[data-state="summary"]').waitFor();
}
