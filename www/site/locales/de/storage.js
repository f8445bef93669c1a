/** The texts in German about failures of the storage that are the same on every page. */

/** @import { StorageErrors } from '../en/storage.js' */

/** @type {StorageErrors} */
export const strings = {
  'storage-blocked':
    'Ein anderer Tab mit EmoSense blockiert den Speicher. Schließen Sie die anderen Tabs, und versuchen Sie es erneut.',
  'storage-newer':
    'In einem anderen Tab ist eine neuere Version von EmoSense offen. Laden Sie diese Seite neu, und versuchen Sie es ' +
    'erneut.',
};
