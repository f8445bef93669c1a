/** What the page says in each state that is not a result, and what a person can do about it. */

/** @typedef {{ title: string, text: string, retry?: string }} Message `retry` labels the button that tries again */

/** @type {Record<string, Message>} */
export const MESSAGES = {
  loading: {
    title: 'Getting ready',
    text: 'The recogniser is on its way to this device. It is fetched once; nothing is sent back.',
  },
  opening: {
    title: 'Waiting for the camera',
    text: 'If your browser asks, choose “Allow”.',
  },
  reading: { title: 'Reading the picture', text: 'This takes a moment.' },
  stopped: {
    title: 'The camera is off',
    text: 'No picture of it was kept.',
  },
  'no-camera': {
    title: 'No camera found',
    text: 'Connect a camera and try again, or choose a picture instead.',
    retry: 'Try again',
  },
  'camera-denied': {
    title: 'The camera is blocked',
    text: 'This page may not use the camera. Allow it from the icon beside the address, then try again. If the browser is already allowed, look at the camera privacy settings of the system.',
    retry: 'Try again',
  },
  'camera-busy': {
    title: 'The camera cannot be used just now',
    text: 'Another program or tab may be using it. Close that one, then try again.',
    retry: 'Try again',
  },
  'camera-lost': {
    title: 'The camera has gone',
    text: 'It was unplugged, or the system took it back. Connect it again, then start anew.',
    retry: 'Start again',
  },
  'insecure-context': {
    title: 'This address cannot use a camera',
    text: 'Browsers allow it over https:// or on localhost only. Open the page there, or choose a picture instead.',
  },
  'camera-unsupported': {
    title: 'This browser gives pages no camera',
    text: 'Choose a picture instead, or open this page in a current Chrome, Edge, Firefox or Safari.',
  },
  'picture-unreadable': {
    title: 'This file cannot be read as a picture',
    text: 'Choose a JPEG, PNG, WebP, AVIF or GIF file.',
  },
  'frame-too-large': {
    title: 'This picture is too large',
    text: 'Choose a smaller one.',
  },
  'out-of-memory': {
    title: 'There is not enough memory',
    text: 'Close other tabs, or choose a smaller picture, then try again.',
    retry: 'Try again',
  },
  'load-failed': {
    title: 'The recogniser could not be loaded',
    text: 'Check the connection, then try again.',
    retry: 'Try again',
  },
  'recognizer-stopped': {
    title: 'The recogniser stopped',
    text: 'It has been started afresh. Try again, or try another picture.',
    retry: 'Try again',
  },
  'inference-failed': {
    title: 'This could not be read',
    text: 'Try again, or try another picture.',
    retry: 'Try again',
  },
};

/** Hints that lie over the picture while all is well otherwise. */
const HINTS = {
  camera: {
    none: 'No face in view. Look towards the camera, in even light.',
    small: 'Come closer: the face is too small to read.',
  },
  picture: {
    none: 'No face found. Try a picture in which a face is larger, upright and evenly lit.',
    small: 'The face is too small to read. Try a picture in which it is larger.',
  },
};

/** The hint that helps, if any. @param {{ tooSmall: boolean }[]} faces @param {keyof typeof HINTS} source */
export function hintFor(faces, source) {
  if (!faces.length) return HINTS[source].none;
  return faces.every(({ tooSmall }) => tooSmall) ? HINTS[source].small : '';
}

/** @param {string[]} missing @returns {Message} */
export function unsupported(missing) {
  return {
    title: 'This browser is too old for EmoSense',
    text: `It lacks ${missing.join(', ')}. Open this page in a current Chrome, Edge, Firefox or Safari (16.4 or later).`,
  };
}
