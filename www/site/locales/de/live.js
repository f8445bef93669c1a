/** The texts of the live page in German. */
import { strings as german } from '../../../package/locales/de.js';
import { plural } from '../../../package/locales/format.js';
import { factTexts } from '../facts.js';
import { formatPercent } from '../percent.js';
import { strings as storageErrors } from './storage.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { LiveStrings } from '../en/live.js' */

const counted = plural('de');
const { element } = german;

/** @type {LiveStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    ...factTexts(element.facts),
    title: `EmoSense: ${element.title}`,
    viewer: 'Kamera und Foto',
    question: element.title,
    lead: element.lead,
    'drop-here': 'Sie können auch ein Foto hierher ziehen oder einfügen.',
    samples: 'Erst einmal ansehen, ohne Kamera:',
    'sample-photo': 'Beispielfoto',
    'sample-video': 'Beispielvideo',
    'credit-photo': 'Beispielfoto: Eileen Collins, Astronautin. NASA, gemeinfrei.',
    'credit-video':
      'Beispielvideo: ein Standfoto, das sich bewegt; der Ausdruck bleibt deshalb gleich. Eileen Collins, Astronautin; ' +
      'NASA, gemeinfrei.',
    legend: 'So lesen Sie das',
    'legend-text':
      'Der Rahmen markiert ein Gesicht; die Punkte sind Augen, Nase und Mundwinkel. Die Prozente sagen, mit welcher ' +
      'Wahrscheinlichkeit Menschen den Ausdruck so nennen würden; zusammen sind es 100\u00a0%. Sticht kein Wert ' +
      'hervor, heißt der Ausdruck unklar.',
    'legend-read': 'Verstanden',
    'consent-reason':
      'Bisher war keine Kamera nötig. Sie zeigt Menschen live; lesen Sie deshalb bitte dies, bevor sie startet. Bis ' +
      'dahin bleibt, was jetzt zu sehen ist.',
    'analyze-shared': 'Auswerten',
    'close-shared': 'Schließen',
    'your-image': 'Das Foto, das Sie gewählt haben',
    start: element.start,
    'choose-image': 'Foto wählen',
    keys: 'Tastenkürzel',
    explain: 'Ergebnis erklären',
    mirrored: 'Gespiegelt',
    'recorder-failure':
      'Der Verlauf konnte nicht geladen werden, deshalb wird nichts aufgezeichnet. Prüfen Sie die Verbindung.',
    'try-again': 'Erneut versuchen',
    timeline: 'Verlauf',
    pause: 'Pause',
    note: 'Notiz zu diesem Moment',
    add: 'Hinzufügen',
    save: 'Auf diesem Gerät speichern',
    image: 'Bild',
    'recording-name': 'Name der Aufzeichnung',
    unsaved: 'Diese Aufzeichnung ist nicht gespeichert',
    'unsaved-text': 'Wenn Sie fortfahren, ist sie endgültig weg.',
    discard: 'Verwerfen',
    'keep-open': 'Abbrechen',
    'recorder-limits':
      'Hier steht, wie Ausdrücke aussahen, nicht, was jemand fühlte. Zeigen Sie es anderen nur mit Einwilligung ' +
      'aller Beteiligten; beurteilen Sie damit niemals jemanden bei der Arbeit oder in der Bildung (KI-Verordnung ' +
      'der EU, Art. 5(1)(f)).',
    expressions: 'Ausdrücke',
    'consent-section': 'Hinweise und Einwilligung',
    notice: element.notice,
    'fact-stored':
      '<1>Kein Bild wird gespeichert, nichts gesendet.</1> Jedes Bild wird in diesem Tab ausgewertet und sofort ' +
      'verworfen. Niemand wird identifiziert. Aufzeichnungen enthalten nur Zahlen und werden nur gespeichert, wenn ' +
      'Sie das einschalten.',
    trust: 'Wie zuverlässig ist es, und für wen?',
    'trust-glasses':
      'Brillen, Masken, Hände vor dem Gesicht und schlechtes Licht führen häufiger zu Fehlern. Es kennt sieben ' +
      'Ausdrücke, und viele Gesichter zeigen keinen davon.',
    'trust-data':
      'Trainiert wurde es mit <1>FER-2013</1> und mit Pressefotos. Bei beiden ist nicht bekannt, wer darauf zu sehen ' +
      'ist. Wie zuverlässig es bei Menschen verschiedenen Alters, Geschlechts oder verschiedener Herkunft ist, wurde ' +
      'deshalb nicht gemessen. Modelle dieser Art <2>urteilen nachweislich verzerrt</2>. Nur 547 der 35.887 Bilder ' +
      'von FER-2013 zeigen Ekel; ihn erkennt es weniger zuverlässig.',
    'trust-decide':
      'Treffen Sie danach keine Entscheidungen über Menschen. Wer es bei anderen einsetzt, braucht nach dem ' +
      'Datenschutzrecht auch deren Einwilligung, in der EU nach der <1>DSGVO</1>.',
    'trust-law':
      'Das Verbot der EU gilt seit dem 2. Februar 2025. Es gilt auch, wenn nichts das Gerät verlässt. Dies ist ' +
      'keine Rechtsberatung.',
    consent: element.consent,
    'choose-instead': 'Stattdessen ein Foto wählen',
    'saved-recordings': 'Gespeicherte Aufzeichnungen',
    import: 'Aufzeichnung importieren',
    'delete-all': 'Alle löschen',
    'custom-model': 'Eigenes Modell verwenden',
    'custom-model-files':
      'Ein Modell besteht aus zwei Dateien: einer ONNX-Datei und der .json-Datei, die sie beschreibt, wie das ' +
      'Training dieses Projekts sie schreibt. Wählen Sie beide zusammen, oder ziehen Sie sie auf die Seite. Sie ' +
      'bleiben auf diesem Gerät, und nur bis Sie die Seite verlassen.',
    'choose-model': '.onnx und .json wählen',
    'cancel-model': 'Abbrechen',
    'use-built-in': 'Eingebautes Modell verwenden',
    install: 'Als App installieren',
  },

  stats: (ms, framesPerSecond, isReduced) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} Bilder pro Sekunde` +
    (isReduced ? ', reduziert, um Daten oder Akku zu sparen' : ''),
  fullscreen: ['Vollbild', 'Vollbild verlassen'],
  fullscreenRefused: 'Dieser Browser hat das Vollbild abgelehnt.',
  analyzedIn: (ms) => `Ausgewertet in ${ms.toFixed(0)} ms`,
  camera: (number) => `Kamera ${number}`,
  accuracy: ({ images, share, best, worst }) =>
    `Bei ${String(images).replace(/\B(?=(\d{3})+$)/g, '.')} Testbildern, bei denen mindestens sechs von zehn ` +
    `Menschen sich einig waren, stimmte es in ${formatPercent(share)} der Fälle mit ihnen überein: am ` +
    `zuverlässigsten bei „${best[0]}“ (${formatPercent(best[1])}), am wenigsten bei ` +
    `„${worst[0]}“ (${formatPercent(worst[1])}).`,

  samples: {
    loading: 'Das Beispiel wird geladen …',
    failed: 'Das Beispiel konnte nicht geladen werden. Prüfen Sie die Verbindung, und versuchen Sie es erneut.',
  },

  shared: {
    question: 'Eine andere App oder Website hat ein Foto geteilt. Auswerten?',
    failed: 'Das geteilte Foto konnte nicht geöffnet werden. Teilen Sie eine Bilddatei mit höchstens 32 MB.',
  },

  recorder: {
    chooseFace: 'Gesicht im Verlauf',
    timeline: 'Verlauf',
    summary: 'Zusammenfassung',
    faceName: 'Name',
    left: (time) => `weg seit ${time}`,
    saved: 'Auf diesem Gerät gespeichert.',
    notSaved: 'Noch nicht gespeichert.',
    pause: 'Pause',
    resume: 'Fortsetzen',
    waiting: 'Warten auf ein Gesicht …',
    paused: (time) => `Pausiert bei ${time}.`,
    current: (time, now, mostly, share) => `${time} · jetzt ${now} · meist ${mostly}, ${formatPercent(share)}`,
    modelChanged: (name) => `Modell: ${name ?? 'eingebaut'}`,
    errors: {
      'storage-full':
        'Der Speicher dieses Geräts ist voll. Alles früher Gespeicherte ist noch da; der Rest dieser Aufzeichnung ' +
        'ist nur in diesem Tab. Exportieren Sie sie, oder löschen Sie ältere Aufzeichnungen.',
      'storage-unavailable':
        'Dieser Browser speichert für diese Seite nichts, wie in einem privaten Fenster. Die Aufzeichnung ist nur in ' +
        'diesem Tab. Exportieren Sie sie, bevor Sie die Seite verlassen.',
      ...storageErrors,
      'recording-deleted':
        'Der gespeicherte Teil dieser Aufzeichnung wurde gelöscht; sie ist jetzt nur in diesem Tab. Schalten Sie „Auf ' +
        'diesem Gerät speichern“ wieder ein, um sie ganz zu speichern.',
      'export-failed': 'Die Datei konnte nicht erstellt werden. Versuchen Sie es erneut oder in einem anderen Format.',
    },
  },

  summary: {
    none: 'Kein Gesicht war lange genug im Bild, um ausgewertet zu werden.',
    notes: 'Notizen',
    face: (number) => `Gesicht ${number}`,
    showTimeline: 'Verlauf anzeigen',
    sentence: (time, mostly, changes) =>
      `${time} lang im Bild. Wirkte meist ${mostly}, mit ${counted(changes, 'Wechsel', 'Wechseln')}.`,
    columns: ['Ausdruck', 'Anteil', 'Zeit', 'Höchstwert'],
    peak: (share, time) => `${formatPercent(share)} bei ${time}`,
  },

  timeline: {
    label: 'Moment im Verlauf',
    hint: 'Zeigen Sie auf einen Moment, oder nutzen Sie die Pfeiltasten.',
    notInView: 'nicht im Bild',
    failed: 'Dieser Browser konnte das Diagramm nicht laden. Alles andere funktioniert.',
  },

  image: {
    title: 'Gesichtsausdruck im Zeitverlauf',
    share: 'Teilen',
    copy: 'Bild kopieren',
    copied: 'Kopiert',
  },

  savedRecordings: {
    none:
      'Noch keine. Während die Kamera läuft, speichert „Auf diesem Gerät speichern“, was der Verlauf zeigt: Zahlen, ' +
      'niemals Bilder.',
    errors: {
      ...storageErrors,
      'storage-full': 'Der Speicher dieses Geräts ist voll. Löschen Sie erst ältere Aufzeichnungen.',
      'storage-unavailable': 'Dieser Browser speichert für diese Seite nichts, wie in einem privaten Fenster.',
    },
    importErrors: {
      'too-many-bytes': () => 'Diese Datei ist zu groß. Eine Aufzeichnung hat höchstens 64 MB.',
      unreadable: () => 'Diese Datei lässt sich nicht öffnen: Sie wurde verschoben, geändert oder gelöscht.',
      'not-json': () => 'Diese Datei ist kein gültiges JSON.',
      invalid: (reason) => `Diese Datei ist keine Aufzeichnung von EmoSense (${reason}).`,
    },
    about: (time, faces) => `${time}, ${counted(faces, 'Gesicht', 'Gesichter')}`,
    delete: 'Löschen',
    deleteOne: (date) => `Die Aufzeichnung vom ${date} löschen`,
    confirmDelete: 'Wirklich löschen?',
    confirmDeleteAll: 'Wirklich alle löschen?',
  },

  customModel: {
    loading: 'Das Modell wird geladen …',
    inUse: (name, emotions) => `${name} wird verwendet. Es erkennt ${emotions}.`,
    builtInUse: (emotions) => `Das eingebaute Modell wird verwendet. Es erkennt ${emotions}.`,
    fileMissing: (missing) =>
      `Ein Modell besteht aus zwei Dateien. Wählen Sie auch die ${missing}-Datei, beide zusammen.`,
    refused: (reason, isBuiltIn) =>
      `${reason} ${isBuiltIn ? 'Das eingebaute Modell' : 'Das bisherige Modell'} wird weiter verwendet.`,
    tooSlow: 'Das Modell war nach 30 Sekunden noch nicht bereit.',
    stopped: (name) =>
      `${name} ist gescheitert oder hat für ein Bild zu lange gebraucht. Das eingebaute Modell wird wieder verwendet.`,
  },
};
