// Highlights the code in the pages at build time, so that no visitor loads a highlighter.
import hljs from 'highlight.js/lib/core';
import css from 'highlight.js/lib/languages/css';
import javascript from 'highlight.js/lib/languages/javascript';
import xml from 'highlight.js/lib/languages/xml';

/** @import { Plugin } from 'vite' */

hljs.registerLanguage('css', css); // in HTML
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('xml', xml);

/** The characters that HTML writes as entities in code. @type {[entity: string, character: string][]} */
const ENTITIES = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&amp;', '&'],
];

/** Returns the code as HTML with a span for each token; its classes have their colors in styles/code.css. */
export function highlight(/** @type {string} */ code, /** @type {string} */ language) {
  return hljs.highlight(code, { language }).value;
}

/**
 * Highlights each `<code class="language-…">` of the pages.
 * @type {Plugin}
 */
export const highlightedCode = {
  name: 'highlighted-code',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) =>
      html.replace(/(<code class="language-(\w+)">)(.*?)(<\/code>)/gs, (_, start, language, markup, end) => {
        const code = ENTITIES.reduce((text, [entity, character]) => text.replaceAll(entity, character), markup);
        return start + highlight(code, language) + end;
      }),
  },
};
