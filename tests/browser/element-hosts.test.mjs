// <emo-sense> in pages that it does not own: shadow roots, other documents, frames and policies without the camera.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { dist } from '../../www/build/paths.mjs';
import {
  closeScriptHost,
  consentButton,
  eventsOf,
  openScriptHost,
  visitElement,
  waitForHappyCard,
} from '../support/element-page.mjs';
import { host } from '../support/host.mjs';
import { closeSites, openSites, siteWithCamera } from '../support/visit.mjs';

before(async () => {
  await openSites();
  await openScriptHost();
});
after(async () => {
  await closeSites();
  await closeScriptHost();
});

const GERMAN = 'Nicht bei der Arbeit, nicht in der Bildung.';
const FRENCH = 'Ni au travail, ni dans l’enseignement.';
const BLOCKED = 'No camera on this page';

test('its texts follow the nearest `lang` attribute outside of the shadow root that it is in', async () => {
  await visitElement('<div id="outer"></div>', async (page) => {
    await page.evaluate(() => {
      document.documentElement.lang = 'de';
      const root = document.querySelector('#outer').attachShadow({ mode: 'open' });
      const inner = document.createElement('div');
      root.append(inner);
      inner.attachShadow({ mode: 'open' }).append(document.createElement('emo-sense'));
    });
    await page.getByText(GERMAN).waitFor();
    await page.evaluate(() => document.querySelector('#outer').setAttribute('lang', 'fr'));
    await page.getByText(FRENCH).waitFor();
    await page.evaluate(() => document.querySelector('#outer').removeAttribute('lang'));
    await page.getByText(GERMAN).waitFor();
  });
});

test('its texts follow the language of the place to which it is moved', async () => {
  await visitElement('<emo-sense></emo-sense><div lang="fr"></div>', async (page) => {
    await page.getByText('Not at work, not in education.').waitFor();
    await page.evaluate(() => document.querySelector('[lang="fr"]').append(document.querySelector('emo-sense')));
    await page.getByText(FRENCH).waitFor();
  });
});

test('it keeps its styles in another document, and when it comes back', async () => {
  await visitElement('<emo-sense></emo-sense><iframe title="Other"></iframe>', async (page) => {
    const displays = await page.evaluate(() => {
      const element = document.querySelector('emo-sense');
      const { contentDocument } = document.querySelector('iframe');
      return [document, contentDocument, document].map((owner) => {
        owner.body.append(element);
        const { defaultView } = element.ownerDocument;
        return defaultView.getComputedStyle(element.shadowRoot.querySelector('.overlay')).position;
      });
    });
    assert.deepEqual(displays, ['absolute', 'absolute', 'absolute']);
  });
});

test('a `src` that is not a URL is reported, and nothing is thrown', async () => {
  await visitElement('<emo-sense src="http://["></emo-sense>', async (page) => {
    await page.getByText('No image or video at this address').waitFor();
    const [error] = await eventsOf(page, 'error');
    assert.equal(error.code, 'source-unreadable');
  });
});

test('numbers beyond what the recognizer takes count as the default', async () => {
  await visitElement('<emo-sense smoothing="1e39" max-faces="1e300" interval-ms="-1"></emo-sense>', async (page) => {
    await consentButton(page).click();
    await waitForHappyCard(page);
  });
});

test('a page whose policy forbids the camera is named as the cause', async () => {
  const site = await host({ '/': dist }, () => ({ 'Permissions-Policy': 'camera=()' }));
  const page = await siteWithCamera.browser.newPage();
  await page.goto(`${site.address}index.html`);
  await page.getByRole('button', { name: 'I understand' }).click();
  await page.getByRole('heading', { name: BLOCKED }).waitFor();
  await page.close();
  await site.close();
});

test('in a frame without `allow="camera"` the frame is named as the cause', async () => {
  const src = `${siteWithCamera.address}embed.html`;
  const site = await host({ '/page.html': `<!doctype html><title>A page</title><iframe src="${src}"></iframe>` });
  const page = await siteWithCamera.browser.newPage();
  await page.goto(`${site.address}page.html`);
  const frame = page.frameLocator('iframe');
  const consent = consentButton(frame);
  await consent.waitFor();
  // Chromium discards clicks in a frame that has only just been laid out: then a person clicks again.
  for (; await consent.isVisible(); await page.waitForTimeout(500))
    await consent.click({ timeout: 1000 }).catch(() => {});
  await frame.getByRole('heading', { name: BLOCKED }).waitFor();
  await page.close();
  await site.close();
});
