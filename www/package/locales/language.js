/** The language of a page: what its address asks for (`?lang=de`), or the first of the browser's that there is. Puts the page's fixed texts into it. */
import { LANGUAGES } from './messages.js';

/** Fixed texts by the name that an element has in `data-words`. In `<1>…</1>` stands what is in the element's first child element, and so on. @typedef {Record<string, string>} Fixed */

/** The tag of the page's language, such as `de`. */
export function language() {
  const asked = new URLSearchParams(location.search).get('lang');
  const wanted = [...(asked ? [asked] : []), ...navigator.languages].map((tag) => tag.toLowerCase().split('-')[0]);
  return wanted.find((tag) => tag in LANGUAGES) ?? 'en';
}

/**
 * The words of a page's own, after its fixed texts were put into the same language. English ones stand in the HTML.
 * @template T
 * @param {T} english
 * @param {Record<string, () => Promise<{ strings: T & { fixed: Fixed } }>>} others by the language's tag
 * @returns {Promise<T>}
 */
export async function pageStrings(english, others) {
  const tag = language();
  offerLanguages(tag);
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
    if (text !== undefined) fill(element, text);
  }
  // `data-words-of="aria-label:close placeholder:note"`: attributes.
  for (const element of root.querySelectorAll('[data-words-of]')) {
    for (const pair of /** @type {HTMLElement} */ (element).dataset.wordsOf?.split(' ') ?? []) {
      const [attribute, name] = pair.split(':');
      if (fixed[name] !== undefined) element.setAttribute(attribute, fixed[name]);
    }
  }
}

/** The text, with the element's own child elements (links, emphasis) where the text names them. @param {Element} element @param {string} text */
function fill(element, text) {
  const children = [...element.children];
  element.replaceChildren(
    ...text.split(/(<\d>[^]*?<\/\d>|<\d\/>)/).map((piece) => {
      const [, number, content] = /^<(\d)\/?>(?:([^]*)<\/\d>)?$/.exec(piece) ?? [];
      const child = number ? children[Number(number) - 1] : undefined;
      if (!child) return piece;
      if (content !== undefined) child.textContent = content;
      return child;
    }),
  );
}

/** A link to the page in each other language, in the footer; the site's own links keep a language that was asked for. @param {string} tag */
function offerLanguages(tag) {
  const place = document.querySelector('.languages');
  place?.replaceChildren(
    ...Object.entries(LANGUAGES)
      .filter(([other]) => other !== tag)
      .map(([other, { name }]) => {
        const link = document.createElement('a');
        Object.assign(link, { href: `?lang=${other}`, lang: other, hreflang: other, textContent: name });
        return link;
      }),
  );
  if (!new URLSearchParams(location.search).has('lang')) return;
  for (const link of document.querySelectorAll('nav a')) {
    const address = new URL(/** @type {HTMLAnchorElement} */ (link).href);
    address.searchParams.set('lang', tag);
    /** @type {HTMLAnchorElement} */ (link).href = address.href;
  }
}
