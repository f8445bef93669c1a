/** The names of the caches of this site, besides that of Workbox, which ends in the site's address. */

/** Of what is cached once it is used: the module for custom models, and the samples. */
export const ASSETS = 'assets';
/** Of an image that another app shares. */
export const SHARED_IMAGE = 'shared-image';
/** Of the files of the site's earlier versions. */
export const OUTDATED_FILES = 'outdated-files';
