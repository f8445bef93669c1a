/** The texts of the page of places in German. */
import { strings as common } from '../../../package/locales/de.js';
import { plural } from '../../../package/locales/format.js';
import { clock } from '../clock.js';
import { factTexts } from '../facts.js';
import { formatPercent } from '../percent.js';
import { strings as storageErrors } from './storage.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { PlacesStrings } from '../en/places.js' */

const count = plural('de');
const formatClock = clock('de');
const facts = factTexts(common.element.facts);

/** @type {PlacesStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    'fact-work': facts['fact-work'],
    title: 'EmoSense: der Fröhlichkeitsindex eines Ortes',
    question: 'Wie viele Menschen wirken hier fröhlich?',
    lead:
      'Der Anteil fröhlicher Ausdrücke unter den Menschen, die vorbeikommen, jeder einmal gezählt, mit dem ' +
      'Bereich, in dem der wahre Wert wahrscheinlich liegt.',
    'place-label': 'Wo ist das?',
    'place-example': 'Marktplatz',
    'law-heading': 'Bevor Sie Menschen zählen',
    'law-inform':
      '<1>Informieren Sie alle, die im Bild sein können</1>, mit einem Schild am Eingang: Wer einer ' +
      'Emotionserkennung ausgesetzt ist, muss informiert werden (<2>KI-Verordnung der EU, Art. 50(3)</2>).',
    'law-risk':
      '<1>Im öffentlichen Raum gilt sie als hochriskant</1> nach diesem Gesetz (<2>Anhang III, 1(c)</2>), und ' +
      'Menschen zu filmen erfordert eine Rechtsgrundlage nach der <3>DSGVO</3>. Fragen Sie zuerst, wer ' +
      'verantwortlich ist.',
    'law-saved':
      '<1>Nur Summen werden gespeichert</1>, auf diesem Gerät: wie viele Menschen je Ort und Stunde gezählt ' +
      'wurden und welcher Anteil fröhlich wirkte. Keine Bilder, nichts über Einzelne.',
    'law-limits':
      '<1>Es misst kein Glück.</1> Gezählt werden Ausdrücke, die fröhlich wirken; viele glückliche Menschen ' +
      'lächeln nicht. Dies ist keine Rechtsberatung.',
    agree: 'Alle im Bild sind informiert, und ich darf das hier.',
    'start-counting': 'Zählung starten',
    'stop-counting': 'Zählung beenden',
    compare: 'Orte vergleichen',
    period: 'Zeitraum',
    'period-day': 'Heute',
    'period-week': 'Letzte 7 Tage',
    'period-month': 'Letzte 30 Tage',
    'period-all': 'Alle',
    table: 'Tabelle der Orte',
    'by-hour': 'Nach Tageszeit',
    'hours-description': 'Der Index jedes Ortes nach der Stunde des Tages',
    import: 'Daten eines anderen Geräts importieren',
    'open-sign': 'Schild drucken',
    'stop-after': 'Von selbst beenden nach',
    'limit-15': '15 Minuten',
    'limit-60': '1 Stunde',
    'limit-240': '4 Stunden',
    'limit-720': '12 Stunden',
    'few-hours': 'Stunden mit weniger als zehn Personen fehlen hier.',
    'sign-heading': 'Das Schild zum Drucken',
    'sign-where':
      'Hängen Sie es so auf, dass man es liest, bevor man ins Bild kommt. Der Datenschutz kann mehr verlangen als ' +
      'dieses Schild; dies ist keine Rechtsberatung.',
    'sign-place': 'Ort',
    'sign-purpose': 'Zweck',
    'sign-default-purpose': 'Erfahren, wie viele Besucher hier fröhlich wirken',
    'sign-responsible': 'Wer verantwortlich ist, und wie man sie oder ihn erreicht',
    'close-sign': 'Schließen',
    'sign-title': 'Hier erkennt eine Kamera Gesichtsausdrücke',
    'sign-does': 'Was sie tut',
    'sign-counts':
      'Ein Computer zählt, wie viele Menschen fröhlich wirken. Er erkennt nicht, wer Sie sind, und weiß nicht, was ' +
      'Sie fühlen.',
    'sign-data': 'Was gespeichert wird',
    'sign-saved': 'Nur Summen je Stunde. Es werden keine Bilder gespeichert, und keine verlassen das Gerät.',
    'sign-choice': 'Ihre Wahl',
    'sign-object': 'Sie möchten das nicht? Bleiben Sie außerhalb des Bildes, oder sprechen Sie uns an.',
    'sign-responsible-short': 'Verantwortlich',
    'sign-law': 'Hinweis nach Artikel 50 Absatz 3 der KI-Verordnung der EU, Verordnung (EU) 2024/1689.',
  },

  index: ({ index }) => formatPercent(index / 100),
  range: ({ low, high }) => `${Math.round(low)}–${formatPercent(high / 100)}`,
  current: (index) =>
    `von ${count(index.people, 'Person', 'Personen')} wirkten fröhlich. Wahrscheinlicher Bereich: ` +
    `${strings.range(index)}.`,
  tally: (people, inView, time) => `${people} gezählt · ${inView} im Bild · ${time}`,
  tooFew: 'Zu wenige für eine Aussage',
  waiting: (people) =>
    `Der Anteil erscheint ab ${people} Personen. Jede Person wird gezählt, wenn sie das Bild verlässt.`,
  endsAt: (time) => `Endet von selbst um ${formatClock(time)} Uhr.`,
  ended: (place, people, duration, byItself) =>
    `${place}: ${count(people, 'Person', 'Personen')} in ${duration} gezählt.` +
    (byItself ? ' Die Zählung hat sich von selbst beendet, und die Kamera ist aus.' : ''),
  columns: ['Ort', 'Wirkten fröhlich', 'Wahrscheinlicher Bereich', 'Personen'],
  delete: 'Löschen',
  deletePlace: (place) => `${place} löschen`,
  confirmDelete: 'Wirklich löschen?',
  none: 'In diesem Zeitraum wurde noch nichts gezählt. Ergebnisse dieses und importierter Geräte erscheinen hier.',
  imported: (hours, places) => `Importiert: ${count(hours, 'Stunde', 'Stunden')} von ${count(places, 'Ort', 'Orten')}.`,
  notImported: (file, reason) => `${file}: ${reason}`,
  importErrors: {
    'too-many-bytes': () => 'Diese Datei ist zu groß. Ein Export von Orten hat höchstens 64 MB.',
    unreadable: () => 'Diese Datei lässt sich nicht öffnen: Sie wurde verschoben, geändert oder gelöscht.',
    'not-json': () => 'Das ist kein gültiges JSON.',
    invalid: (reason) => `Das ist kein Export von Orten aus EmoSense, und nichts davon wurde importiert (${reason}).`,
  },
  chartFailed: 'Dieser Browser konnte das Diagramm nicht laden. Alles andere funktioniert.',
  errors: {
    ...storageErrors,
    'storage-full':
      'Der Speicher dieses Geräts ist voll: Die letzte Person ist noch nicht gespeichert. Frühere Ergebnisse sind ' +
      'noch da.',
    'storage-unavailable':
      'Dieser Browser speichert für diese Seite nichts, wie in einem privaten Fenster: Die Ergebnisse gehen ' +
      'verloren, wenn Sie die Seite verlassen.',
  },
};
