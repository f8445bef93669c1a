/** The types of the attributes of <emo-sense>: which texts each accepts, and the value that it reads from them. */

/**
 * @template T
 * @typedef {object} AttributeType
 * @property {string} accepted what a value must be, as in "must be …"
 * @property {T} initial the value without the attribute, and with a wrong one
 * @property {(text: string) => T | undefined} read undefined for a text that is not accepted
 */

/**
 * A switch: frameworks that render on a server write its value as `true`.
 * @param {string} name of the attribute
 * @returns {AttributeType<boolean>}
 */
export function flag(name) {
  return {
    accepted: 'true or false as a property, and empty or absent as an attribute',
    initial: false,
    read: (text) => ['', name, 'true'].includes(text) || undefined,
  };
}

/**
 * One of several words; the first is the default.
 * @template {string} Word
 * @param {readonly [Word, ...Word[]]} words
 * @returns {AttributeType<Word>}
 */
export function choice(words) {
  const [initial] = words;
  return { accepted: quoted(words, 'or'), initial, read: (text) => words.find((word) => word === text) };
}

/**
 * Words separated by spaces, in any order.
 * @template {string} Word
 * @param {readonly Word[]} words
 * @returns {AttributeType<Word[]>}
 */
export function wordList(words) {
  return {
    accepted: `any of ${quoted(words, 'and')}, separated by spaces`,
    initial: [],
    read: (text) => {
      const listed = /** @type {Word[]} */ (splitWords(text));
      return listed.every((word) => words.includes(word)) ? listed : undefined;
    },
  };
}

/**
 * A number within limits.
 * @template {number | null} Initial
 * @param {Initial} initial
 * @param {string} accepted
 * @param {(value: number) => boolean} isAccepted
 * @returns {AttributeType<number | Initial>}
 */
export function numeric(initial, accepted, isAccepted) {
  const read = (/** @type {string} */ text) => {
    const value = text.trim() ? Number(text) : NaN;
    return isAccepted(value) ? value : undefined;
  };
  return { accepted, initial, read };
}

/** A URL that is read elsewhere, where one that leads nowhere is an error. @type {AttributeType<string>} */
export const address = { accepted: 'a URL', initial: '', read: (text) => text };

/** The URL of a folder. @type {AttributeType<string>} */
export const folder = {
  accepted: 'the URL of a folder',
  initial: '',
  read: (text) => {
    try {
      new URL(text, document.baseURI);
      return text;
    } catch {
      return undefined;
    }
  },
};

/** @param {string} text */
export function splitWords(text) {
  return text.split(/\s+/).filter(Boolean);
}

/**
 * Returns the attribute's text for a value of the property; undefined if there is none. Frameworks set properties to
 * texts, too.
 * @param {unknown} value
 */
export function textOf(value) {
  if (Array.isArray(value)) return value.join(' ');
  if (value instanceof URL) return value.href;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

/** Returns the words in quotes, as a list in a sentence. @param {readonly string[]} words @param {string} conjunction */
function quoted(words, conjunction) {
  const list = words.map((word) => `"${word}"`);
  return [list.slice(0, -1).join(', '), list[list.length - 1]].join(` ${conjunction} `);
}
