/** The texts of the page "Photos and videos" in German. */
import { strings as common } from '../../../package/locales/de.js';
import { decimal, plural } from '../../../package/locales/format.js';
import { factTexts } from '../facts.js';
import { formatPercent } from '../percent.js';
import { strings as live } from './live.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { FilesStrings } from '../en/files.js' */

const count = plural('de');
const formatSpeed = decimal(1, ',');
const facts = factTexts(common.element.facts);

/** @type {FilesStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    'fact-expressions': facts['fact-expressions'],
    'fact-work': facts['fact-work'],
    title: 'Fotos und Videos – EmoSense',
    heading: 'Fotos und Videos',
    lead:
      'Viele auf einmal: Jedes Gesicht wird markiert und mit seinem Ausdruck beschriftet. Videos erhalten einen ' +
      'Verlauf.',
    'fact-files':
      '<1>Nichts verlässt dieses Gerät.</1> Die Dateien werden in diesem Tab ausgewertet; nichts wird gesendet ' +
      'oder gespeichert.',
    'fact-consent':
      '<1>Nur mit Einwilligung.</1> Werten Sie nur Aufnahmen von Menschen aus, die zugestimmt haben; bei ' +
      'Minderjährigen müssen die Sorgeberechtigten zustimmen.',
    'choose-files': 'Dateien wählen',
    'drop-lead': 'Fotos, Ordner oder Videos hierher ziehen',
    choose: 'Fotos oder Videos wählen',
    'drop-formats': 'Oder einfügen. JPEG, PNG, WebP, AVIF, GIF; MP4, MOV, WebM, MKV.',
    results: 'Ergebnisse',
    stop: 'Anhalten',
    'contact-sheet': 'Übersicht als Bild',
    clear: 'Alle entfernen',
    undo: 'Rückgängig',
    'show-only': 'Nur zeigen',
    order: 'Reihenfolge',
    'order-added': 'wie hinzugefügt',
    'order-name': 'nach Namen',
    'order-score': 'höchster Wert zuerst',
    previous: 'Zurück',
    next: 'Weiter',
    'close-detail': 'Schließen',
    'results-notice':
      'Hier steht, wie Ausdrücke wirken, nicht, was jemand fühlte. Zeigen Sie die Ergebnisse anderen nur mit ' +
      'Einwilligung der Abgebildeten; beurteilen Sie damit niemals jemanden bei der Arbeit oder in der Bildung ' +
      '(KI-Verordnung der EU, Art. 5(1)(f)).',
  },

  summary: live.summary,
  timeline: live.timeline,
  image: live.image,
  waiting: 'Wartet',
  analyzing: 'Wird ausgewertet …',
  looks: (emotion, score) => `wirkt ${emotion}, ${formatPercent(score)}`,
  mostly: (emotion, share) => `meist ${emotion}, ${formatPercent(share)} der Zeit`,
  firstFrameOnly: (frames) => `Animiert: Nur das erste von ${frames} Einzelbildern wurde ausgewertet.`,

  open: (name) => `${name} öffnen`,
  remove: (name) => `${name} entfernen`,
  removed: (number) => `${count(number, 'Datei', 'Dateien')} entfernt.`,
  groups: { unclassified: 'nicht ausgewertet', 'no-face': 'ohne Gesicht', video: 'Videos', failed: 'fehlgeschlagen' },

  progress: (done, total) => `${done} von ${total}`,
  loading: (amount) => `Das Modell wird geladen: ${amount}`,
  total: ({ images, videos, faces, unclassified, failed }) => {
    const analyzed = [];
    if (images) analyzed.push(`${count(images, 'Foto', 'Fotos')} mit ${count(faces, 'Gesicht', 'Gesichtern')}`);
    if (videos) analyzed.push(count(videos, 'Video', 'Videos'));
    const sentences = analyzed.length ? [`${analyzed.join(' und ')}.`] : [];
    if (unclassified) {
      sentences.push(`${count(unclassified, 'Gesicht konnte', 'Gesichter konnten')} nicht ausgewertet werden.`);
    }
    if (failed) sentences.push(`${count(failed, 'Datei konnte', 'Dateien konnten')} nicht ausgewertet werden.`);
    return sentences.join(' ');
  },
  stopped: (done, total) => `Angehalten: ${done} von ${total} ausgewertet.`,
  resume: (waiting) => (waiting === 1 ? 'Die letzte Datei auswerten' : `Die übrigen ${waiting} auswerten`),

  contactSheetNotice:
    'Wie Ausdrücke wirken, nicht, was jemand fühlte. Nur mit Einwilligung der Abgebildeten zeigen; niemals bei ' +
    'der Arbeit oder in der Bildung (KI-Verordnung der EU, Art. 5(1)(f)).',

  unreadable: (number, paths) =>
    `${count(number, 'Datei oder Ordner', 'Dateien oder Ordner')} konnte${number > 1 ? 'n' : ''} nicht geöffnet ` +
    `werden: ${paths}.`,
  tooManyFiles: (max) =>
    `Nur die ersten ${max} Dateien wurden hinzugefügt. Fügen Sie die übrigen hinzu, wenn diese ausgewertet sind.`,

  video: {
    progress: (name) => `Fortschritt von ${name}`,
    chartImage: 'Bild',
    analyzing: (at, length, speed) => `${at} von ${length} · ${formatSpeed(speed)}-fache Geschwindigkeit`,
    done: (length, speed) => `${length} lang, ausgewertet mit ${formatSpeed(speed)}-facher Geschwindigkeit.`,
    stopped: (at, length) => `Angehalten bei ${at} von ${length}. Dies sind die Ergebnisse bis dahin.`,
    damagedAfter: (at) => `Die Datei ist nach ${at} beschädigt. Dies sind die Ergebnisse bis dahin.`,
  },

  errors: {
    empty: () => 'Diese Datei ist leer.',
    unavailable: () =>
      'Diese Datei lässt sich nicht öffnen: Sie wurde verschoben, geändert oder gelöscht, oder Sie dürfen sie ' +
      'nicht lesen.',
    'too-many-bytes': (megabytes) =>
      `Diese Datei ist zu groß: ${megabytes} MB. Speichern Sie sie kleiner, unter 256 MB.`,
    'too-many-pixels': (size) =>
      `Dieses Bild ist zu groß, um hier geöffnet zu werden: ${size} Pixel. Speichern Sie es kleiner, mit ` +
      'höchstens 128 Millionen Pixeln.',
    'video-too-large': (size) =>
      `Dieses Video ist zu groß, um hier geöffnet zu werden: ${size} Pixel. Speichern Sie es kleiner, mit ` +
      'höchstens 8192 × 4352 Pixeln.',
    'unsupported-format': (format) =>
      `Dieser Browser kann keine ${format}-Bilder öffnen. Speichern Sie es als JPEG, PNG, WebP oder AVIF.`,
    damaged: () => 'Diese Bilddatei ist beschädigt: Sie lässt sich nicht öffnen.',
    'not-an-image': () => 'Das ist kein Bild: Wählen Sie Dateien in JPEG, PNG, WebP, AVIF oder GIF.',
    'not-a-video': () =>
      'Das ist kein Video, das sich hier öffnen lässt: Wählen Sie Dateien in MP4, MOV, WebM oder MKV.',
    'audio-only': () => 'Diese Datei enthält Ton, aber kein Video.',
    'damaged-video': () => 'Diese Videodatei ist beschädigt oder unvollständig: Nichts davon lässt sich abspielen.',
    'unsupported-codec': (codecs) => {
      const [codec, ...playable] = codecs.split(', ');
      const advice = playable.length ? `Wandeln Sie es in ${playable.join(' oder ')} um, oder öffnen` : 'Öffnen';
      return (
        `Dieser Browser kann ${codec ? `Video in ${codec}` : 'Video dieser Art'} nicht abspielen. ` +
        `${advice} Sie diese Seite in einem anderen Browser.`
      );
    },
    'no-webcodecs': () =>
      'Dieser Browser kann keine Videos auswerten: Er unterstützt WebCodecs nicht. Öffnen Sie diese Seite in einem ' +
      'aktuellen Chrome, Edge, Firefox oder Safari.',
    'no-worker': () =>
      'Ein Teil dieser Seite ließ sich nicht laden. Prüfen Sie die Verbindung und laden Sie die Seite neu.',
  },
};
