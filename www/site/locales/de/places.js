/** What the page of places says, in German. */

/** @param {number} count */
const people = (count) => `${count} ${count === 1 ? 'Person' : 'Personen'}`;

/** @type {typeof import('../en/places.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'EmoSense: der Fröhlichkeitsindex eines Ortes',
    question: 'Wie fröhlich wirken die Gesichter an einem Ort?',
    lead: 'Der Anteil fröhlicher Ausdrücke unter denen, die vorbeikommen, jede Person einmal gezählt, und wie sicher diese Zahl ist.',
    'place-label': 'Wo ist das hier?',
    'place-example': 'Marktplatz',
    'law-heading': 'Bevor Sie Menschen zählen',
    'law-tell':
      '<1>Sagen Sie es allen, die zu sehen sind</1>, mit einem Schild am Eingang: Emotionserkennung muss angekündigt sein (<2>KI-Verordnung der EU, Art. 50(3)</2>).',
    'law-work':
      '<1>Nicht bei der Arbeit, nicht in Schulen.</1> Dort verbietet die EU, auf Gefühle zu schließen (<2>Art. 5(1)(f)</2>).',
    'law-risk':
      '<1>Im öffentlichen Raum ist sie hochriskant</1> nach diesem Gesetz (<2>Anhang III, 1(c)</2>), und Menschen zu filmen braucht eine Grundlage in der <3>DSGVO</3>. Fragen Sie erst, wer verantwortlich ist.',
    'law-kept':
      '<1>Nur Summen werden behalten</1>, auf diesem Gerät: für jeden Ort und jede Stunde, wie viele Gesichter gelesen wurden, und welcher Anteil fröhlich wirkte. Kein Bild, nichts über ein einzelnes Gesicht.',
    'law-limits':
      '<1>Es misst kein Glück.</1> Gezählt werden Ausdrücke, die fröhlich wirken; viele glückliche Menschen lächeln nicht. Dies ist keine Rechtsberatung.',
    agree: 'Alle im Bild wissen es, und ich darf das hier.',
    'start-counting': 'Zählen beginnen',
    'stop-counting': 'Zählen beenden',
    compare: 'Orte im Vergleich',
    period: 'Zeitraum',
    'period-day': 'Heute',
    'period-week': 'Die letzten 7 Tage',
    'period-month': 'Die letzten 30 Tage',
    'period-all': 'Alles',
    table: 'Tabelle der Orte',
    'by-hour': 'Nach der Tageszeit',
    'hours-is': 'Der Index jedes Ortes nach der Stunde des Tages',
    merge: 'Export eines Geräts hinzufügen',
  },

  index: (index) => `${index} %`,
  now: (low, high, count, present) =>
    `von ${people(count)} wirkten fröhlich; zwischen ${low} und ${high} %, wenn viele mehr vorbeikämen. Im Bild: ${present}.`,
  waiting: (present) => `Jede Person zählt einmal, wenn sie gegangen ist. Im Bild: ${present}.`,
  columns: ['Ort', 'Wirkten fröhlich', 'Wahrscheinlich zwischen', 'Personen'],
  between: (low, high) => `${low} und ${high} %`,
  remove: 'Löschen',
  removeOf: (place) => `${place} löschen`,
  really: 'Wirklich löschen?',
  none: 'In diesem Zeitraum wurde nichts gezählt. Was Sie zählen, erscheint hier, und was andere Geräte exportiert haben.',
  merged: (hours, places) =>
    `Hinzugefügt: ${hours} ${hours === 1 ? 'Stunde' : 'Stunden'} von ${places} ${places === 1 ? 'Ort' : 'Orten'}.`,
  notMerged: (file, why) => `${file}: ${why}`,
  noJson: 'Das ist kein JSON.',
  trouble: {
    'storage-full':
      'Der Speicher dieses Geräts ist voll: Wer eben gezählt wurde, wird nicht behalten. Was vorher behalten wurde, ist noch da.',
    'storage-unavailable':
      'Dieser Browser behält für diese Seite nichts, wie in einem privaten Fenster: Die Zahlen gehen verloren, wenn Sie gehen.',
  },
};
