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

/** What the recogniser throws: `code` says which case it is. */
export interface RecognizerError extends Error {
  code:
    | 'invalid-frame' | 'frame-too-large' | 'invalid-landmarks' | 'invalid-model' | 'invalid-emotions'
    | 'invalid-setting' | 'out-of-memory' | 'inference-failed';
}
