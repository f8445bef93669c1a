// Serves the built site with the probe in its pages.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dist, root } from '../../../www/build/paths.mjs';
import { securityHeaders } from '../../../www/build/security-policy.mjs';
import { host } from '../host.mjs';

/** The first script of most pages, which the service worker keeps: with the probe in it, the probe works offline, too. */
const FIRST_SCRIPT = 'early-settings.js';

/** The probe, and the picture that its camera shows, in a script. */
export const probe = readFileSync(join(import.meta.dirname, 'probe.js'), 'utf8').replace(
  'PICTURE_IN_BASE64',
  readFileSync(join(root, 'www/site/live/samples/astronaut.jpg'), 'base64'),
);

/** Serves the site with the headers that a host should send. */
export async function serveProbedSite() {
  const folder = mkdtempSync(join(tmpdir(), 'emosense-engine-'));
  cpSync(dist, folder, { recursive: true });
  writeFileSync(join(folder, 'probe.js'), probe);
  writeFileSync(join(folder, FIRST_SCRIPT), `${probe}\n${readFileSync(join(dist, FIRST_SCRIPT), 'utf8')}`);
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.html'))) {
    const html = readFileSync(join(folder, name), 'utf8');
    if (html.includes(FIRST_SCRIPT)) continue;
    writeFileSync(join(folder, name), html.replace(/<head[^>]*>/, '$&<script src="./probe.js"></script>'));
  }
  const { address, close } = await host({ '/': folder }, securityHeaders);
  return {
    address,
    close: async () => {
      await close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Serves scripts, and the probe as probe.js, for the pages of other origins. @param {Record<string, string>} routes */
export function serveScript(routes) {
  return host({ ...routes, '/probe.js': probe }, () => ({ 'Access-Control-Allow-Origin': '*' }));
}
