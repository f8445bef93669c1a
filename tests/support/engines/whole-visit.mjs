// What a person does on every page of the site: with nothing stored by choice, and with everything that can be chosen.
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist, root } from '../../../www/build/paths.mjs';
import { waitUntil } from '../wait-until.mjs';

/** @typedef {Awaited<ReturnType<typeof import('./traced-site.mjs').openTracedSite>>} TracedSite */

const photo = join(root, 'tests/data/astronaut.png');
const isReady = () => document.querySelector('#consent:enabled') !== null;
const isHappy = () => document.querySelector('.card[data-state="happy"]') !== null;
const isStopped = () => document.querySelector('#stage')?.getAttribute('data-shows') === 'message';

export const hasSettings = () => document.querySelector('#open-settings:enabled') !== null;

/** Uses every page, and chooses nothing that is stored. @param {TracedSite} site */
export async function visitWithoutStoring(site) {
  const { page, goto } = site;
  await goto('index.html');
  await waitUntil(page, isReady);
  await page.setFile('#image-input', photo);
  await waitUntil(page, isHappy);
  await page.click('#explain');
  await waitUntil(page, () => document.querySelector('#explanation canvas') !== null);

  await startCamera(site);
  await page.click('#toggle');
  await waitUntil(page, isStopped);
  // Leaving would ask about the recording that is not saved.
  await page.evaluate(() => addEventListener('beforeunload', (event) => event.stopImmediatePropagation(), true));

  await goto('files.html');
  await waitUntil(page, hasSettings); // the last that the page makes ready
  await page.setFile('#files-input', photo);
  await waitUntil(page, () => document.querySelector('.tile[data-state="done"]') !== null);
  await page.click('#contact-sheet');

  await startLesson(site, { isRemembered: false });

  for (const path of readdirSync(dist).filter((name) => name.endsWith('.html'))) {
    await goto(path);
    await waitUntil(page, () => document.readyState === 'complete');
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  }
  await page.evaluate(askApi);
}

/** Asks the REST API for the faces of a photo, as another page of the site's origin may. */
async function askApi() {
  await navigator.serviceWorker.ready;
  const body = await (await fetch('./icons/icon-192.png')).blob();
  const response = await fetch('./api/v1/classify', { method: 'POST', body });
  if (!response.ok) throw new Error(`Expected the API to answer, got status ${response.status}.`);
}

/** Saves a recording, changes a setting, counts at a place, imports counts, and has the consent remembered. @param {TracedSite} site */
export async function visitAndStore(site) {
  const { page, goto } = site;
  await startCamera(site);
  await waitUntil(page, () => document.querySelector('#recorder .save')?.checkVisibility() ?? false);
  await page.click('#recorder .save');
  await waitUntil(page, async () => {
    const text = document.querySelector('#recorder[data-state="recording"] .current')?.textContent ?? '';
    return /0:0[2-9]|0:[1-9]/.test(text);
  });
  await page.click('#toggle');
  await waitUntil(page, isStopped);

  await goto('model.html');
  await waitUntil(page, hasSettings);
  await page.click('#open-settings');
  await waitUntil(page, () => document.querySelector('dialog[open] select') !== null);
  await page.evaluate(() => {
    const theme = /** @type {HTMLOptionElement} */ (document.querySelector('dialog[open] option[value="dark"]'));
    theme.selected = true;
    theme.parentElement?.dispatchEvent(new Event('change', { bubbles: true }));
  });

  await goto('places.html');
  await page.evaluate(() => {
    const place = /** @type {HTMLInputElement} */ (document.querySelector('#place'));
    place.value = 'Market square';
  });
  await page.click('#agree');
  await page.click('#count');
  await waitUntil(page, () => document.querySelector('#tally')?.textContent?.includes('1 in view'));
  await page.click('#stop');
  // Whether the person was in view for long enough to be counted depends on the machine.
  await page.setFile('#import-file', writeCounts());
  await waitUntil(page, () => document.querySelector('#places-table tbody tr') !== null);

  await startLesson(site, { isRemembered: true });
}

/** Opens the live page and starts the camera. @param {TracedSite} site */
async function startCamera({ page, goto }) {
  await goto('index.html');
  await waitUntil(page, isReady);
  await page.click('#consent');
  await waitUntil(page, isHappy);
}

/** Opens the lesson and consents to its camera. @param {TracedSite} site @param {{ isRemembered: boolean }} consent */
async function startLesson({ page, goto }, { isRemembered }) {
  await goto('lesson.html');
  await waitUntil(page, async () => {
    const button = document.querySelector('emo-sense')?.shadowRoot?.querySelector('.actions .primary');
    return button?.checkVisibility() ?? false;
  });
  await page.evaluate((isRemembered) => {
    const root = /** @type {ShadowRoot} */ (document.querySelector('emo-sense')?.shadowRoot);
    if (isRemembered) /** @type {HTMLElement} */ (root.querySelector('.remember input')).click();
    /** @type {HTMLElement} */ (root.querySelector('.actions .primary')).click();
  }, isRemembered);
  await waitUntil(page, () => document.body.dataset.step === 'during');
}

/** Writes counts as another device would have exported them, and returns the path of the file. */
function writeCounts() {
  const hour = {
    device: 'a',
    place: 'Station',
    hour: `${new Date().toISOString().slice(0, 10)}T12`,
    people: 40,
    happy: 8,
  };
  const path = join(mkdtempSync(join(tmpdir(), 'emosense-counts-')), 'counts.json');
  writeFileSync(path, JSON.stringify({ format: 'emosense-places', version: 1, hours: [hour] }));
  return path;
}
