/** What `import … from 'emosense/element'` gives: the class of the element, and every type of what it has. */

export type {
  Emotion,
  ErrorCode,
  Face,
  FaceQuality,
  ModelConfig,
  ModelSource,
  Result,
  Scores,
  Source,
  Track,
} from '../client/client.js';
export type {
  EmoSenseAttributes,
  EmoSenseListeners,
  EmoSenseProperties,
  EmoSenseProps,
  EmotionsText,
  Facing,
  HiddenPart,
  Hide,
  Mirror,
  NumberText,
} from '../element/attributes.js';
export { EmoSenseElement } from '../element/element.js';
export type {
  ElementEventMap,
  EmoSenseEventMap,
  EmotionDetail,
  ErrorDetail,
  FacesDetail,
  State,
  StateDetail,
} from '../element/element-events.js';
