/** The facts about expressions, privacy and the law that the live page has in common with the element. */

/** @import { Fact } from '../../package/locales/en.js' */

/** The names that the facts have in index.html, in the order of the element's. */
const NAMES = ['fact-expressions', 'fact-stored', 'fact-inform', 'fact-work', 'fact-minors'];

/**
 * Returns the facts as texts of the HTML: the title for the fact's first child element, the source for its second one.
 * @param {Fact[]} facts
 * @returns {Record<string, string>}
 */
export function factTexts(facts) {
  return Object.fromEntries(
    facts.map(({ title, text, source }, index) => [
      NAMES[index],
      `<1>${title}</1> ${text}${source ? ` (<2>${source}</2>).` : ''}`,
    ]),
  );
}
