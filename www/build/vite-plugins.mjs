// The plugins of the site's Vite configuration.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { answerWhileBuilding, customModelsUrlPath } from './custom-models.mjs';
import { dist, siteSource } from './paths.mjs';
import { contentSecurityPolicy, securityHeaders } from './security-policy.mjs';

/** @import { Plugin } from 'vite' */

/**
 * Replaces `<!-- NAME -->` in a page by partials/NAME.html, and marks the page's own link in the navigation.
 * @type {Plugin}
 */
export const partials = {
  name: 'partials',
  transformIndexHtml: {
    order: 'pre',
    handler: (html, { filename }) =>
      html
        .replace(/<!-- ([a-z-]+) -->/g, (comment, name) => {
          const file = join(siteSource, 'partials', `${name}.html`);
          return existsSync(file) ? readFileSync(file, 'utf8') : comment;
        })
        .replace(new RegExp(`(<nav[^]*?<a href="\\./${basename(filename)}")`), '$1 aria-current="page"'),
  },
};

/**
 * Puts the security policy first in every page, so that it holds on a host that sends no headers. What it cannot forbid:
 * to look up the hosts of a page's links before anybody follows one, as Firefox does.
 * @type {Plugin}
 */
export const policyInPages = {
  name: 'policy-in-pages',
  transformIndexHtml: () => [
    {
      tag: 'meta',
      attrs: { 'http-equiv': 'Content-Security-Policy', content: contentSecurityPolicy },
      injectTo: 'head-prepend',
    },
    { tag: 'meta', attrs: { 'http-equiv': 'x-dns-prefetch-control', content: 'off' }, injectTo: 'head-prepend' },
  ],
};

/**
 * Tells the site in which folder custom-models.mjs puts the module for custom models, and makes the local server say so
 * while the module is still being built.
 * @type {Plugin}
 */
export const customModels = {
  name: 'custom-models',
  config: () => ({ define: { 'globalThis.CUSTOM_MODELS_URL': JSON.stringify(customModelsUrlPath()) } }),
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use(answerWhileBuilding(dist));
  },
};

/**
 * Makes the local server send the headers that a host should send.
 * @type {Plugin}
 */
export const securityHeadersInPreview = {
  name: 'security-headers',
  configurePreviewServer: ({ middlewares }) => {
    middlewares.use(({ url = '/' }, response, next) => {
      for (const [name, value] of Object.entries(securityHeaders(url.split('?')[0]))) response.setHeader(name, value);
      next();
    });
  },
};
