/** The texts of the playground in English, without those that stand in its HTML. */

/** @import { Framework } from '../../playground/snippets.js' */
/** @typedef {typeof strings} PlaygroundStrings */

export const strings = {
  /** @param {string} framework */
  copied: (framework) => `Copied: ${framework}.`,
  notCopied: 'The browser does not allow it. The code is selected: press Ctrl+C or ⌘C.',
  /** What each code needs besides. @type {Record<Framework, string>} */
  notes: {
    html: 'YOUR-HOST is any static host that has the folder emosense of a built site, or a CDN for npm packages.',
    react:
      'React 19. On pages that a server renders, render it in the browser only: React attaches no listeners there.',
    vue:
      'In the options of the Vue plugin: ' +
      'template: { compilerOptions: { isCustomElement: (tag) => tag === "emo-sense" } }',
    svelte: 'Svelte 5. In SvelteKit it works with server rendering, too.',
    angular: 'Angular leaves the worker out: add node_modules/emosense/pkg to assets in angular.json.',
  },
};
