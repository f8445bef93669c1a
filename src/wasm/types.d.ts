/** What an expression may resemble. */
export type Emotion = 'angry' | 'disgusted' | 'fearful' | 'happy' | 'neutral' | 'sad' | 'surprised';

/** A probability for each emotion; they sum to one. */
export type Scores = Record<Emotion, number>;

/** A place in the frame, in pixels from its top left corner. */
export interface Point { x: number; y: number }

/** An upright rectangle in the frame, in pixels; it may reach past the frame's edges. */
export interface Bounds { x: number; y: number; width: number; height: number }

/** Five points of a face; left and right are the image's, not the person's. */
export interface Landmarks {
  leftEye: Point;
  rightEye: Point;
  nose: Point;
  leftMouth: Point;
  rightMouth: Point;
}

/**
 * Whether a face's expression can be read, or what keeps it from that: it has too few pixels, too little light, or is
 * turned too far aside.
 */
export type FaceQuality = 'good' | 'too-small' | 'too-dark' | 'facing-away';

/** One face followed through a video. */
export interface Track {
  /** 1, 2, 3 … in the order in which faces came; stays while faces cross, leave and come back within a second. */
  id: number;
  /** Smoothed over the time in which its quality was good (time constant `smoothingMs`). */
  scores: Scores;
  /**
   * What the expression has resembled for a while; another takes its place by a clear or a lasting lead. 'uncertain'
   * where nothing is likely enough, or where the face has not been of good quality for a second.
   */
  emotion: Emotion | 'uncertain';
}

/** One face of a frame, recognised. */
export interface Face {
  bounds: Bounds;
  landmarks: Landmarks;
  /** How sure the detector is that this is a face, 0 to 1. */
  confidence: number;
  /** Where it is not 'good', the scores mean little. */
  quality: FaceQuality;
  /** Of this frame alone. */
  scores: Scores;
  /** The emotion with the highest of these scores. */
  emotion: Emotion;
  /** The same face through the video; null from `classify`. */
  track: Track | null;
}

/** Which parts of one face its scores rest on: what this model used of this image. */
export interface Explanation {
  /** Of the crop, in pixels: 48 for the built-in network. */
  side: number;
  /** The face as the network sees it, upright and scaled: RGBA, `side × side × 4` bytes, as ImageData takes them. */
  pixels: Uint8ClampedArray<ArrayBuffer>;
  /** Of this frame alone. */
  scores: Scores;
  /** The emotion with the highest of these scores; what follows is about it alone. */
  emotion: Emotion;
  /**
   * For each pixel of the crop, row by row, by how much the probability of `emotion` falls while a patch of a quarter of
   * the side hides it and its mirror image on the face's other side: the mean over these patches, -1 to 1. Negative where
   * hiding it raises the probability.
   */
  importance: Float32Array;
  /** The probability of `emotion` while both eyes with their brows, the nose, or the mouth is hidden as a whole. */
  occluded: { eyes: number; nose: number; mouth: number };
}

/** How to use an emotion network: the `.json` beside its `.onnx`. What else it says is ignored. */
export interface ModelConfig {
  /** The emotion of each output, in their order; null leaves the output out of the scores. */
  labels: (Emotion | null)[];
  /** One crop. `shape`: [1, C, S, S], or [1, S, S, C] for NHWC; C is 1 for gray, 3 for rgb; S from 16 to 512. */
  input: { name: string; shape: number[]; layout: 'NCHW' | 'NHWC'; color: 'gray' | 'rgb' };
  /** The network takes (pixel - mean) / std of pixels from 0 to 255; one number, or one a channel. */
  normalization: { mean: number | number[]; std: number | number[] };
  /** `shape`: [1, K] for K labels. Probabilities unless `kind` says logits. */
  output: { name: string; shape: number[]; kind?: 'probabilities' | 'logits' };
}

/** What the recogniser throws: `code` says which case it is. */
export interface RecognizerError extends Error {
  code:
    | 'invalid-frame' | 'frame-too-large' | 'invalid-landmarks' | 'invalid-model' | 'invalid-emotions'
    | 'invalid-setting' | 'out-of-memory' | 'inference-failed';
}
