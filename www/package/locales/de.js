/** The texts of the views, of the element and of all pages, in German. */
import { AI_ACT_ARTICLE_5, AI_ACT_ARTICLE_50, EXPRESSIONS_STUDY } from '../domain/sources.js';
import { FACE_LABELS } from './face-labels.js';
import { megabytes, percent } from './format.js';

/** @import { Strings } from './messages.js' */

const formatMegabytes = megabytes(',');

/** @type {Strings} */
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
    limits: 'EmoSense benennt, wie ein Ausdruck wirkt. Was jemand fühlt, kann es nicht erkennen.',
    camera: 'Kamera',
    'your-camera': 'Ihre Kamera',
    download: 'Download',
    'update-available': 'Eine neue Version ist verfügbar. Beim Aktualisieren wird die Seite neu geladen.',
    update: 'Aktualisieren',
    practice: 'Üben',
    examples: 'Einbauen',
    print: 'Drucken',
    settings: 'Einstellungen',
    'settings-failure':
      'Die Einstellungen konnten nicht geladen werden. Prüfen Sie die Verbindung, und versuchen Sie es erneut.',
  },

  percent: percent('de'),

  emotions: FACE_LABELS.de.emotions,

  card: {
    looks: 'Wirkt',
    uncertain: ['Der Ausdruck ist', 'unklar'],
    'too-small': ['Dieses Gesicht ist', 'zu klein'],
    'too-dark': ['Dieses Gesicht ist', 'zu dunkel'],
    'facing-away': ['Dieses Gesicht ist', 'abgewandt'],
    left: ['Nicht mehr', 'im Bild'],
    none: ['Wirkt', '…'],
  },

  labels: FACE_LABELS.de.labels,

  spoken: {
    none: 'Kein Gesicht im Bild.',
    numbered: (number) => `Gesicht ${number}`,
    alone: 'Das Gesicht',
    looks: (subject, emotion) => `${subject} wirkt ${strings.emotions[emotion]}.`,
    uncertain: (subject) => `${subject} hat einen unklaren Ausdruck.`,
    poorQuality: {
      'too-small': (subject) => `${subject} ist zu klein. Bitte näher kommen.`,
      'too-dark': (subject) => `${subject} ist zu dunkel. Bitte zum Licht drehen.`,
      'facing-away': (subject) => `${subject} ist abgewandt. Bitte zur Kamera schauen.`,
    },
  },

  hints: {
    camera: {
      none: 'Kein Gesicht im Bild. Schauen Sie bei gleichmäßigem Licht zur Kamera.',
      'too-small': 'Kommen Sie näher: Das Gesicht ist zu klein.',
      'too-dark': 'Drehen Sie sich zum Licht: Das Gesicht ist zu dunkel.',
      'facing-away': 'Schauen Sie zur Kamera: Das Gesicht ist abgewandt.',
    },
    image: {
      none:
        'Kein Gesicht gefunden. Versuchen Sie es mit einem Foto, auf dem ein Gesicht größer, aufrecht und ' +
        'gleichmäßig beleuchtet ist.',
      'too-small': 'Das Gesicht ist zu klein. Versuchen Sie es mit einem Foto, auf dem es größer ist.',
      'too-dark': 'Das Gesicht ist zu dunkel. Versuchen Sie es mit einem Foto, auf dem es besser beleuchtet ist.',
      'facing-away': 'Das Gesicht ist abgewandt. Versuchen Sie es mit einem Foto, auf dem es zur Kamera schaut.',
    },
  },

  paused: {
    camera: 'Die Kamera sendet keine neuen Bilder. Sobald sie wieder da sind, geht es weiter.',
    video: 'Das Video läuft nicht. Sobald es läuft, geht es weiter.',
    recognizer: 'Die Erkennung antwortet nicht. Sie wird neu gestartet.',
  },

  bars: {
    notAnalyzed: 'nicht ausgewertet',
    notRecognized: 'von diesem Modell nicht erkannt',
  },

  messages: {
    loading: {
      title: 'Das Modell wird geladen …',
      text: 'Es wird nur einmal auf dieses Gerät heruntergeladen. Gesendet wird nichts.',
    },
    opening: { title: 'Warten auf die Kamera', text: 'Wenn der Browser fragt, wählen Sie „Zulassen“.' },
    analyzing: { title: 'Das Bild wird ausgewertet …', text: 'Das dauert einen Moment.' },
    idle: { title: 'Bereit, wenn Sie es sind', text: 'Die Kamera geht erst an, wenn Sie sie starten.' },
    stopped: { title: 'Die Kamera ist aus', text: 'Es wurde kein Bild gespeichert.' },
    'source-stopped': { title: 'Gestoppt', text: 'Es wird nichts ausgewertet.', retry: 'Neu starten' },
    'no-camera': {
      title: 'Keine Kamera gefunden',
      text: 'Schließen Sie eine Kamera an und versuchen Sie es erneut, oder wählen Sie stattdessen ein Foto.',
      retry: 'Erneut versuchen',
    },
    'camera-denied': {
      title: 'Die Kamera ist blockiert',
      text:
        'Diese Seite darf die Kamera nicht verwenden. Erlauben Sie es über das Symbol neben der Adresse und ' +
        'versuchen Sie es erneut. Wenn Ihr Browser es schon erlaubt, prüfen Sie die ' +
        'Datenschutzeinstellungen Ihres Systems.',
      retry: 'Erneut versuchen',
    },
    'camera-busy': {
      title: 'Die Kamera ist nicht verfügbar',
      text:
        'Vielleicht wird sie von einem anderen Programm oder Tab verwendet. Schließen Sie es und versuchen Sie es ' +
        'erneut.',
      retry: 'Erneut versuchen',
    },
    'camera-lost': {
      title: 'Kamera getrennt',
      text: 'Sie wurde abgesteckt oder vom System ausgeschaltet. Schließen Sie sie wieder an und starten Sie neu.',
      retry: 'Neu starten',
    },
    'insecure-context': {
      title: 'Keine Kamera unter dieser Adresse',
      text:
        'Browser erlauben Kameras nur über https:// und auf localhost. Öffnen Sie die Seite dort, oder wählen Sie ' +
        'stattdessen ein Foto.',
    },
    'camera-blocked': {
      title: 'Keine Kamera auf dieser Seite',
      text:
        'Der Betreiber dieser Seite hat ihr die Kamera nicht erlaubt; Ihre Einstellungen ändern daran nichts. ' +
        'In einem Frame braucht die Kamera allow="camera".',
    },
    'camera-unsupported': {
      title: 'Dieser Browser unterstützt keine Kamera',
      text:
        'Wählen Sie stattdessen ein Foto, oder öffnen Sie diese Seite in einer aktuellen Version von Chrome, Edge, ' +
        'Firefox oder Safari.',
    },
    'image-unreadable': {
      title: 'Dieses Bild lässt sich nicht öffnen',
      text: 'Wählen Sie eine Datei im Format JPEG, PNG, WebP, AVIF oder GIF.',
    },
    'source-unreadable': {
      title: 'Kein Bild oder Video unter dieser Adresse',
      text:
        'Vielleicht ist die Adresse falsch, Ihr Browser unterstützt das Format nicht, oder der Server gibt die Datei ' +
        'nicht für andere Websites frei (CORS).',
      retry: 'Erneut versuchen',
    },
    'frame-too-large': { title: 'Dieses Bild ist zu groß', text: 'Wählen Sie ein kleineres.' },
    'out-of-memory': {
      title: 'Nicht genug Arbeitsspeicher',
      text: 'Schließen Sie andere Tabs oder wählen Sie ein kleineres Bild, und versuchen Sie es erneut.',
      retry: 'Erneut versuchen',
    },
    'load-failed': {
      title: 'Das Modell konnte nicht geladen werden',
      text: 'Prüfen Sie Ihre Verbindung und versuchen Sie es erneut.',
      retry: 'Erneut versuchen',
    },
    'blocked-by-policy': {
      title: 'Diese Website blockiert die Erkennung',
      text:
        'Ihre Content-Security-Policy muss den Worker und WebAssembly erlauben. Wer die Website betreibt, kann das ' +
        'ändern.',
    },
    unsupported: {
      title: 'Dieser Browser ist zu alt für EmoSense',
      text: 'Öffnen Sie diese Seite in einer aktuellen Version von Chrome, Edge, Firefox oder Safari (ab 16.4).',
    },
    'recognizer-stopped': {
      title: 'Die Erkennung wurde abgebrochen',
      text: 'Sie wurde neu gestartet. Versuchen Sie es erneut, oder nehmen Sie ein anderes Bild.',
      retry: 'Erneut versuchen',
    },
    'model-stopped': {
      title: 'Ihr Modell wurde abgebrochen',
      text:
        'Es ist an diesem Bild gescheitert oder hat dafür zu lange gebraucht. Das eingebaute Modell wird wieder ' +
        'verwendet.',
      retry: 'Erneut versuchen',
    },
    timeout: {
      title: 'Die Erkennung hat zu lange gedauert',
      text: 'Sie wurde neu gestartet. Versuchen Sie es erneut, oder nehmen Sie ein anderes Bild.',
      retry: 'Erneut versuchen',
    },
    'invalid-model': {
      title: 'Ihr Modell kann nicht verwendet werden',
      text: 'Prüfen Sie das Modell und seine Konfiguration und versuchen Sie es dann erneut.',
      retry: 'Erneut versuchen',
    },
    'inference-failed': {
      title: 'Das Bild konnte nicht ausgewertet werden',
      text: 'Versuchen Sie es erneut, oder nehmen Sie ein anderes Bild.',
      retry: 'Erneut versuchen',
    },
  },

  unsupported: (missing) => ({
    title: 'Dieser Browser ist zu alt für EmoSense',
    text:
      `Ihm fehlt: ${missing.join(', ')}. Öffnen Sie diese Seite in einer aktuellen Version von Chrome, Edge, Firefox ` +
      'oder Safari (ab 16.4).',
  }),

  download: {
    label: 'Download',
    amount: (loaded, total) => `${formatMegabytes(loaded)}${total ? ` von ${formatMegabytes(total)}` : ''} MB`,
  },

  element: {
    video: 'Ihre Kamera',
    source: 'Das Video, das ausgewertet wird',
    image: 'Das Bild, das ausgewertet wird',
    scores: 'Ausdrücke',
    start: 'Kamera starten',
    stop: 'Kamera ausschalten',
    title: 'Welchen Ausdruck zeigt Ihr Gesicht?',
    lead: 'Sieben Ausdrücke, live mit der Kamera erkannt, nur auf diesem Gerät.',
    consent: 'Verstanden – Kamera starten',
    remember: 'Auf diesem Gerät merken',
    remembering: (site) =>
      `Wenn angekreuzt, speichert Ihr Browser für ${site} das Wort „yes“, sonst nichts. Hier können Sie das ` +
      'rückgängig machen.',
    unseen:
      'Die umgebende Seite verdeckt diesen Frame oder macht ihn durchsichtig. Seine Knöpfe bewirken deshalb nichts.',
    forget: 'Nächstes Mal wieder fragen',
    notice: 'Bevor Sie beginnen',
    facts: [
      {
        title: 'Es benennt Ausdrücke, keine Gefühle.',
        text:
          'Ein Gesicht zeigt nicht zuverlässig, was ein Mensch fühlt: Wie Menschen Gefühle ausdrücken, unterscheidet ' +
          'sich stark zwischen Kulturen, Situationen und sogar von Mensch zu Mensch',
        source: 'Barrett et al. 2019',
        url: EXPRESSIONS_STUDY,
      },
      {
        title: 'Kein Bild wird gespeichert, nichts gesendet.',
        text: 'Jedes Bild wird in diesem Tab ausgewertet und sofort verworfen. Niemand wird identifiziert.',
      },
      {
        title: 'Informieren Sie alle im Bild.',
        text: 'Wer einer Emotionserkennung ausgesetzt ist, muss darüber informiert werden',
        source: 'KI-Verordnung der EU, Art. 50(3)',
        url: AI_ACT_ARTICLE_50,
      },
      {
        title: 'Nicht bei der Arbeit, nicht in der Bildung.',
        text:
          'Die EU verbietet dort, auf Gefühle von Menschen zu schließen, auf jedem Gerät, außer aus medizinischen ' +
          'oder Sicherheitsgründen',
        source: 'Art. 5(1)(f)',
        url: AI_ACT_ARTICLE_5,
      },
      { title: 'Minderjährige', text: 'nur mit Einwilligung der Sorgeberechtigten.' },
    ],
  },
};
