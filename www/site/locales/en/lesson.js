/** What the lesson says beside its fixed texts. */

/** @typedef {import('../../../package/client/pkg/emosense.js').Emotion} Emotion */

export const strings = {
  /** How each is done. @type {Record<Emotion, string>} */
  tips: {
    happy: 'Lift the corners of your mouth, and let your cheeks rise with them.',
    surprised: 'Raise your eyebrows, open your eyes wide and let your jaw drop.',
    neutral: 'Let all of your face rest, with the mouth closed.',
    sad: 'Pull the corners of your mouth down and the inner ends of your brows up.',
    angry: 'Draw your brows down and together, and press your lips firmly.',
    disgusted: 'Wrinkle your nose and raise your upper lip, as at a bad smell.',
    fearful: 'Raise your brows and draw them together, eyes wide, lips stretched sideways.',
  },
  /** @param {string} name of an emotion */
  show: (name) => `Show ${name}`,
  /** @param {string} name @param {string} tip */
  nowShow: (name, tip) => `Now show ${name}. ${tip}`,
  /** What came of each, or is to come. */
  results: { held: 'held', skipped: 'skipped', now: 'now', 'to come': 'to come' },
  /** @param {number} held @param {number} all */
  sum: (held, all) => (held ? `You held ${held} of ${all}.` : 'You looked at all of them.'),
  wellDone: 'Held – well done.',
  /** @param {string} name */
  held: (name) => `Held: ${name}.`,
  hold: 'That is it – hold it.',
  unclear: 'It resembles none of the seven clearly just now.',
  /** @param {string} name */
  resembles: (name) => `Just now it resembles ${name}.`,
  stronger: 'Show it more strongly than you would in life, or skip it.',
  goOn: 'Start the camera to go on.',
};
