/** The error that a recognizer throws. `code` is stable and says what is wrong; `message` explains it in English. */
export interface RecognizerError extends Error {
  code:
    | 'invalid-frame'
    | 'frame-too-large'
    | 'invalid-landmarks'
    | 'invalid-model'
    | 'invalid-emotions'
    | 'invalid-setting'
    | 'out-of-memory'
    | 'inference-failed';
}
