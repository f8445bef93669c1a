// embed.html in an iframe of another origin, in every engine: it shares nothing before the person turns on the switch.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { engine, openEngine } from '../support/engines/engine.mjs';
import { host } from '../support/host.mjs';
import { waitUntil } from '../support/wait-until.mjs';

/** @type {Awaited<ReturnType<typeof openEngine>>} */
let site;
before(async () => {
  site = await openEngine();
});
after(() => site?.close());

const isAsking = () =>
  document.querySelector('emo-sense')?.shadowRoot?.querySelector('.actions button.primary') != null;
const isHappyInElement = () =>
  document.querySelector('emo-sense')?.shadowRoot?.querySelector('.card[data-state="happy"]') != null;

test(`${engine}: the embedding page receives results once the person turns on the switch`, async () => {
  const course = await host({
    '/page.html': `<!doctype html><html lang="en"><title>A course</title><link rel="icon" href="data:,">
      <script>messages = []; addEventListener('message', ({ data }) => messages.push(data));</script>
      <iframe title="Expressions" allow="camera" style="inline-size: 320px; block-size: 640px; border: 0"></iframe>
      </html>`,
  });
  try {
    await site.page.goto(`${course.address}page.html`);
    const query = `?origin=${encodeURIComponent(new URL(course.address).origin)}`;
    await site.page.evaluate(
      (url) => {
        /** @type {HTMLIFrameElement} */ (document.querySelector('iframe')).src = url;
      },
      new URL(`embed.html${query}`, site.address).href,
    );
    await site.page.inFrame('iframe', async (frame) => {
      await waitUntil(frame, isAsking);
      await setTimeout(1500); // Chromium discards clicks in a frame that has only just been laid out.
      await frame.click('emo-sense', '.actions button.primary');
      await waitUntil(frame, isHappyInElement);
    });
    assert.deepEqual(await site.page.evaluate(() => window.messages), []);
    await site.page.inFrame('iframe', (frame) => frame.click('.share input'));
    await site.waitUntil(() => window.messages.some((/** @type {any} */ message) => message.type === 'faces'));
    const { faces } = await site.page.evaluate(() => window.messages.find(({ type }) => type === 'faces'));
    assert.equal(faces[0].track.emotion, 'happy');
  } finally {
    await course.close();
  }
});
