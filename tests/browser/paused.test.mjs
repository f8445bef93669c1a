// A camera, video or recognizer that delivers nothing new: no old result is shown as current, and it resumes by itself.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  closeScriptHost,
  consentButton,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
  waitForState,
} from '../support/element-page.mjs';
import { startCounting } from '../support/places-page.mjs';
import { closeSites, openSites, siteWithCamera, startCamera, visit, waitForHappyFace } from '../support/visit.mjs';

/** @import { Page } from 'playwright-core' */

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeScriptHost();
  await closeSites();
});

/** Lets the video give no frames, as during a call or with a privacy switch, or give them again. */
const pauseVideo = (/** @type {Page} */ page) =>
  page.locator('video').evaluate((/** @type {HTMLVideoElement} */ video) => video.pause());
const playVideo = (/** @type {Page} */ page) =>
  page.locator('video').evaluate((/** @type {HTMLVideoElement} */ video) => video.play());
const noFrames = (/** @type {Page} */ page) => page.locator('.hint').getByText('The camera is sending no new images.');

test('on the live page a camera without frames is told, and the recording goes on', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.locator('.recorder[data-state="recording"]').waitFor();
    await page.locator('.note input').fill('before');
    await page.getByRole('button', { name: 'Add' }).click();
    await pauseVideo(page);
    await noFrames(page).waitFor();
    assert.equal(await page.locator('.card[data-state="happy"]').count(), 0);
    assert.equal(await page.locator('.mark').count(), 0);
    assert.equal(await page.locator('#stats').innerText(), '');
    assert.equal(await page.getByRole('button', { name: 'Stop the camera' }).isVisible(), true);
    await playVideo(page);
    await waitForHappyFace(page);
    assert.equal(await noFrames(page).isVisible(), false);
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.locator('.summary').getByText('before').waitFor();
  });
});

test('a camera that never sends a frame is told, and can be stopped', async () => {
  const prepare = (/** @type {Page} */ page) =>
    page.addInitScript(() => {
      navigator.mediaDevices.getUserMedia = async () => document.createElement('canvas').captureStream(0);
    });
  await visit(siteWithCamera, { prepare }, async (page) => {
    await page.getByRole('button', { name: 'I understand' }).click();
    await noFrames(page).waitFor();
    await page.getByRole('button', { name: 'Stop the camera' }).click();
    await page.getByRole('heading', { name: 'The camera is off' }).waitFor();
  });
});

test('on the live page a recognizer that dies silently is told and restarted', async () => {
  await visit(siteWithCamera, {}, async (page) => {
    await startCamera(page);
    await page.workers()[0].evaluate(() => close());
    await page.getByText('Recognition is not responding.').first().waitFor();
    assert.equal(await page.locator('.card[data-state="happy"]').count(), 0);
    await waitForHappyFace(page);
  });
});

test('the element is paused while there are no frames', async () => {
  await visitElement('<emo-sense></emo-sense>', async (page) => {
    await consentButton(page).click();
    await waitForHappyCard(page);
    await pauseVideo(page);
    await waitForState(page, 'paused');
    await noFrames(page).waitFor();
    assert.equal(await page.locator('.card[data-state="happy"]').count(), 0);
    assert.deepEqual(await page.evaluate(() => document.querySelector('emo-sense').faces), []);
    await playVideo(page);
    await waitForHappyCard(page);
    const states = (await eventsOf(page, 'state')).map(({ state }) => state);
    assert.deepEqual(states.slice(-3), ['running', 'paused', 'running']);
  });
});

test('in Places nobody is in view while there are no frames', async () => {
  await visit(siteWithCamera, { path: 'places.html' }, async (page) => {
    await startCounting(page, 'Hall');
    await page.waitForTimeout(2000); // a shorter track does not count
    await pauseVideo(page);
    await noFrames(page).waitFor();
    await page.locator('#places-table').getByText('Hall').waitFor();
    assert.equal(await page.locator('.card[data-state="happy"]').count(), 0);
    assert.match(await page.locator('#tally').innerText(), /0 in view/);
  });
});
