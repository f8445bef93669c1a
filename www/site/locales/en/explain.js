/** What the section "See inside" says. */

/** @typedef {'eyes' | 'nose' | 'mouth'} Part */

/** @param {number} share */
const percent = (share) => `${Math.round(100 * share)} %`;

/** @type {Record<Part, string>} */
const parts = { eyes: 'the eyes and brows', nose: 'the nose', mouth: 'the mouth' };

export const strings = {
  heading: 'Inside: what the network used',
  back: 'Back to the camera',
  close: 'Close',
  faces: 'Which face',
  /** @param {number} number */
  face: (number) => `Face ${number}`,
  computing: 'Hiding one part of the face after another …',
  none: 'No face in this picture can be read. Choose another one, or go back to the camera and face it in even light.',

  /** @param {number} side */
  crop: (side) => `As the network sees the face: turned upright, ${side} × ${side} pixels.`,
  /** @param {string} emotion @param {number} points */
  heat: (emotion, points) =>
    `What mattered: where hiding a place and its mirror image lowers “${emotion}”, at most by ${points} points of a hundred.`,
  /** @param {string} emotion */
  flat: (emotion) => `What mattered: no single place; hiding any of them hardly changes “${emotion}”.`,
  scale: ['hardly mattered', 'mattered most'],

  /** @param {Part} part that mattered most @param {string} emotion @param {number} from @param {number} to */
  most: (part, emotion, from, to) =>
    `Hiding ${parts[part]} lowers “${emotion}” from ${percent(from)} to ${percent(to)}: it mattered most.`,
  /** @param {string} emotion @param {number} share */
  spread: (emotion, share) =>
    `Hiding the eyes, the nose or the mouth alone hardly lowers “${emotion}” from its ${percent(share)}: the network uses several of them.`,
  /** @param {Part} part @param {number} share */
  without: (part, share) => `Without ${parts[part]}: ${percent(share)}.`,

  limits:
    'This shows what this network used in this picture. It does not show feelings, nor whether the network is right.',
};
