// Configures Vite: every page of www/site, hashed assets, relative addresses.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { highlightedCode, snippetTokens } from './highlight.mjs';
import { dist, siteSource } from './paths.mjs';
import { keepSourceMaps } from './source-maps.mjs';
import { customModels, partials, policyInPages, securityHeadersInPreview } from './vite-plugins.mjs';

const pages = readdirSync(siteSource).filter((name) => name.endsWith('.html'));

export default {
  root: siteSource,
  base: './', // Works from every path of every host.
  appType: 'mpa', // A missing page is a 404, not the home page.
  plugins: [
    ...[partials, highlightedCode, snippetTokens, policyInPages, customModels, securityHeadersInPreview],
    keepSourceMaps,
  ],
  build: {
    outDir: dist,
    emptyOutDir: true,
    sourcemap: 'hidden',
    assetsInlineLimit: 0, // An inlined asset is a data: address, which the security policy forbids.
    modulePreload: { polyfill: false }, // Every browser with WebAssembly SIMD preloads modules itself.
    rolldownOptions: {
      input: pages.map((name) => join(siteSource, name)),
      checks: { pluginTimings: false }, // A busy machine would get warnings about slow plugins.
    },
  },
};
