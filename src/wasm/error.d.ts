/** The error that a recognizer throws. `code` is stable and says which error it is; `message` explains it in English. */
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
