// A recording from start to end: what interrupts it, what ends it, and what is there after the page was left.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  exportAs,
  openSavedRecordings,
  recordedSeconds,
  savedRecordings,
  saveSwitch,
  startAgain,
  stopCamera,
  summaryOfHappyFace,
  waitForSeconds,
} from '../support/recorder-page.mjs';
import {
  astronaut,
  chooseImage,
  closeSites,
  openSites,
  siteWithCamera,
  startCamera,
  visit,
} from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

async function addNote(/** @type {Page} */ page, /** @type {string} */ text) {
  await page.getByRole('textbox', { name: 'Note for this moment' }).fill(text);
  await page.keyboard.press('Enter');
}

const pause = (/** @type {Page} */ page) => page.getByRole('button', { name: 'Pause' }).click();
const exportedNotes = async (/** @type {Page} */ page) =>
  JSON.parse((await exportAs(page, 'JSON')).toString()).notes.map(({ text }) => text);

/** Returns the saved recordings as they are stored, the oldest first. @param {Page} page */
const stored = (page) =>
  page.evaluate(async () => {
    const request = indexedDB.open('emosense');
    request.onupgradeneeded = () => request.transaction.abort(); // it does not exist yet
    await new Promise((resolve) => (request.onsuccess = request.onerror = resolve));
    if (request.error) return [];
    const all = request.result.transaction('recordings').objectStore('recordings').getAll();
    await new Promise((resolve) => (all.onsuccess = resolve));
    request.result.close();
    return all.result.sort((one, other) => one.startedAt - other.startedAt);
  });

/** Waits until the store fulfills a condition. @param {Page} page @param {(recordings: any[]) => any} condition */
async function waitForStored(page, condition) {
  for (let attempt = 0; attempt < 100; attempt++) {
    if (condition(await stored(page))) return;
    await page.waitForTimeout(200);
  }
  assert.fail(`the store has ${JSON.stringify(await stored(page))}`);
}

/** Goes to another page and back. @param {Page} page */
async function navigateAndBack(page) {
  const { href } = new URL(page.url());
  await page.locator('nav a[href*="files"]').click();
  await page.waitForURL(/files/);
  await page.goto(href);
}

test('a recording continues when the camera is changed, keeps its notes, and is still saved', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await saveSwitch(page).check();
    await waitForSeconds(page, 2);
    await addNote(page, 'with the first camera');
    const before = await recordedSeconds(page);
    await page.locator('#camera').evaluate((select) => select.dispatchEvent(new Event('change')));
    await page.waitForFunction(() => document.querySelector('video').readyState >= 2);
    await waitForSeconds(page, before + 1);
    assert.equal(await saveSwitch(page).isChecked(), true, 'it is still saved');
    await stopCamera(page);
    assert.deepEqual(await exportedNotes(page), ['with the first camera']);
    await waitForStored(page, (recordings) => recordings.length === 1 && recordings[0].durationMs >= before * 1000);
  });
});

test('a recording goes on with another model, and a note says which', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    const file = (/** @type {string} */ name) => new URL(`../data/models/${name}`, import.meta.url).pathname;
    await page.locator('#custom-model input[type="file"]').setInputFiles(['permuted.onnx', 'permuted.json'].map(file));
    await page.getByText('permuted.onnx is in use.').waitFor({ timeout: 60_000 });
    await stopCamera(page);
    await page.locator('.summary-track').first().waitFor();
    assert.deepEqual(await exportedNotes(page), ['Model: permuted.onnx']);
  });
});

test('an image ends a recording, whose summary and exports stay', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await addNote(page, 'before the image');
    await chooseImage(page, astronaut);
    await page.getByText(/in \d+ ms$/).waitFor();
    await summaryOfHappyFace(page).waitFor();
    assert.deepEqual(await exportedNotes(page), ['before the image']);
  });
});

test('a saved recording that is opened during another one is not overwritten by it, nor does it overwrite', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    for (const name of ['A', 'B']) {
      await startCameraAgain(page);
      await saveSwitch(page).check();
      await waitForSeconds(page, 2);
      await addNote(page, name);
      if (name === 'A') await stopCamera(page);
    }
    await openSavedRecordings(page);
    await page.waitForFunction(() => document.querySelectorAll('.saved-list li').length === 2);
    await savedRecordings(page).last().getByRole('button').first().click();
    await page.getByText('0:02 A').or(page.getByText('0:01 A')).first().waitFor();
    assert.deepEqual(await exportedNotes(page), ['A']);
    await page.reload();
    const [a, b] = await stored(page);
    assert.deepEqual(
      [a.notes, b.notes].flat().map(({ text }) => text),
      ['A', 'B'],
    );
    assert.notEqual(a.startedAt, b.startedAt);
  });
});

async function startCameraAgain(/** @type {Page} */ page) {
  const consent = page.getByRole('button', { name: 'I understand – start the camera' });
  if (await consent.isVisible()) return startCamera(page);
  await startAgain(page);
  await waitForSeconds(page, 1);
}

