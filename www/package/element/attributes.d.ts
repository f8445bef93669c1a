/** The types of the attributes and properties of <emo-sense>, for TypeScript and for the types of frameworks. */

import type { Facing } from '../client/camera-stream.js';
import type { ModelSource } from '../client/client.js';
import type { Emotion } from '../client/pkg/emosense.js';
import type { EmoSenseEventMap } from './element-events.js';

export type { Facing };
/** Whether the video or image is mirrored. */
export type Mirror = 'auto' | 'on' | 'off';
/** A part that can be hidden. */
export type HiddenPart = 'overlay' | 'scores' | 'controls';
/** The parts that are hidden, separated by spaces. */
export type Hide = '' | HiddenPart | `${HiddenPart} ${HiddenPart}` | `${HiddenPart} ${HiddenPart} ${HiddenPart}`;
/** A number as text, as in an attribute. */
export type NumberText = `${number}`;
/** Emotions separated by spaces, as in an attribute. */
export type EmotionsText = '' | Emotion | `${Emotion} ${string}`;

/** The attributes of <emo-sense>, by their names in HTML. */
export interface EmoSenseAttributes {
  autostart?: boolean | '' | undefined;
  facing?: Facing | undefined;
  mirror?: Mirror | undefined;
  'interval-ms'?: number | NumberText | undefined;
  'max-faces'?: number | NumberText | undefined;
  smoothing?: number | NumberText | undefined;
  sensitivity?: number | NumberText | undefined;
  emotions?: EmotionsText | undefined;
  src?: string | undefined;
  hide?: Hide | undefined;
  'base-url'?: string | undefined;
  'custom-models-url'?: string | undefined;
}

/** The properties of <emo-sense> that can be set. */
export interface EmoSenseProperties {
  autostart: boolean;
  facing: Facing;
  mirror: Mirror;
  intervalMs: number;
  maxFaces: number;
  smoothing: number | null;
  sensitivity: number | null;
  emotions: Emotion[];
  src: string;
  hide: Hide;
  baseUrl: string;
  customModelsUrl: string;
  model: ModelSource | null;
  srcObject: MediaStream | null;
}

/** The listeners of the events of <emo-sense> as frameworks name them: `onfaces`, `onemotion` … */
export type EmoSenseListeners = {
  [Type in keyof EmoSenseEventMap as `on${Type}`]?: ((event: EmoSenseEventMap[Type]) => void) | undefined;
};

/** What a framework takes for <emo-sense>: attributes, properties and listeners of events. */
export type EmoSenseProps = Omit<EmoSenseAttributes, keyof EmoSenseProperties> & {
  [Name in keyof EmoSenseProperties]?:
    | EmoSenseProperties[Name]
    | (Name extends keyof EmoSenseAttributes ? EmoSenseAttributes[Name] : never)
    | null
    | undefined;
} & EmoSenseListeners;
