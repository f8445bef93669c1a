// What an engine cannot do in the core tests, and why.

/** The reason by engine and by the page or file that it cannot open. @type {Record<string, Record<string, string>>} */
export const LIMITS = {};
