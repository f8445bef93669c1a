/** The texts of the page "For your own site" in English, without those that stand in its HTML. */

/** @typedef {typeof strings} ExamplesStrings */

export const strings = {
  copy: 'Copy the code',
  copied: 'Copied',
  selected: 'Selected: copy it with Ctrl+C or ⌘C',
  show: 'Show it here',
  hide: 'Hide it',
  notLoaded: 'The element could not be loaded. Check the connection and reload the page.',
};
