/**
 * Determines the language of a page, from its URL (`?lang=de`), from the person's settings (`data-language`) or from the
 * browser, and translates the page's HTML.
 */
import { languageOf } from './face-labels.js';
import { LANGUAGES } from './messages.js';

/**
 * The texts of a page's HTML, by the name that their element has in `data-i18n`. The text between `<1>` and `</1>`
 * goes into the element's first child element, and so on.
 * @typedef {Record<string, string>} HtmlStrings
 */

/** Returns the tag of the page's language, such as `de`. */
export function language() {
  const requested = new URLSearchParams(location.search).get('lang');
  const { language: chosen } = document.documentElement.dataset;
  const tags = [requested ?? '', chosen ?? '', ...navigator.languages];
  return tags.map(languageOf).find((tag) => tag !== undefined) ?? 'en';
}

/**
 * Translates the HTML of the page, which is in English, and returns the texts of the page in its language.
 * @template T
 * @param {T} english
 * @param {Record<string, () => Promise<{ strings: T & { html: HtmlStrings } }>>} others by language tag
 * @returns {Promise<T>}
 */
export async function pageStrings(english, others) {
  const tag = language();
  addLanguageLinks(tag);
  if (!Object.hasOwn(others, tag)) return english;
  const { strings } = await others[tag]();
  translate(document.documentElement, { ...LANGUAGES[tag].common, ...strings.html });
  document.documentElement.lang = tag;
  document.documentElement.dir = LANGUAGES[tag].dir;
  return strings;
}

/** @param {Element} root @param {HtmlStrings} texts */
function translate(root, texts) {
  for (const element of root.querySelectorAll('[data-i18n]')) {
    const text = texts[/** @type {HTMLElement} */ (element).dataset.i18n ?? ''];
    if (text !== undefined) setText(element, text);
  }
  // For attributes: `data-i18n-attributes="aria-label:close placeholder:note"`.
  for (const element of root.querySelectorAll('[data-i18n-attributes]')) {
    for (const pair of /** @type {HTMLElement} */ (element).dataset.i18nAttributes?.split(' ') ?? []) {
      const [attribute, name] = pair.split(':');
      if (texts[name] !== undefined) element.setAttribute(attribute, texts[name]);
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
