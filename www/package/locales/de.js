/** What faces, the element and the pages' frame say, in German. */
import { megabytes } from './format.js';

const formatMegabytes = megabytes('de');

/** @type {import('./messages.js').Strings} */
export const strings = {
  lang: 'de',
  name: 'Deutsch',
  dir: 'ltr',
  common: {
    pages: 'Seiten',
    live: 'Live',
    files: 'Dateien',
    places: 'Orte',
    model: 'Modell',
    promise: 'Bleibt auf diesem Gerät',
    limits: 'EmoSense benennt, wie ein Ausdruck wirkt. Was jemand fühlt, kann es nicht sagen.',
    camera: 'Kamera',
    'your-camera': 'Ihre Kamera',
    download: 'Herunterladen',
    newer: 'Eine neuere Version ist da. Um sie zu verwenden, wird die Seite neu geladen.',
    'use-it': 'Verwenden',
    practice: 'Ausdrücke üben',
    'for-pages': 'Für Ihre eigene Seite',
    print: 'Drucken',
  },

  emotions: {
    angry: 'wütend',
    disgusted: 'angewidert',
    fearful: 'ängstlich',
    happy: 'fröhlich',
    neutral: 'neutral',
    sad: 'traurig',
    surprised: 'überrascht',
    uncertain: 'unklar',
  },

  card: {
    resembles: 'Der Ausdruck wirkt',
    uncertain: ['Der Ausdruck ist', 'unklar'],
    'too-small': ['Dieses Gesicht ist', 'zu klein zum Lesen'],
    'too-dark': ['Dieses Gesicht ist', 'zu dunkel zum Lesen'],
    'facing-away': ['Dieses Gesicht ist', 'abgewandt'],
    none: ['Der Ausdruck wirkt', '…'],
  },

  labels: { 'too-small': 'zu klein', 'too-dark': 'zu dunkel', 'facing-away': 'abgewandt' },

  spoken: {
    none: 'Kein Gesicht im Bild.',
    numbered: (number) => `Gesicht ${number}:`,
    alone: '',
    resembles: (subject, emotion) => sentence(subject, `der Ausdruck wirkt ${strings.emotions[emotion]}.`),
    uncertain: (subject) => sentence(subject, 'der Ausdruck ist unklar.'),
    unreadable: {
      'too-small': (subject) => sentence(subject, 'das Gesicht ist zu klein zum Lesen, bitte näher kommen.'),
      'too-dark': (subject) => sentence(subject, 'das Gesicht ist zu dunkel zum Lesen, bitte zum Licht drehen.'),
      'facing-away': (subject) => sentence(subject, 'das Gesicht ist abgewandt, bitte zur Kamera schauen.'),
    },
  },

  hints: {
    camera: {
      none: 'Kein Gesicht im Bild. Schauen Sie bei gleichmäßigem Licht zur Kamera.',
      'too-small': 'Kommen Sie näher: Das Gesicht ist zu klein zum Lesen.',
      'too-dark': 'Drehen Sie sich zum Licht: Das Gesicht ist zu dunkel zum Lesen.',
      'facing-away': 'Schauen Sie zur Kamera: Das Gesicht ist abgewandt.',
    },
    image: {
      none: 'Kein Gesicht gefunden. Versuchen Sie ein Bild, auf dem ein Gesicht größer, aufrecht und gleichmäßig beleuchtet ist.',
      'too-small': 'Das Gesicht ist zu klein zum Lesen. Versuchen Sie ein Bild, auf dem es größer ist.',
      'too-dark': 'Das Gesicht ist zu dunkel zum Lesen. Versuchen Sie ein Bild mit mehr Licht darauf.',
      'facing-away': 'Das Gesicht ist abgewandt. Versuchen Sie ein Bild, auf dem es hierher schaut.',
    },
  },

  bars: {
    unread: 'nicht gelesen',
    absent: 'von diesem Netz nicht unterschieden',
  },

  messages: {
    loading: {
      title: 'Gleich bereit',
      text: 'Der Erkenner wird auf dieses Gerät geladen, ein einziges Mal. Zurückgesendet wird nichts.',
    },
    opening: { title: 'Warten auf die Kamera', text: 'Wenn der Browser fragt, wählen Sie „Zulassen“.' },
    reading: { title: 'Das Bild wird gelesen', text: 'Das dauert einen Moment.' },
    idle: {
      title: 'Bereit, wenn Sie es sind',
      text: 'Die Kamera öffnet sich, wenn Sie sie starten, und nicht vorher.',
    },
    stopped: { title: 'Die Kamera ist aus', text: 'Kein Bild von ihr wurde behalten.' },
    'source-stopped': { title: 'Angehalten', text: 'Es wird nichts mehr gelesen.', retry: 'Erneut lesen' },
    'no-camera': {
      title: 'Keine Kamera gefunden',
      text: 'Schließen Sie eine Kamera an und versuchen Sie es erneut, oder wählen Sie stattdessen ein Bild.',
      retry: 'Erneut versuchen',
    },
    'camera-denied': {
      title: 'Die Kamera ist gesperrt',
      text: 'Diese Seite darf die Kamera nicht verwenden. Erlauben Sie es über das Symbol neben der Adresse und versuchen Sie es erneut. Ist der Browser schon berechtigt, sehen Sie in den Datenschutzeinstellungen des Systems nach.',
      retry: 'Erneut versuchen',
    },
    'camera-busy': {
      title: 'Die Kamera ist gerade nicht verfügbar',
      text: 'Vielleicht verwendet sie ein anderes Programm oder ein anderer Tab. Schließen Sie dieses und versuchen Sie es erneut.',
      retry: 'Erneut versuchen',
    },
    'camera-lost': {
      title: 'Die Kamera ist weg',
      text: 'Sie wurde abgezogen, oder das System hat sie zurückgenommen. Schließen Sie sie wieder an und beginnen Sie neu.',
      retry: 'Neu starten',
    },
    'insecure-context': {
      title: 'Unter dieser Adresse geht keine Kamera',
      text: 'Browser erlauben sie nur über https:// oder auf localhost. Öffnen Sie die Seite dort, oder wählen Sie stattdessen ein Bild.',
    },
    'camera-unsupported': {
      title: 'Dieser Browser gibt Seiten keine Kamera',
      text: 'Wählen Sie stattdessen ein Bild, oder öffnen Sie diese Seite in einem aktuellen Chrome, Edge, Firefox oder Safari.',
    },
    'image-unreadable': {
      title: 'Diese Datei ist nicht als Bild lesbar',
      text: 'Wählen Sie eine Datei in JPEG, PNG, WebP, AVIF oder GIF.',
    },
    'source-unreadable': {
      title: 'Unter dieser Adresse ist kein Bild oder Video',
      text: 'Vielleicht ist sie falsch, in einem Format, das dieser Browser nicht kennt, oder auf einem Server, der es nicht mit anderen Seiten teilt (CORS).',
      retry: 'Erneut versuchen',
    },
    'frame-too-large': { title: 'Dieses Bild ist zu groß', text: 'Wählen Sie ein kleineres.' },
    'out-of-memory': {
      title: 'Der Speicher reicht nicht',
      text: 'Schließen Sie andere Tabs oder wählen Sie ein kleineres Bild, dann versuchen Sie es erneut.',
      retry: 'Erneut versuchen',
    },
    'load-failed': {
      title: 'Der Erkenner ließ sich nicht laden',
      text: 'Prüfen Sie die Verbindung und versuchen Sie es erneut.',
      retry: 'Erneut versuchen',
    },
    'blocked-by-policy': {
      title: 'Diese Seite lässt den Erkenner nicht laufen',
      text: 'Ihre Content-Security-Policy muss den Worker und WebAssembly erlauben. Wer die Seite betreibt, kann das ändern.',
    },
    unsupported: {
      title: 'Dieser Browser ist zu alt für EmoSense',
      text: 'Öffnen Sie diese Seite in einem aktuellen Chrome, Edge, Firefox oder Safari (ab 16.4).',
    },
    'recognizer-stopped': {
      title: 'Der Erkenner ist stehen geblieben',
      text: 'Er wurde neu gestartet. Versuchen Sie es erneut, oder mit einem anderen Bild.',
      retry: 'Erneut versuchen',
    },
    'inference-failed': {
      title: 'Das ließ sich nicht lesen',
      text: 'Versuchen Sie es erneut, oder mit einem anderen Bild.',
      retry: 'Erneut versuchen',
    },
  },

  unsupported: (missing) => ({
    title: 'Dieser Browser ist zu alt für EmoSense',
    text: `Ihm fehlt: ${missing.join(', ')}. Öffnen Sie diese Seite in einem aktuellen Chrome, Edge, Firefox oder Safari (ab 16.4).`,
  }),

  download: {
    label: 'Herunterladen',
    amount: (loaded, total) => `${formatMegabytes(loaded)}${total ? ` von ${formatMegabytes(total)}` : ''} MB`,
  },

  element: {
    video: 'Ihre Kamera',
    source: 'Das Video, das gelesen wird',
    picture: 'Das Bild, das gelesen wird',
    scores: 'Ausdrücke',
    start: 'Kamera starten',
    stop: 'Kamera ausschalten',
    title: 'Wie wirkt Ihr Ausdruck?',
    lead: 'Eine von sieben Antworten, live aus Ihrer Kamera gelesen und auf diesem Gerät berechnet.',
    consent: 'Verstanden – Kamera starten',
    remember: 'Auf diesem Gerät merken',
    remembering: (site) =>
      `Wenn angekreuzt, merkt sich Ihr Browser für ${site} das eine Wort „yes“, sonst nichts. Hier können Sie es zurücknehmen.`,
    forget: 'Nächstes Mal wieder fragen',
    notice: 'Hinweise und Grenzen',
    facts: [
      {
        title: 'Es benennt Ausdrücke, keine Gefühle.',
        text: 'Ein Gesicht zeigt nicht verlässlich, was ein Mensch fühlt: Wie Menschen Gefühle ausdrücken, unterscheidet sich stark zwischen Kulturen, Situationen und sogar von Mensch zu Mensch',
        source: 'Barrett et al. 2019',
        address: 'https://doi.org/10.1177/1529100619832930',
      },
      {
        title: 'Nichts wird gespeichert, nichts gesendet.',
        text: 'Jedes Bild wird in diesem Tab gelesen und vergessen. Niemand wird identifiziert.',
      },
      {
        title: 'Sagen Sie es allen im Bild.',
        text: 'Wer einer Emotionserkennung ausgesetzt ist, muss es wissen',
        source: 'KI-Verordnung der EU, Art. 50(3)',
        address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_50',
      },
      {
        title: 'Nicht bei der Arbeit, nicht in der Bildung.',
        text: 'Die EU verbietet dort, auf Gefühle von Menschen zu schließen, auf jedem Gerät, außer aus medizinischen oder Sicherheitsgründen',
        source: 'Art. 5(1)(f)',
        address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_5',
      },
      { title: 'Minderjährige', text: 'nur mit Einwilligung der Sorgeberechtigten.' },
    ],
  },
};

/** @param {string} subject empty, or "Gesicht 2:" @param {string} rest */
function sentence(subject, rest) {
  return subject ? `${subject} ${rest}` : rest[0].toUpperCase() + rest.slice(1);
}
