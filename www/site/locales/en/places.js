/** What the page of places says beside its fixed texts. */

/** @param {number} count */
const people = (count) => `${count} ${count === 1 ? 'person' : 'people'}`;

export const strings = {
  /** @param {number} index */
  index: (index) => `${index} %`,
  /** @param {number} low @param {number} high @param {number} count @param {number} present */
  now: (low, high, count, present) =>
    `of ${people(count)} counted looked happy; between ${low} and ${high} % if many more came by. In view: ${present}.`,
  /** @param {number} present */
  waiting: (present) => `A person counts once, when they have gone. In view: ${present}.`,
  columns: ['Place', 'Looked happy', 'Probably between', 'People'],
  /** @param {number} low @param {number} high */
  between: (low, high) => `${low} and ${high} %`,
  remove: 'Delete',
  /** @param {string} place */
  removeOf: (place) => `Delete ${place}`,
  really: 'Really delete?',
  none: 'Nothing counted in this period. What you count appears here, with what other devices have exported.',
  /** @param {number} hours @param {number} places */
  merged: (hours, places) =>
    `Merged: ${hours} ${hours === 1 ? 'hour' : 'hours'} of ${places} ${places === 1 ? 'place' : 'places'}.`,
  /** @param {string} file @param {string} why in English, as errors are */
  notMerged: (file, why) => `${file}: ${why}`,
  noJson: 'it is no JSON.',
  /** What went wrong with the storage. @type {Record<string, string>} */
  trouble: {
    'storage-full':
      'The storage of this device is full: who was counted just now is not kept. What was kept before is still there.',
    'storage-unavailable':
      'This browser keeps nothing for this page, as in a private window: counts are lost when you leave.',
  },
};
