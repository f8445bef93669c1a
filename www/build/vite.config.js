// How Vite builds and serves the site: every page of this folder, hashed assets, one policy.
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildPackage } from './package.mjs';
import { buildServiceWorker } from './service-worker.mjs';
import { contentSecurityPolicy, headersFor } from './policy.js';
import { bundleWorker } from './worker.mjs';

const www = join(import.meta.dirname, '../site');
const pages = readdirSync(www).filter((name) => name.endsWith('.html'));

/** What pages share stands once: `<!-- head -->` becomes partials/head.html, and so on; the navigation marks the page that it is in. */
const shell = {
  name: 'shell',
  transformIndexHtml: {
    order: /** @type {const} */ ('pre'),
    handler: (/** @type {string} */ html, /** @type {{ filename: string }} */ { filename }) =>
      html
        .replace(/<!-- (head|masthead|status-panel|footer) -->/g, (_, part) =>
          readFileSync(join(www, 'partials', `${part}.html`), 'utf8'),
        )
        .replace(new RegExp(`(<nav[^]*?<a href="\\./${basename(filename)}")`), '$1 aria-current="page"'),
  },
};

/** Gives every page the policy as its first element, so that it holds on a host that sends no headers. */
const policy = {
  name: 'content-security-policy',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
  ],
};

/** Sends what a host should send. */
const headers = {
  name: 'headers',
  configurePreviewServer: (/** @type {import('vite').PreviewServer} */ { middlewares }) => {
    middlewares.use(({ url = '/' }, response, next) => {
      for (const [name, value] of Object.entries(headersFor(url.split('?')[0]))) response.setHeader(name, value);
      next();
    });
  },
};

/** The worker's file has to be there before it is taken along; the site has the package in it, for script tags elsewhere. */
const parts = {
  name: 'workers-and-package',
  buildStart: bundleWorker,
  /** @type {(options: unknown, bundle: Parameters<typeof buildServiceWorker>[0]) => Promise<void>} */
  async writeBundle(_, bundle) {
    await buildPackage();
    await buildServiceWorker(bundle);
  },
};

export default {
  root: www,
  base: './', // works from any sub-path of any host
  appType: 'mpa', // a missing file is a 404, not the first page
  plugins: [parts, shell, policy, headers],
  build: {
    outDir: join(www, '../../dist'),
    emptyOutDir: true,
    assetsInlineLimit: 0, // an inlined asset is a data: address, which the policy forbids
    modulePreload: { polyfill: false }, // every browser with WebAssembly SIMD preloads modules itself
    rolldownOptions: {
      input: pages.map((name) => join(www, name)),
      external: /\/pkg\/embedded\.js$/, // for bundlers that leave the worker behind; this one does not
    },
  },
};
