// Saved recordings: saving, a crash of the tab, import, deletion, and browsers whose storage is full or unavailable.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import {
  download,
  exportAs,
  openSavedRecordings,
  recordedSeconds,
  savedRecordings,
  saveSwitch,
  stopCamera,
  summaryOfHappyFace,
  waitForSeconds,
} from '../support/recorder-page.mjs';
import {
  closeSites,
  folder,
  openSites,
  siteWithCamera,
  startCamera,
  visit,
  waitForHappyFace,
} from '../support/visit.mjs';
import { waitUntil } from '../support/wait-until.mjs';

/** @import { Page } from 'playwright-core' */

before(openSites);
after(closeSites);

test('a recording is not saved unless a person asks for it', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await stopCamera(page);
    await openSavedRecordings(page);
    await page.getByText('None yet.').waitFor();
    assert.equal(await savedRecordings(page).count(), 0);
  });
});

test('a saved recording survives a crash of its tab', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page, { context }) => {
    const crashing = await context.newPage();
    await crashing.goto(page.url());
    await startCamera(crashing);
    await saveSwitch(crashing).check();
    await waitForSeconds(crashing, 7);
    const session = await context.newCDPSession(crashing);
    const crashed = crashing.waitForEvent('crash');
    session.send('Page.crash').catch(() => {}); // it is never answered
    await crashed;

    await page.reload();
    await openSavedRecordings(page);
    await savedRecordings(page).first().waitFor();
    const [, seconds] = /0:(\d\d), 1 face/.exec(await savedRecordings(page).innerText());
    assert.ok(Number(seconds) >= 2, `${seconds} s of 7 s are saved; at most 5 s may be lost`);
    await savedRecordings(page).getByRole('button').first().click();
    await summaryOfHappyFace(page).waitFor();
  });
});

/** Records and saves a second. */
async function saveRecording(/** @type {Page} */ page) {
  await startCamera(page);
  await saveSwitch(page).check();
  await waitForSeconds(page, 1);
  await stopCamera(page);
  await summaryOfHappyFace(page).waitFor();
  await openSavedRecordings(page);
  await savedRecordings(page).first().waitFor();
}

/** @param {Page} page @param {string} file */
const importFile = (page, file) => page.locator('#saved-recordings input[type="file"]').setInputFiles(file);

/** @param {Page} page @param {number} count */
const waitForSavedRecordings = (page, count) =>
  page.waitForFunction((count) => document.querySelectorAll('.saved-list li').length === count, count);

test('an exported recording can be imported, and another file is refused', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await saveRecording(page);
    const file = join(folder, 'recording.json');
    await (await download(page, 'JSON')).saveAs(file);
    await importFile(page, file);
    await waitForSavedRecordings(page, 2);
    const other = join(folder, 'other.json');
    writeFileSync(other, '{"format": "something"}');
    await importFile(page, other);
    await page.getByText('This file is not an EmoSense recording: format must be').waitFor();
    writeFileSync(other, '{ format }');
    await importFile(page, other);
    await page.getByText('This file is not valid JSON.').waitFor();
  });
});

test('recordings are deleted one by one or all together, after a second press', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await saveRecording(page);
    const file = join(folder, 'recording.json');
    await (await download(page, 'JSON')).saveAs(file);
    await importFile(page, file);
    await waitForSavedRecordings(page, 2);
    const deleteButton = page.getByRole('button', { name: /^Delete the recording/ }).first();
    await deleteButton.click();
    assert.equal(await savedRecordings(page).count(), 2, 'the first press only asks');
    await deleteButton.click();
    await waitForSavedRecordings(page, 1);
    await importFile(page, file);
    await waitForSavedRecordings(page, 2);
    await page.getByRole('button', { name: 'Delete all' }).click();
    await page.getByRole('button', { name: 'Really delete all?' }).click();
    await page.getByText('None yet.').waitFor();
  });
});

test('what is being deleted keeps its question and the focus while another recording is saved', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await saveRecording(page);
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForSeconds(page, 1);
    await saveSwitch(page).check();
    await waitForSavedRecordings(page, 2);
    const older = page.getByRole('button', { name: /^Delete the recording/ }).last();
    await older.click();
    const about = savedRecordings(page).first().locator(':scope > span');
    const before = await about.innerText();
    await page.waitForFunction(
      (before) => /** @type {HTMLElement} */ (document.querySelector('.saved-list li > span')).innerText !== before,
      before,
      { timeout: 60_000 },
    ); // the list shows that the recording in progress was saved again
    const isFocused = await older.evaluate((button) => button === document.activeElement);
    assert.ok(isFocused, 'the button keeps the focus');
    await page.keyboard.press('Enter');
    await waitForSavedRecordings(page, 1);
    await stopCamera(page);
  });
});

test('when the storage is full the page says so, the recording continues, and saved ones stay', async () => {
  await visit(siteWithCamera, { expectErrors: true }, async (page, { context }) => {
    await startCamera(page);
    await saveSwitch(page).check();
    await waitForSeconds(page, 2);
    await stopCamera(page);
    await waitUntil(page, async () => (await indexedDB.databases()).length === 1);
    const session = await context.newCDPSession(page);
    const { origin } = new URL(siteWithCamera.address);
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 });
    await page.getByRole('button', { name: 'Start the camera' }).click();
    await waitForHappyFace(page);
    await waitForSeconds(page, 1);
    await saveSwitch(page).click(); // not check(): the switch turns itself off again
    await page.getByRole('alert').filter({ hasText: 'This device’s storage is full.' }).waitFor();
    assert.equal(await saveSwitch(page).isChecked(), false);
    await waitForSeconds(page, (await recordedSeconds(page)) + 1);
    await stopCamera(page);
    await summaryOfHappyFace(page).waitFor();
    await openSavedRecordings(page);
    await page.locator('.saved-list li button').nth(-2).click(); // the oldest: the browser may have begun a second one
    await page.getByRole('button', { name: 'Discard it' }).click();
    await summaryOfHappyFace(page).waitFor();
    const { durationMs } = JSON.parse((await exportAs(page, 'JSON')).toString());
    assert.ok(durationMs >= 2000, `${durationMs} ms`);
  });
});

test('when the browser has no storage the page says so, and the recording continues', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('no', 'SecurityError');
      };
    });
  await visit(siteWithCamera, { prepare, expectErrors: true }, async (page) => {
    await startCamera(page);
    await waitForSeconds(page, 1);
    await saveSwitch(page).click(); // not check(): the switch turns itself off again
    await page.getByRole('alert').filter({ hasText: 'This browser saves nothing for this page' }).waitFor();
    await stopCamera(page);
    await summaryOfHappyFace(page).waitFor();
  });
});
