/** The texts in English about failures of the storage that are the same on every page. */

/** By the error's code. @typedef {typeof strings} StorageErrors */

export const strings = {
  'storage-blocked': 'Another tab with EmoSense keeps the storage busy. Close the other tabs, then try again.',
  'storage-newer': 'Another tab has a newer version of EmoSense. Reload this page, then try again.',
};
