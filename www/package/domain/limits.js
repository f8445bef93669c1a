/** The limits of everything that comes from outside, checked before it is read or decoded. */

/** The maximum number of pixels of an image. Each takes four bytes: half a gigabyte, however small the file. */
export const MAX_IMAGE_PIXELS = 128e6;
/** Largest image file in bytes: photos are smaller. */
export const MAX_IMAGE_BYTES = 256 * 1024 * 1024;
/** Largest body of a request to the service worker in bytes, to the REST API or from an app that shares an image. */
export const MAX_REQUEST_BYTES = 32 * 1024 * 1024;
/** The maximum number of pixels of a video's frame, 8192 × 4352: a decoder holds up to 17 of them. */
export const MAX_VIDEO_PIXELS = 8192 * 4352;
/** Most files that a person can add at once, with the folders they drop: each gets a tile with a thumbnail. */
export const MAX_FILES = 10_000;
/** Largest custom model in bytes: networks for 48 × 48 pixels have a few megabytes. */
export const MAX_MODEL_BYTES = 256 * 1024 * 1024;
/** Largest config of a custom model in bytes. */
export const MAX_CONFIG_BYTES = 1024 * 1024;
/** Largest file with a recording or with counts of places in bytes: an hour of one face takes 2 MB. */
export const MAX_IMPORT_BYTES = 64 * 1024 * 1024;
/** Most hours in a file with counts of places: those of ten devices in ten years. */
export const MAX_HOURS = 1_000_000;
/** Most places in such a file: each gets a row of a table and a line of a chart. */
export const MAX_PLACES = 1000;
/** Most visitors of a place in an hour: more cannot pass a camera. */
export const MAX_PEOPLE = 1_000_000;
/** Most tracks in a recording, most notes, and most pauses. */
export const MAX_TRACKS = 100_000;
export const MAX_NOTES = 100_000;
export const MAX_PAUSES = 100_000;
/** Longest name of a place or a device, and longest note, in UTF-16 code units. */
export const MAX_TEXT_LENGTH = 1000;
/** Longest recording in milliseconds: 30 days. */
export const MAX_DURATION_MS = 30 * 24 * 60 * 60 * 1000;
