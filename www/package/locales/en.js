/**
 * The texts of the views, of the element and of all pages, in English. Another language is a file like this one, listed
 * in messages.js. The texts of each page are in www/site/locales.
 */
import { AI_ACT_ARTICLE_5, AI_ACT_ARTICLE_50, EXPRESSIONS_STUDY } from '../domain/sources.js';
import { FACE_LABELS } from './face-labels.js';
import { megabytes, percent } from './format.js';

/** @import { Emotion, FaceQuality } from '../client/pkg/emosense.js' */
/**
 * `retry` is the label of the button that tries again.
 * @typedef {{ title: string, text: string, retry?: string }} Message
 */
/**
 * `source` is the name of what is at `url`.
 * @typedef {{ title: string, text: string, source?: string, url?: string }} Fact
 */
/** @typedef {Exclude<FaceQuality, 'good'>} PoorQuality */

const formatMegabytes = megabytes('.');

export const strings = {
  lang: 'en',
  name: 'English',
  /** The direction of the script. @type {'ltr' | 'rtl'} */
  dir: 'ltr',
  /** The texts in the HTML of all pages; the HTML itself has the English ones. @type {Record<string, string>} */
  common: {},

  /** Writes a share from 0 to 1. */
  percent: percent('en'),

  emotions: FACE_LABELS.en.emotions,

  /** A sentence in two parts; the card shows the second in large type. */
  card: {
    looks: 'Looks',
    uncertain: ['The expression is', 'unclear'],
    'too-small': ['This face is', 'too small'],
    'too-dark': ['This face is', 'too dark'],
    'facing-away': ['This face is', 'turned away'],
    left: ['No longer', 'in view'],
    none: ['Looks', '…'],
  },

  /** The labels of the faces' boxes. */
  labels: FACE_LABELS.en.labels,

  /** For screen readers. `subject` is "Face 2" if there are several, otherwise "The face". */
  spoken: {
    none: 'No face in view.',
    /** @param {number} number */
    numbered: (number) => `Face ${number}`,
    alone: 'The face',
    /** @param {string} subject @param {Emotion} emotion */
    looks: (subject, emotion) => `${subject} looks ${strings.emotions[emotion]}.`,
    /** @param {string} subject */
    uncertain: (subject) => `${subject} has an unclear expression.`,
    /** @type {Record<PoorQuality, (subject: string) => string>} */
    poorQuality: {
      'too-small': (subject) => `${subject} is too small: come closer.`,
      'too-dark': (subject) => `${subject} is too dark: turn toward a light.`,
      'facing-away': (subject) => `${subject} is turned away: look toward the camera.`,
    },
  },

  /**
   * Over the video or image, if no face in it can be analyzed.
   * @type {Record<'camera' | 'image', Record<PoorQuality | 'none', string>>}
   */
  hints: {
    camera: {
      none: 'No face in view. Look toward the camera, in even light.',
      'too-small': 'Come closer: the face is too small.',
      'too-dark': 'Turn toward a light: the face is too dark.',
      'facing-away': 'Look toward the camera: the face is turned away.',
    },
    image: {
      none: 'No face found. Try a photo in which a face is larger, upright and evenly lit.',
      'too-small': 'The face is too small. Try a photo in which it is larger.',
      'too-dark': 'The face is too dark. Try a photo in which it is better lit.',
      'facing-away': 'The face is turned away. Try a photo in which it looks toward the camera.',
    },
  },

  /** Over a video for which there are no results now: what gives none. */
  paused: {
    camera: 'The camera is sending no new images. Recognition resumes when they return.',
    video: 'The video is not playing. Recognition resumes when it does.',
    recognizer: 'Recognition is not responding. It is being restarted.',
  },

  bars: {
    notAnalyzed: 'not analyzed',
    notRecognized: 'not recognized by this model',
  },

  /** In place of the video or image. @type {Record<string, Message>} */
  messages: {
    loading: {
      title: 'Loading the model…',
      text: 'It is downloaded to this device, only once. Nothing is sent back.',
    },
    opening: { title: 'Waiting for the camera', text: 'If your browser asks, choose “Allow”.' },
    analyzing: { title: 'Analyzing the image…', text: 'This takes a moment.' },
    idle: { title: 'Ready when you are', text: 'The camera opens only when you start it.' },
    stopped: { title: 'The camera is off', text: 'No images were saved.' },
    'source-stopped': { title: 'Stopped', text: 'Nothing is being analyzed.', retry: 'Start again' },
    'no-camera': {
      title: 'No camera found',
      text: 'Connect a camera and try again, or choose a photo instead.',
      retry: 'Try again',
    },
    'camera-denied': {
      title: 'The camera is blocked',
      text:
        'This page is not allowed to use the camera. Allow it with the icon next to the address, then try again. If ' +
        'your browser already allows it, check the privacy settings of your system.',
      retry: 'Try again',
    },
    'camera-busy': {
      title: 'The camera is not available',
      text: 'Another app or tab may be using it. Close it, then try again.',
      retry: 'Try again',
    },
    'camera-lost': {
      title: 'Camera disconnected',
      text: 'It was unplugged, or your system turned it off. Reconnect it, then start again.',
      retry: 'Start again',
    },
    'insecure-context': {
      title: 'No camera at this address',
      text:
        'Browsers allow cameras only on https:// addresses and on localhost. Open the page there, or choose a photo ' +
        'instead.',
    },
    'camera-blocked': {
      title: 'No camera on this page',
      text:
        'The owner of this page has not allowed it to use the camera, so your settings cannot help. In a frame, ' +
        'the camera needs allow="camera".',
    },
    'camera-unsupported': {
      title: 'This browser does not support cameras',
      text: 'Choose a photo instead, or open this page in a current version of Chrome, Edge, Firefox or Safari.',
    },
    'image-unreadable': {
      title: 'This image cannot be opened',
      text: 'Choose a JPEG, PNG, WebP, AVIF or GIF file.',
    },
    'source-unreadable': {
      title: 'No image or video at this address',
      text:
        'The address may be wrong, your browser may not support the format, or the server may not share the file ' +
        'with other sites (CORS).',
      retry: 'Try again',
    },
    'frame-too-large': { title: 'This image is too large', text: 'Choose a smaller one.' },
    'out-of-memory': {
      title: 'Not enough memory',
      text: 'Close other tabs or choose a smaller image, then try again.',
      retry: 'Try again',
    },
    'load-failed': {
      title: 'The model could not be loaded',
      text: 'Check your connection, then try again.',
      retry: 'Try again',
    },
    'blocked-by-policy': {
      title: 'This site blocks expression recognition',
      text: 'Its Content-Security-Policy must allow the worker and WebAssembly. The owner of the site can change this.',
    },
    unsupported: {
      title: 'This browser is too old for EmoSense',
      text: 'Open this page in a current version of Chrome, Edge, Firefox or Safari (16.4 or later).',
    },
    'recognizer-stopped': {
      title: 'Recognition stopped',
      text: 'It was restarted. Try again, or try another image.',
      retry: 'Try again',
    },
    'model-stopped': {
      title: 'Your model stopped',
      text: 'It failed on this image, or took too long for it. The built-in model is in use again.',
      retry: 'Try again',
    },
    timeout: {
      title: 'Recognition took too long',
      text: 'It was restarted. Try again, or try another image.',
      retry: 'Try again',
    },
    'invalid-model': {
      title: 'Your model could not be used',
      text: 'Check the model and its config, then try again.',
      retry: 'Try again',
    },
    'inference-failed': {
      title: 'The image could not be analyzed',
      text: 'Try again, or try another image.',
      retry: 'Try again',
    },
  },

  /** @param {string[]} missing features @returns {Message} */
  unsupported: (missing) => ({
    title: 'This browser is too old for EmoSense',
    text:
      `It lacks ${missing.join(', ')}. Open this page in a current version of Chrome, Edge, Firefox or Safari (16.4 ` +
      'or later).',
  }),

  download: {
    label: 'Download',
    /** In bytes; `total` is 0 if the server does not send it. @param {number} loaded @param {number} total */
    amount: (loaded, total) => `${formatMegabytes(loaded)}${total ? ` of ${formatMegabytes(total)}` : ''} MB`,
  },

  /** The texts of the element; index.html has the same ones in its HTML. */
  element: {
    video: 'Your camera',
    source: 'The video being analyzed',
    image: 'The image being analyzed',
    scores: 'Expressions',
    start: 'Start the camera',
    stop: 'Stop the camera',
    title: 'Which expression is on your face?',
    lead: 'Seven expressions, recognized live by your camera, entirely on this device.',
    consent: 'I understand – start the camera',
    remember: 'Remember this on this device',
    /** @param {string} site */
    remembering: (site) =>
      `If checked, your browser stores the word “yes” for ${site}, and nothing else. You can undo this here.`,
    /** On embed.html. */
    unseen: 'The page around this frame covers it or makes it transparent, so its buttons do nothing.',
    forget: 'Ask me again next time',
    notice: 'Before you start',
    /** @type {Fact[]} */
    facts: [
      {
        title: 'It names expressions, not feelings.',
        text:
          'A face does not reliably show what a person feels: how people express emotion “varies substantially ' +
          'across cultures, situations, and even across people”',
        source: 'Barrett et al. 2019',
        url: EXPRESSIONS_STUDY,
      },
      {
        title: 'No images are stored, nothing is sent.',
        text: 'Each frame is analyzed in this tab and then discarded. Nobody is identified.',
      },
      {
        title: 'Inform everyone in view.',
        text: 'People must be informed when emotion recognition is used on them',
        source: 'EU AI Act, Art. 50(3)',
        url: AI_ACT_ARTICLE_50,
      },
      {
        title: 'Not at work, not in education.',
        text: 'The EU prohibits inferring people’s emotions there, on any device, except for medical or safety reasons',
        source: 'Art. 5(1)(f)',
        url: AI_ACT_ARTICLE_5,
      },
      { title: 'Minors', text: 'only with their guardian’s consent.' },
    ],
  },
};
