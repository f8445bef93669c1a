/** Determines the language of a page, from its URL (`?lang=de`) or the browser, and translates the page's HTML. */
import { LANGUAGES } from './messages.js';

/**
 * Texts for the elements of a page, by the name that an element has in `data-words`. The text between `<1>` and `</1>`
 * goes into the element's first child element, and so on.
 * @typedef {Record<string, string>} Fixed
 */

/** Returns the tag of the page's language, such as `de`. */
export function language() {
  const requested = new URLSearchParams(location.search).get('lang');
  const tags = [...(requested ? [requested] : []), ...navigator.languages];
  return tags.map((tag) => tag.toLowerCase().split('-')[0]).find((tag) => tag in LANGUAGES) ?? 'en';
}

/**
 * Translates the HTML of the page, which is in English, and returns the texts of the page in its language.
 * @template T
 * @param {T} english
 * @param {Record<string, () => Promise<{ strings: T & { fixed: Fixed } }>>} others by language tag
 * @returns {Promise<T>}
 */
export async function pageStrings(english, others) {
  const tag = language();
  addLanguageLinks(tag);
  if (!(tag in others)) return english;
  const { strings } = await others[tag]();
  translate(document.documentElement, { ...LANGUAGES[tag].common, ...strings.fixed });
  document.documentElement.lang = tag;
  document.documentElement.dir = LANGUAGES[tag].dir;
  return strings;
}

/** @param {Element} root @param {Fixed} fixed */
function translate(root, fixed) {
  for (const element of root.querySelectorAll('[data-words]')) {
    const text = fixed[/** @type {HTMLElement} */ (element).dataset.words ?? ''];
    if (text !== undefined) setText(element, text);
  }
  // For attributes: `data-words-of="aria-label:close placeholder:note"`.
  for (const element of root.querySelectorAll('[data-words-of]')) {
    for (const pair of /** @type {HTMLElement} */ (element).dataset.wordsOf?.split(' ') ?? []) {
      const [attribute, name] = pair.split(':');
      if (fixed[name] !== undefined) element.setAttribute(attribute, fixed[name]);
    }
  }
}

/**
 * Sets the text of an element and keeps the child elements that it names, such as links.
 * @param {Element} element
 * @param {string} text
 */
function setText(element, text) {
  const children = [...element.children];
  element.replaceChildren(
    ...text.split(/(<\d>.*?<\/\d>|<\d\/>)/s).map((part) => {
      const [, number, content] = /^<(\d)\/?>(?:(.*)<\/\d>)?$/s.exec(part) ?? [];
      const child = number ? children[Number(number) - 1] : undefined;
      if (!child) return part;
      if (content !== undefined) child.textContent = content;
      return child;
    }),
  );
}

/**
 * Adds links to the page in the other languages to the footer. If the language comes from the URL, adds it to the links
 * of the navigation.
 * @param {string} tag
 */
function addLanguageLinks(tag) {
  const links = Object.entries(LANGUAGES)
    .filter(([other]) => other !== tag)
    .map(([other, { name }]) => {
      const link = document.createElement('a');
      Object.assign(link, { href: `?lang=${other}`, lang: other, hreflang: other, textContent: name });
      return link;
    });
  document.querySelector('.languages')?.replaceChildren(...links);
  if (!new URLSearchParams(location.search).has('lang')) return;
  for (const link of /** @type {NodeListOf<HTMLAnchorElement>} */ (document.querySelectorAll('nav a'))) {
    const url = new URL(link.href);
    url.searchParams.set('lang', tag);
    link.href = url.href;
  }
}
