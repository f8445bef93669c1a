/** What faces, the element and the pages' frame say, in English. A language is one such file more, listed in messages.js; each page's own words are in english/. */
import { megabytes } from './format.js';

/** @typedef {import('../client/pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('../client/pkg/emosense.js').FaceQuality} FaceQuality */
/** @typedef {{ title: string, text: string, retry?: string }} Message `retry` labels the button that tries again */
/** @typedef {{ title: string, text: string, source?: string, address?: string }} Fact `source` names what is at the address */

const formatMegabytes = megabytes('en');

export const strings = {
  lang: 'en',
  name: 'English',
  /** Of its writing. @type {'ltr' | 'rtl'} */
  dir: 'ltr',
  /** Fixed texts that all pages have; the English ones stand in the pages. @type {Record<string, string>} */
  common: {},

  /** @type {Record<Emotion | 'uncertain', string>} */
  emotions: {
    angry: 'angry',
    disgusted: 'disgusted',
    fearful: 'fearful',
    happy: 'happy',
    neutral: 'neutral',
    sad: 'sad',
    surprised: 'surprised',
    uncertain: 'unclear',
  },

  /** A sentence in two parts, as a card has it: the second part is the large one. */
  card: {
    resembles: 'The expression resembles',
    uncertain: ['The expression is', 'unclear'],
    'too-small': ['This face is', 'too small to read'],
    'too-dark': ['This face is', 'too dark to read'],
    'facing-away': ['This face is', 'turned away'],
    none: ['The expression resembles', '…'],
  },

  /** Beside a box on the picture. @type {Record<Exclude<FaceQuality, 'good'>, string>} */
  labels: { 'too-small': 'too small', 'too-dark': 'too dark', 'facing-away': 'turned away' },

  /** Spoken; `subject` is "Face 2: the" among several, "The" otherwise. */
  spoken: {
    none: 'No face in view.',
    /** @param {number} number */
    numbered: (number) => `Face ${number}: the`,
    alone: 'The',
    /** @param {string} subject @param {Emotion} emotion */
    resembles: (subject, emotion) => `${subject} expression resembles ${strings.emotions[emotion]}.`,
    /** @param {string} subject */
    uncertain: (subject) => `${subject} expression is unclear.`,
    /** @type {Record<Exclude<FaceQuality, 'good'>, (subject: string) => string>} */
    unreadable: {
      'too-small': (subject) => `${subject} face is too small to read: come closer.`,
      'too-dark': (subject) => `${subject} face is too dark to read: turn towards a light.`,
      'facing-away': (subject) => `${subject} face is turned away: look towards the camera.`,
    },
  },

  /** Over the picture, where all is well otherwise. @type {Record<'camera' | 'image', Record<Exclude<FaceQuality, 'good'> | 'none', string>>} */
  hints: {
    camera: {
      none: 'No face in view. Look towards the camera, in even light.',
      'too-small': 'Come closer: the face is too small to read.',
      'too-dark': 'Turn towards a light: the face is too dark to read.',
      'facing-away': 'Look towards the camera: the face is turned away.',
    },
    image: {
      none: 'No face found. Try a picture in which a face is larger, upright and evenly lit.',
      'too-small': 'The face is too small to read. Try a picture in which it is larger.',
      'too-dark': 'The face is too dark to read. Try a picture with more light on it.',
      'facing-away': 'The face is turned away. Try a picture in which it looks this way.',
    },
  },

  bars: {
    unread: 'not read',
    absent: 'not told by this network',
  },

  /** In place of the picture, and what a person can do about it. @type {Record<string, Message>} */
  messages: {
    loading: {
      title: 'Getting ready',
      text: 'The recognizer is on its way to this device. It is fetched once; nothing is sent back.',
    },
    opening: { title: 'Waiting for the camera', text: 'If your browser asks, choose “Allow”.' },
    reading: { title: 'Reading the picture', text: 'This takes a moment.' },
    idle: { title: 'Ready when you are', text: 'The camera opens when you start it, and not before.' },
    stopped: { title: 'The camera is off', text: 'No picture of it was kept.' },
    'source-stopped': { title: 'Stopped', text: 'Nothing is read any more.', retry: 'Read it again' },
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
    'image-unreadable': {
      title: 'This file cannot be read as a picture',
      text: 'Choose a JPEG, PNG, WebP, AVIF or GIF file.',
    },
    'source-unreadable': {
      title: 'This address gives no picture or video',
      text: 'It may be wrong, in a format this browser does not know, or on a host that does not share it with other sites (CORS).',
      retry: 'Try again',
    },
    'frame-too-large': { title: 'This picture is too large', text: 'Choose a smaller one.' },
    'out-of-memory': {
      title: 'There is not enough memory',
      text: 'Close other tabs, or choose a smaller picture, then try again.',
      retry: 'Try again',
    },
    'load-failed': {
      title: 'The recognizer could not be loaded',
      text: 'Check the connection, then try again.',
      retry: 'Try again',
    },
    'blocked-by-policy': {
      title: 'This page does not let the recognizer run',
      text: 'Its Content-Security-Policy has to allow the worker and WebAssembly. Its author can change that.',
    },
    unsupported: {
      title: 'This browser is too old for EmoSense',
      text: 'Open this page in a current Chrome, Edge, Firefox or Safari (16.4 or later).',
    },
    'recognizer-stopped': {
      title: 'The recognizer stopped',
      text: 'It has been started afresh. Try again, or try another picture.',
      retry: 'Try again',
    },
    'inference-failed': {
      title: 'This could not be read',
      text: 'Try again, or try another picture.',
      retry: 'Try again',
    },
  },

  /** @param {string[]} missing @returns {Message} */
  unsupported: (missing) => ({
    title: 'This browser is too old for EmoSense',
    text: `It lacks ${missing.join(', ')}. Open this page in a current Chrome, Edge, Firefox or Safari (16.4 or later).`,
  }),

  download: {
    label: 'Download',
    /** In bytes; `total` is 0 if the server does not send it. @param {number} loaded @param {number} total */
    amount: (loaded, total) => `${formatMegabytes(loaded)}${total ? ` of ${formatMegabytes(total)}` : ''} MB`,
  },

  /** What only the element shows; the page has its own in index.html. */
  element: {
    video: 'Your camera',
    source: 'The video that is read',
    picture: 'The picture that is read',
    scores: 'Expressions',
    start: 'Start the camera',
    stop: 'Stop the camera',
    title: 'What does your expression resemble?',
    lead: 'One of seven, read live from your camera and computed on this device.',
    consent: 'I understand – start the camera',
    remember: 'Remember this on this device',
    /** @param {string} site */
    remembering: (site) =>
      `If ticked, your browser keeps the one word “yes” for ${site}, and nothing else. You can take it back here.`,
    forget: 'Ask me again next time',
    notice: 'Notice and limits',
    /** The same facts as in index.html. @type {Fact[]} */
    facts: [
      {
        title: 'It names expressions, not feelings.',
        text: 'A face does not show reliably what a person feels: how people express emotion “varies substantially across cultures, situations, and even across people”',
        source: 'Barrett et al. 2019',
        address: 'https://doi.org/10.1177/1529100619832930',
      },
      {
        title: 'Nothing is stored, nothing is sent.',
        text: 'Each frame is read in this tab and forgotten. Nobody is identified.',
      },
      {
        title: 'Tell everyone in view.',
        text: 'People must be told when emotion recognition is used on them',
        source: 'EU AI Act, Art. 50(3)',
        address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_50',
      },
      {
        title: 'Not at work, not in education.',
        text: 'The EU prohibits inferring people’s emotions there, on any device, except for medical or safety reasons',
        source: 'Art. 5(1)(f)',
        address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_5',
      },
      { title: 'Minors', text: 'only with their guardian’s consent.' },
    ],
  },
};
