// Highlights the code in the pages at build time, so that no visitor loads a highlighter.
import hljs from 'highlight.js/lib/core';
import css from 'highlight.js/lib/languages/css';
import javascript from 'highlight.js/lib/languages/javascript';
import typescript from 'highlight.js/lib/languages/typescript';
import xml from 'highlight.js/lib/languages/xml';
import { FRAMEWORKS } from '../site/playground/snippets.js';

/** @import { Plugin } from 'vite' */

hljs.registerLanguage('css', css); // in HTML
hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('typescript', typescript);
hljs.registerLanguage('xml', xml);

/** The characters that HTML writes as entities in code. @type {[entity: string, character: string][]} */
const ENTITIES = [
  ['&lt;', '<'],
  ['&gt;', '>'],
  ['&quot;', '"'],
  ['&#x27;', "'"],
  ['&amp;', '&'],
];

/**
 * The tokens of a text, in order: the class of each, and its length.
 * @typedef {[className: string, length: number][]} Tokens
 */

/** Returns the code as HTML with a span for each token; its classes have their colors in styles/code.css. */
function highlight(/** @type {string} */ code, /** @type {string} */ language) {
  return hljs.highlight(code, { language }).value;
}

/** Returns the text of some HTML without elements. */
function textOf(/** @type {string} */ markup) {
  return ENTITIES.reduce((text, [entity, character]) => text.replaceAll(entity, character), markup);
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
        return start + highlight(textOf(markup), language) + end;
      }),
  },
};

/**
 * Lets a page import the tokens of the playground's snippets, which lack only the attributes: `./snippets.js?tokens`.
 * @type {Plugin}
 */
export const snippetTokens = {
  name: 'snippet-tokens',
  load(id) {
    if (!id.endsWith('/snippets.js?tokens')) return null;
    const entries = Object.entries(FRAMEWORKS).map(([framework, { language, code }]) => {
      const attributesAt = code('\0').indexOf('\0');
      return [framework, splitTokens(tokensOf(code(''), language), attributesAt)];
    });
    return `export default ${JSON.stringify(Object.fromEntries(entries))};`;
  },
};

/** @param {string} code @param {string} language @returns {Tokens} */
function tokensOf(code, language) {
  /** @type {Tokens} */
  const tokens = [];
  /** @type {string[]} */
  const classes = [];
  for (const [piece, className] of highlight(code, language).matchAll(/<span class="([^"]+)">|<\/span>|[^<]+/g)) {
    if (className) classes.push(className);
    else if (piece === '</span>') classes.pop();
    else tokens.push([classes.at(-1) ?? '', textOf(piece).length]);
  }
  return tokens;
}

/** Returns the tokens before and after a position in the text. @param {Tokens} tokens @param {number} position */
function splitTokens(tokens, position) {
  /** @type {{ before: Tokens, after: Tokens }} */
  const parts = { before: [], after: [] };
  let at = 0;
  for (const [className, length] of tokens) {
    const lengthBefore = Math.min(Math.max(position - at, 0), length);
    if (lengthBefore) parts.before.push([className, lengthBefore]);
    if (lengthBefore < length) parts.after.push([className, length - lengthBefore]);
    at += length;
  }
  return parts;
}
