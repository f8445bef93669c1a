/** What the live page says, in German. */
import { decimal, plural } from '../../../package/locales/format.js';

const counted = plural('de');
const formatDecimal = decimal('de', 2);

/** @type {typeof import('../en/live.js').words & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const words = {
  fixed: {
    title: 'EmoSense: Wie wirkt Ihr Ausdruck?',
    viewer: 'Kamera und Bild',
    question: 'Wie wirkt Ihr Ausdruck?',
    lead: 'Eine von sieben Antworten, live aus Ihrer Kamera gelesen und auf diesem Gerät berechnet.',
    angry: 'wütend',
    disgusted: 'angewidert',
    fearful: 'ängstlich',
    happy: 'fröhlich',
    neutral: 'neutral',
    sad: 'traurig',
    surprised: 'überrascht',
    'drop-here': 'Sie können auch ein Bild hierher ziehen oder einfügen.',
    'your-picture': 'Das Bild, das Sie gewählt haben',
    start: 'Kamera starten',
    'choose-picture': 'Bild wählen',
    'see-inside': 'Einblick',
    mirrored: 'Gespiegelt',
    timeline: 'Verlauf',
    'timeline-is': 'Die Werte eines Gesichts im Lauf der Zeit; die Tabelle darunter sagt, was sie ergeben',
    pause: 'Pause',
    note: 'Eine Notiz zu diesem Moment',
    add: 'Notieren',
    keep: 'Auf diesem Gerät behalten',
    picture: 'Bild',
    'recorder-limits':
      'Hier steht, wie Ausdrücke wirkten, nicht, was jemand fühlte. Zeigen Sie es anderen nur mit Einwilligung derer, die darin vorkommen; beurteilen Sie damit niemals jemanden bei der Arbeit oder in der Bildung (KI-Verordnung der EU, Art. 5(1)(f)).',
    expressions: 'Ausdrücke',
    'consent-section': 'Hinweise und Einwilligung',
    notice: 'Hinweise und Grenzen',
    'fact-expressions':
      '<1>Es benennt Ausdrücke, keine Gefühle.</1> Ein Gesicht zeigt nicht verlässlich, was ein Mensch fühlt: Wie Menschen Gefühle ausdrücken, unterscheidet sich stark zwischen Kulturen, Situationen und sogar von Mensch zu Mensch (<2>Barrett et al. 2019</2>).',
    'fact-stored':
      '<1>Kein Bild wird gespeichert, nichts gesendet.</1> Jedes Bild wird in diesem Tab gelesen und vergessen. Niemand wird identifiziert. Eine Aufzeichnung behält nur Zahlen, und nur wenn Sie es einschalten.',
    'fact-tell':
      '<1>Sagen Sie es allen im Bild.</1> Wer einer Emotionserkennung ausgesetzt ist, muss es wissen (<2>KI-Verordnung der EU, Art. 50(3)</2>).',
    'fact-work':
      '<1>Nicht bei der Arbeit, nicht in der Bildung.</1> Die EU verbietet dort, auf Gefühle von Menschen zu schließen, auf jedem Gerät, außer aus medizinischen oder Sicherheitsgründen (<2>Art. 5(1)(f)</2>).',
    'fact-minors': '<1>Minderjährige</1> nur mit Einwilligung der Sorgeberechtigten.',
    trust: 'Wie weit und für wen es gilt',
    'trust-glasses':
      'Brillen, Masken, Hände vor dem Gesicht und schlechtes Licht lassen es öfter irren. Es kennt sieben Wörter, und auf viele Ausdrücke passt keines.',
    'trust-data':
      'Gelernt hat es aus <1>FER-2013</1>, dessen 35.887 Bilder nicht sagen, wer darauf ist. Wie gut es für Menschen verschiedenen Alters, Geschlechts oder verschiedener Herkunft ist, wurde deshalb nicht gemessen. Von Modellen dieser Art <2>weiß man, dass sie verzerrt urteilen</2>. Nur 547 der Bilder zeigen Ekel, ihn erkennt es weniger sicher.',
    'trust-decide':
      'Entscheiden Sie danach nichts über einen Menschen. Wer es bei anderen verwendet, braucht nach dem Datenschutzrecht auch deren Einwilligung, in der EU nach der <1>DSGVO</1>.',
    'trust-law':
      'Das Verbot der EU gilt seit dem 2. Februar 2025. Dass nichts das Gerät verlässt, ist keine Ausnahme davon. Dies ist keine Rechtsberatung.',
    consent: 'Verstanden – Kamera starten',
    'choose-instead': 'Stattdessen ein Bild wählen',
    kept: 'Behaltene Aufzeichnungen',
    import: 'Datei einer Aufzeichnung öffnen',
    'remove-all': 'Alle löschen',
    own: 'Ein eigenes Netz verwenden',
    'own-what':
      'Eine ONNX-Datei und die .json, die sie beschreibt, wie sie das Training dieses Projekts schreibt. Wählen Sie beide zusammen, oder ziehen Sie sie auf die Seite. Sie bleiben auf diesem Gerät, und nur bis Sie die Seite verlassen.',
    'own-choose': '.onnx und .json wählen',
    'own-back': 'Das eingebaute Netz verwenden',
    install: 'Als App installieren',
  },

  pace: (ms, framesPerSecond, halved) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} Bilder je Sekunde${halved ? ', halb so viele, um Daten oder Strom zu sparen' : ''}`,
  readIn: (ms) => `Gelesen in ${ms.toFixed(0)} ms`,
  camera: (number) => `Kamera ${number}`,
  accuracy: ({ pictures, percent, best, least }) =>
    `Bei ${String(pictures).replace(/\B(?=(\d{3})+$)/g, '.')} Bildern, die zum Prüfen zurückgelegt waren, stimmte es in ` +
    `${percent} von 100 Fällen mit denen überein, die sie benannt haben: am sichersten bei „${best[0]}“ (F1 ${formatDecimal(best[1])}), am wenigsten bei „${least[0]}“ (F1 ${formatDecimal(least[1])}).`,

  recorder: {
    whose: 'Wessen Verlauf',
    pause: 'Pause',
    goOn: 'Weiter',
    waiting: 'Warten auf ein Gesicht.',
    paused: (clock) => `Angehalten bei ${clock}.`,
    now: (clock, now, mostly, percent) => `${clock} · jetzt ${now} · meist ${mostly}, ${percent} %`,
    trouble: {
      'storage-full':
        'Der Speicher dieses Geräts ist voll. Was vorher behalten wurde, ist noch da; der Rest dieser Aufzeichnung ist nur in diesem Tab: Exportieren Sie sie, oder löschen Sie ältere.',
      'storage-unavailable':
        'Dieser Browser behält für diese Seite nichts, wie in einem privaten Fenster. Die Aufzeichnung ist nur in diesem Tab: Exportieren Sie sie, bevor Sie gehen.',
    },
  },

  summary: {
    none: 'Kein Gesicht war lange genug zu sehen, um gelesen zu werden.',
    notes: 'Notizen',
    face: (number) => `Gesicht ${number}`,
    showTimeline: 'Seinen Verlauf zeigen',
    sentence: (clock, mostly, changes) =>
      `Zu sehen für ${clock}. Sein Ausdruck wirkte meist ${mostly} und wechselte ${counted(changes, 'Mal', 'Mal')}.`,
    columns: ['Wirkte', 'Anteil', 'Zeit', 'Am stärksten'],
    moment: (percent, clock) => `${percent} % bei ${clock}`,
  },

  kept: {
    none: 'Noch keine. Während die Kamera läuft, behält „Auf diesem Gerät behalten“, was der Verlauf zeigt: Zahlen, niemals Bilder.',
    unavailable: 'Dieser Browser behält für diese Seite nichts, wie in einem privaten Fenster.',
    full: 'Der Speicher dieses Geräts ist voll: Löschen Sie erst ältere Aufzeichnungen.',
    noJson: 'Diese Datei ist kein JSON.',
    noRecording: (why) => `Diese Datei ist keine Aufzeichnung von EmoSense (${why})`,
    about: (clock, faces) => `${clock}, ${counted(faces, 'Gesicht', 'Gesichter')}`,
    remove: 'Löschen',
    removeOf: (when) => `Die Aufzeichnung vom ${when} löschen`,
    reallyRemove: 'Wirklich löschen?',
    reallyRemoveAll: 'Wirklich alle löschen?',
  },

  own: {
    loading: 'Das Netz wird geladen …',
    inUse: (name, emotions) => `${name} ist in Gebrauch. Es unterscheidet ${emotions}.`,
    builtIn: (emotions) => `Das eingebaute Netz ist in Gebrauch. Es unterscheidet ${emotions}.`,
    both: (missing) => `Ein Netz sind zwei Dateien: Wählen Sie auch die ${missing}, beide zusammen.`,
    goesOn: (why, isBuiltIn) =>
      `${why} Also bleibt ${isBuiltIn ? 'das eingebaute Netz' : 'das vorige Netz'} in Gebrauch.`,
  },
};
