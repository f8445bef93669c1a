/** The emotions that EmoSense recognizes, in the order in which every list and chart shows them. */

/** @import { Emotion } from '../client/pkg/emosense.js' */

/** @type {Emotion[]} */
export const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];
