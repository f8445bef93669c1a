/** The texts in French about failures of the storage that are the same on every page. */

/** @import { StorageErrors } from '../en/storage.js' */

/** @type {StorageErrors} */
export const strings = {
  'storage-blocked': 'Un autre onglet d’EmoSense bloque la mémoire. Fermez les autres onglets, puis réessayez.',
  'storage-newer':
    'Une version plus récente d’EmoSense est ouverte dans un autre onglet. Rechargez cette page, puis réessayez.',
};
