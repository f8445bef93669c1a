/** What the page "Pictures and films" says, in German. */
import { decimal, plural } from '../../../package/locales/format.js';
import { strings as live } from './live.js';

const counted = plural('de');
const formatDecimal = decimal('de', 1);

/** @type {typeof import('../en/files.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'Bilder und Filme – EmoSense',
    heading: 'Bilder und Filme',
    lead: 'Viele auf einmal: Jedes Gesicht wird markiert, und es wird benannt, wie sein Ausdruck wirkt. Ein Film wird zu einem Verlauf.',
    'fact-expressions': '<1>Ausdrücke, keine Gefühle.</1> Ein Gesicht zeigt nicht verlässlich, was ein Mensch fühlt.',
    'fact-stored':
      '<1>Nichts verlässt dieses Gerät.</1> Dateien werden in diesem Tab gelesen; nichts wird gesendet, nichts gespeichert.',
    'fact-consent':
      '<1>Mit Einwilligung.</1> Lesen Sie nur Bilder von Menschen, die einverstanden sind; von Minderjährigen, wenn die Sorgeberechtigten es sind.',
    'fact-work':
      '<1>Nicht bei der Arbeit, nicht in der Bildung.</1> Die EU verbietet dort, auf Gefühle von Menschen zu schließen, außer aus medizinischen oder Sicherheitsgründen (<2>KI-Verordnung, Art. 5(1)(f)</2>).',
    'choose-files': 'Dateien wählen',
    'drop-lead': 'Bilder, Ordner oder Filme hierher ziehen',
    choose: 'Bilder oder Filme wählen',
    'drop-formats': 'Oder einfügen. JPEG, PNG, WebP, AVIF, GIF; MP4, MOV, WebM, MKV.',
    sheet: 'Ergebnisse',
    stop: 'Anhalten',
    'contact-sheet': 'Kontaktbogen',
    clear: 'Leeren',
    'sheet-limits':
      'Hier steht, wie Ausdrücke wirkten, nicht, was jemand fühlte. Zeigen Sie es anderen nur mit Einwilligung derer, die darin vorkommen; beurteilen Sie damit niemals jemanden bei der Arbeit oder in der Bildung (KI-Verordnung der EU, Art. 5(1)(f)).',
  },

  summary: live.summary,
  waiting: 'Wartet',
  reading: 'Wird gelesen …',
  resembles: (emotion, percent) => `wirkt ${emotion}, ${percent}\u00a0%`,
  firstFrame: (frames) => `Bewegt: Das erste seiner ${frames} Bilder wurde gelesen.`,

  progress: (done, all) => `${done} von ${all}`,
  loading: (amount) => `Der Erkenner wird geladen: ${amount}`,
  total: (pictures, films, faces, unreadable, failed) => {
    const parts = [];
    if (pictures) parts.push(`${counted(pictures, 'Bild', 'Bilder')} mit ${counted(faces, 'Gesicht', 'Gesichtern')}`);
    if (films) parts.push(counted(films, 'Film', 'Filme'));
    const more = [];
    if (unreadable) more.push(`${counted(unreadable, 'Gesicht war', 'Gesichter waren')} nicht lesbar.`);
    if (failed) more.push(`${counted(failed, 'Datei war', 'Dateien waren')} nicht lesbar.`);
    return [...(parts.length ? [`${parts.join(' und ')}.`] : []), ...more].join(' ');
  },
  stopped: (done, all) => `Angehalten: ${done} von ${all} gelesen.`,
  goOn: (waiting) => (waiting === 1 ? 'Mit der letzten weiter' : `Mit den anderen ${waiting} weiter`),

  sheetLimits:
    'Wie Ausdrücke wirken, nicht, was jemand fühlte. Nur mit Einwilligung derer zeigen, die darin vorkommen; niemals bei der Arbeit oder in der Bildung (KI-Verordnung der EU, Art. 5(1)(f)).',

  film: {
    progress: (name) => `Wie viel von ${name} gelesen ist`,
    timeline: 'Die Werte eines Gesichts im Lauf der Zeit; die Tabelle darunter sagt, was sie ergeben',
    picture: 'Bild',
    reading: (at, length, pace) => `${at} von ${length} · mit ${formatDecimal(pace)}-facher Geschwindigkeit`,
    read: (length, pace) => `${length} lang, gelesen mit ${formatDecimal(pace)}-facher Geschwindigkeit.`,
    stopped: (at, length) => `Angehalten bei ${at} von ${length}. Dies wurde bis dahin gelesen.`,
    breaksOff: (at) => `Die Datei ist nach ${at} beschädigt. Dies wurde bis dahin gelesen.`,
  },

  failures: {
    empty: () => 'Diese Datei ist leer.',
    gone: () =>
      'Diese Datei lässt sich nicht öffnen: Sie wurde verschoben, geändert oder gelöscht, oder Sie dürfen sie nicht lesen.',
    'too-many-bytes': (megabytes) =>
      `Diese Datei ist zu groß: ${megabytes} MB. Speichern Sie das Bild kleiner, unter 256 MB.`,
    'too-many-pixels': (size) =>
      `Dieses Bild ist zu groß, um hier dekodiert zu werden: ${size} Punkte. Speichern Sie es kleiner, mit höchstens 128 Millionen Punkten.`,
    format: (name) =>
      `Dieser Browser kann keine Bilder in ${name} lesen. Speichern Sie es als JPEG, PNG, WebP oder AVIF.`,
    damaged: () => 'Die Datei dieses Bildes ist beschädigt: Sie lässt sich nicht dekodieren.',
    'no-picture': () => 'Das ist kein Bild: Wählen Sie Dateien in JPEG, PNG, WebP, AVIF oder GIF.',
    'no-film': () => 'Das ist kein lesbarer Film: Wählen Sie Dateien in MP4, MOV, WebM oder MKV.',
    'sound-only': () => 'In dieser Datei ist kein Bild, nur Ton.',
    'damaged-film': () =>
      'Die Datei dieses Films ist beschädigt oder abgeschnitten: Es lässt sich kein Bild daraus gewinnen.',
    codec: (name) =>
      `Dieser Browser kann ${name ? `Video in ${name}` : 'Video dieser Art'} nicht dekodieren. Speichern Sie den Film in H.264 oder VP9, oder öffnen Sie diese Seite in einem anderen Browser.`,
    'no-webcodecs': () =>
      'Dieser Browser kann Filme nicht zerlegen (ihm fehlt WebCodecs). Öffnen Sie diese Seite in einem aktuellen Chrome, Edge, Firefox oder Safari.',
    'no-worker': () =>
      'Ein Teil dieser Seite ließ sich nicht laden. Prüfen Sie die Verbindung, und laden Sie die Seite neu.',
  },
};
