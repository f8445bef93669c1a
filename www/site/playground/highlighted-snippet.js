/** Colors a snippet. The build has found its tokens, except for the attributes, which the form changes. */
import { html } from '../../package/ui/dom.js';
import tokens from './snippets.js?tokens';

/** @import { Framework } from './snippets.js' */

/**
 * Returns the text with a span for each token.
 * @param {Framework} framework
 * @param {string} text of the snippet
 * @returns {(Node | string)[]}
 */
export function highlighted(framework, text) {
  const { before, after } = tokens[framework];
  const [start, end] = [lengthOf(before), text.length - lengthOf(after)];
  return [
    ...spans(before, text.slice(0, start)),
    ...attributeSpans(text.slice(start, end)),
    ...spans(after, text.slice(end)),
  ];
}

/** @param {string} className @param {string} text */
const span = (className, text) => (className ? html('span', { class: className }, text) : text);

/** @param {typeof tokens.html.before} list */
const lengthOf = (list) => list.reduce((sum, [, length]) => sum + length, 0);

/** @param {typeof tokens.html.before} list @param {string} text */
function spans(list, text) {
  let at = 0;
  return list.map(([className, length]) => {
    at += length;
    return span(className, text.slice(at - length, at));
  });
}

/** @param {string} text such as ` hide="scores" autostart` */
function attributeSpans(text) {
  return text
    .split(/("[^"]*"|[\w-]+)/)
    .filter(Boolean)
    .map((part) => span(part.startsWith('"') ? 'hljs-string' : /^[\w-]/.test(part) ? 'hljs-attr' : '', part));
}
