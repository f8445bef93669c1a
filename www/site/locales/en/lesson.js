/** The texts of the lesson in English, without those that stand in its HTML. */

/** @import { Emotion } from '../../../package/client/client.js' */
/** @typedef {typeof strings} LessonStrings */

export const strings = {
  /** How to make each expression. @type {Record<Emotion, string>} */
  tips: {
    happy: 'Lift the corners of your mouth and let your cheeks rise with them.',
    surprised: 'Raise your eyebrows, open your eyes wide and drop your jaw.',
    neutral: 'Relax your whole face, with your mouth closed.',
    sad: 'Pull the corners of your mouth down and the inner ends of your brows up.',
    angry: 'Pull your brows down and together, and press your lips together firmly.',
    disgusted: 'Wrinkle your nose and raise your upper lip, as if at a bad smell.',
    fearful: 'Raise your brows and pull them together, with eyes wide open and lips stretched sideways.',
  },
  /** @param {string} emotion */
  instruction: (emotion) => `Look ${emotion}`,
  /** @param {string} emotion @param {string} tip */
  nextInstruction: (emotion, tip) => `Now look ${emotion}. ${tip}`,
  results: { done: 'done', skipped: 'skipped', now: 'now', upcoming: 'upcoming' },
  /** @param {number} done @param {number} total */
  total: (done, total) => (done ? `You managed ${done} of ${total}.` : 'You looked at all of them.'),
  success: 'Well done!',
  /** @param {string} emotion */
  done: (emotion) => `Done: ${emotion}.`,
  hold: 'That’s it – hold it.',
  unclear: 'Right now, the expression is not clear.',
  /** @param {string} emotion */
  looks: (emotion) => `Right now, it looks ${emotion}.`,
  stronger: 'Exaggerate a little, or skip it.',
  resume: 'Start the camera to continue.',
};
