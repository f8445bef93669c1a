// embed.html in the page of another origin, and the lesson: what is told to whom, and to nobody else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';
import { host } from '../support/host.mjs';
import { PHONE, closeSites, openSites, siteWithCamera, visit } from '../support/visit.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

before(openSites);
after(closeSites);

/** A page of an origin of its own that has embed.html in an iframe and keeps the messages that come. @param {(origin: string) => string} query */
async function embedding(query, steps) {
  const text = `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,">
    <script>messages = []; addEventListener('message', ({ origin, data }) => messages.push({ origin, ...data }))</script>
    <iframe title="Expressions" allow="camera" style="inline-size: 320px; block-size: 640px; border: 0"></iframe></html>`;
  const site = await host({ '/page.html': text });
  const context = await siteWithCamera.browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(`${site.address}page.html`);
    const origin = new URL(site.address).origin;
    await page.evaluate(
      (address) => (document.querySelector('iframe').src = address),
      `${siteWithCamera.address}embed.html${query(origin)}`,
    );
    const frame = page.frameLocator('iframe');
    await frame.getByRole('button', { name: 'I understand' }).waitFor({ timeout: 60_000 });
    await steps({
      page,
      frame,
      messages: () => page.evaluate(() => window.messages),
      send: (type) =>
        page.evaluate(
          ([type, target]) => document.querySelector('iframe').contentWindow.postMessage({ emosense: 1, type }, target),
          [type, new URL(siteWithCamera.address).origin],
        ),
    });
  } finally {
    await context.close();
    await site.close();
  }
}

const consent = (frame) => frame.getByRole('button', { name: 'I understand' });
const happy = (frame) => frame.locator('.card[data-state="happy"]').waitFor({ timeout: 60_000 });

test('a page that names its origin is told what is seen once the person allows it, and may start and stop', async () => {
  await embedding(
    (origin) => `?origin=${encodeURIComponent(origin)}&max-faces=1`,
    async ({ page, frame, messages, send }) => {
      const allow = frame.getByRole('switch');
      assert.match(await frame.locator('.share').innerText(), new RegExp(new URL(page.url()).host));
      await send('start'); // not allowed yet
      await consent(frame).click();
      await happy(frame);
      assert.deepEqual(await messages(), []);
      await allow.check();
      await page.waitForFunction(() => window.messages.some(({ type }) => type === 'faces'));
      const [first] = await messages();
      assert.deepEqual(first, {
        origin: new URL(siteWithCamera.address).origin,
        emosense: 1,
        type: 'state',
        state: 'running',
      });
      const { faces } = (await messages()).find(({ type }) => type === 'faces');
      assert.equal(faces[0].track.emotion, 'happy');
      await send('stop');
      await page.waitForFunction(() => window.messages.at(-1).state === 'stopped');
      await send('start');
      await page.waitForFunction(() =>
        window.messages.some(({ type, emotion }) => type === 'emotion' && emotion === 'happy'),
      );
      await allow.uncheck();
      const count = (await messages()).length;
      await page.waitForTimeout(500);
      assert.ok((await messages()).length <= count + 1); // one may have been on its way
      await send('stop');
      await page.waitForTimeout(500);
      assert.equal(await frame.getByRole('button', { name: 'Stop the camera' }).isVisible(), true);
    },
  );
});

test('`start` still asks for consent', async () => {
  await embedding(
    (origin) => `?origin=${encodeURIComponent(origin)}`,
    async ({ page, frame, messages, send }) => {
      await frame.getByRole('switch').check();
      await send('start');
      await page.waitForTimeout(1000);
      assert.deepEqual(
        (await messages()).map(({ type, state }) => [type, state]),
        [['state', 'consent']],
      );
      assert.equal(await consent(frame).isVisible(), true);
    },
  );
});

test('a page that names no origin, or another one, is told nothing', async () => {
  for (const query of ['', '?origin=javascript:alert(1)', '?origin=https://elsewhere.example']) {
    await embedding(
      () => query,
      async ({ page, frame, messages, send }) => {
        const offered = await frame.getByRole('switch').isVisible();
        assert.equal(offered, query.includes('elsewhere'));
        if (offered) await frame.getByRole('switch').check();
        await consent(frame).click();
        await happy(frame);
        await send('stop');
        await page.waitForTimeout(500);
        assert.deepEqual(await messages(), []);
        assert.equal(await frame.getByRole('button', { name: 'Stop the camera' }).isVisible(), true);
      },
    );
  }
});

test('it fills its frame and nothing sticks out', async () => {
  await embedding(
    () => '',
    async ({ frame }) => {
      const { scroll, client } = await frame
        .locator('html')
        .evaluate(({ scrollWidth, clientWidth }) => ({ scroll: scrollWidth, client: clientWidth }));
      assert.ok(scroll <= client, `${scroll} of ${client}`);
      const width = await frame.locator('emo-sense').evaluate((element) => element.getBoundingClientRect().width);
      assert.ok(width > 0.85 * client);
    },
  );
});

test('embed.html alone may be framed by others', async () => {
  const framedBy = async (path) =>
    (await fetch(new URL(path, siteWithCamera.address))).headers
      .get('content-security-policy')
      .match(/frame-ancestors ([^;]*)/)[1];
  assert.equal(await framedBy('embed.html'), '*');
  for (const path of ['', 'index.html', 'lesson.html', 'examples.html']) assert.equal(await framedBy(path), "'none'");
});

test('the lesson: an expression is held, the others are skipped, and nothing is kept', async () => {
  for (const options of [{}, { viewport: PHONE, colorScheme: 'dark' }]) {
    await visit(siteWithCamera, { ...options, path: 'lesson.html' }, async (page) => {
      const check = async () => {
        await page.evaluate(axe);
        const { violations } = await page.evaluate(() => axe.run());
        assert.deepEqual(
          violations
            .filter(({ impact }) => ['serious', 'critical'].includes(impact))
            .map(({ id, nodes }) => [id, nodes[0].html]),
          [],
        );
      };
      await page.getByText('no school, course or employer may set this exercise').waitFor();
      await check();
      await page.getByRole('button', { name: 'I understand' }).click();
      await page.getByRole('heading', { name: 'Show happy' }).waitFor({ timeout: 60_000 });
      await page.getByText('That is it').or(page.getByText('well done')).first().waitFor();
      // The film is happy all the time: the ring closes, and the next one is asked for.
      await page.getByRole('heading', { name: 'Show surprised' }).waitFor({ timeout: 60_000 });
      await page.getByRole('status').filter({ hasText: 'Held: happy.' }).waitFor();
      await check();
      await page.getByRole('button', { name: 'Skip this one' }).focus();
      for (let press = 0; press < 6; press++) await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'That was all seven' }).waitFor();
      assert.equal(await page.locator('.sum').innerText(), 'You held 1 of 7.');
      assert.equal(await page.evaluate(() => document.activeElement?.id), 'done');
      await check();
      assert.equal(await page.evaluate(() => document.querySelector('emo-sense').state), 'stopped');
      const kept = await page.evaluate(async () => [
        localStorage.length,
        sessionStorage.length,
        document.cookie,
        (await indexedDB.databases()).length,
      ]);
      assert.deepEqual(kept, [0, 0, '', 0]);
      await page.getByRole('button', { name: 'Practice again' }).click();
      await page.getByRole('heading', { name: 'Show happy' }).waitFor();
    });
  }
});