for (const [name, leave] of /** @type {[string, (page: Page) => Promise<unknown>][]} */ ([
  ['a reload', (page) => page.reload()],
  ['a link', navigateAndBack],
])) {
  test(`${name} loses nothing of a recording that is saved`, async () => {
    await visit(siteWithCamera, {}, async (page) => {
      await startCamera(page);
      await waitForSeconds(page, 1);
      await saveSwitch(page).check(); // it is saved now, and then every 4 s
      await waitForSeconds(page, 4);
      const seconds = await recordedSeconds(page);
      await leave(page);
      const [{ durationMs, faces }] = await stored(page);
      assert.ok(durationMs >= seconds * 1000, `${durationMs} ms of ${seconds} s`);
      assert.equal(faces, 1);
    });
  });
}

test('a note is saved at once, even during a pause', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await saveSwitch(page).check();
    await waitForSeconds(page, 1);
    await pause(page); // so that no frame leads to the next save
    await addNote(page, 'saved at once');
    await waitForStored(page, ([{ notes }]) => notes.length === 1);
  });
});

test('a recording that is deleted while it is being saved does not come back, and the page says so', async () => {
  await visit(siteWithCamera, {}, async (page, { context }) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await saveSwitch(page).check();
    await waitForStored(page, ([first]) => first);
    const other = await context.newPage();
    await other.goto(page.url());
    await openSavedRecordings(other);
    const deleteButton = other.getByRole('button', { name: /^Delete the recording/ });
    await deleteButton.click();
    await deleteButton.click();
    await other.getByText('None yet.').waitFor();
    await page.getByRole('alert').filter({ hasText: 'was deleted' }).waitFor();
    assert.equal(await saveSwitch(page).isChecked(), false);
    await page.bringToFront();
    await waitForSeconds(page, (await recordedSeconds(page)) + 1);
    assert.deepEqual(await stored(page), []);

    await saveSwitch(page).check();
    await page.getByRole('alert').filter({ hasText: 'was deleted' }).waitFor({ state: 'hidden' });
    await stopCamera(page);
    await openSavedRecordings(page);
    await savedRecordings(page).getByRole('button').first().click();
    const { tracks } = JSON.parse((await exportAs(page, 'JSON')).toString());
    assert.ok(tracks[0].times[0] < 1000, `it begins at ${tracks[0].times[0]} ms, although all of it was to be saved`);
  });
});

test('after the site data was deleted, all of a recording is saved anew', async () => {
  await visit(siteWithCamera, {}, async (page, { context }) => {
    await startCamera(page);
    await waitForSeconds(page, 2);
    await saveSwitch(page).check();
    await waitForStored(page, ([first]) => first);
    const session = await context.newCDPSession(page);
    const { origin } = new URL(siteWithCamera.address);
    await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
    await stopCamera(page);
    await summaryOfHappyFace(page).waitFor();
    await openSavedRecordings(page);
    await savedRecordings(page).getByRole('button').first().click();
    const { tracks } = JSON.parse((await exportAs(page, 'JSON')).toString());
    assert.ok(tracks[0].times[0] < 1000, `it begins at ${tracks[0].times[0]} ms`);
  });
});

test('leaving asks while there is a recording that is not saved, and only then', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    /** @type {string[]} */
    const dialogs = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.type());
      dialog.accept();
    });
    await startCamera(page);
    await waitForSeconds(page, 1);
    await page.reload();
    assert.deepEqual(dialogs, ['beforeunload']);

    await startCamera(page);
    await waitForSeconds(page, 1);
    await saveSwitch(page).check();
    await page.reload();
    assert.deepEqual(dialogs, ['beforeunload'], 'not if it is saved');

    await startCamera(page);
    await waitForSeconds(page, 1);
    await stopCamera(page);
    await summaryOfHappyFace(page).waitFor();
    await page.reload();
    assert.deepEqual(dialogs, ['beforeunload', 'beforeunload'], 'also after it has ended');
  });
});

test('the screen stays on while a recording runs', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      const { request } = WakeLock.prototype;
      WakeLock.prototype.request = async function (type) {
        window.wakeLock = await request.call(this, type);
        return window.wakeLock;
      };
    });
  await visit(siteWithCamera, { prepare }, async (page) => {
    await startCamera(page);
    await page.waitForFunction(() => window.wakeLock?.released === false);
    await stopCamera(page);
    await page.waitForFunction(() => window.wakeLock.released);
  });
});

test('says that the recorder could not be loaded, and loads it when asked again', async () => {
  const chunk = /assets\/recorder-/;
  const prepare = (/** @type {Page} */ page) => page.route(chunk, (route) => route.abort());
  await visit(siteWithCamera, { prepare, expectErrors: true }, async (page) => {
    /** @type {string[]} */
    const uncaught = [];
    page.on('pageerror', ({ message }) => uncaught.push(message));
    await startCamera(page);
    await page.getByRole('alert').filter({ hasText: 'nothing is being recorded' }).waitFor();
    await page.unroute(chunk);
    await page.getByRole('button', { name: 'Try again' }).click();
    await waitForSeconds(page, 1);
    assert.equal(await page.getByText('nothing is being recorded').isVisible(), false);
    assert.deepEqual(uncaught, []);
  });
});
