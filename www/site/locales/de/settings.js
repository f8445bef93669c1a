/** The texts of the settings in German. */
import { decimal, plural } from '../../../package/locales/format.js';
import { strings as storageErrors } from './storage.js';

/** @import { SettingsStrings } from '../en/settings.js' */

const counted = plural('de');
const tenths = decimal(1, ',');

/** @type {SettingsStrings} */
export const strings = {
  heading: 'Einstellungen',
  close: 'Schließen',
  appearance: 'Darstellung',
  theme: 'Farben',
  themes: { system: 'Wie im System', light: 'Hell', dark: 'Dunkel' },
  language: 'Sprache',
  browserLanguage: 'Wie im Browser',
  languageHint: 'Beim Ändern wird die Seite neu geladen.',

  camera: 'Kamera der Live-Seite',
  whichCamera: 'Kamera',
  anyCamera: 'Automatisch',
  missingCamera: 'Eine, die nicht angeschlossen ist',
  cameraNumber: (number) => `Kamera ${number}`,
  cameraHint: 'Ihre Kameras stehen hier, sobald Sie eine gestartet haben.',
  resolution: 'Auflösung',
  resolutionHint:
    'Eine höhere zeigt Gesichter schärfer und braucht mehr Strom. Die Kamera liefert, was am nächsten kommt.',
  drawn: 'Ins Bild gezeichnet',
  landmarks: 'Punkte auf Augen, Nase und Mund',
  labels: 'Nummer und Ausdruck an jedem Gesicht',

  recognition: 'Erkennung auf der Live-Seite',
  sensitivity: 'Empfindlichkeit',
  decimal: decimal(2, ','),
  sensitivityMeaning: (value) => {
    if (value === 0) return 'Nennt einen Ausdruck nur dort, wo es die meisten Menschen täten.';
    if (value < 0.5) return 'Nennt auch leichte Ausdrücke; weniger Gesichter gelten als neutral.';
    if (value < 1) return 'Nennt auch schwache Ausdrücke, öfter auch bei einem neutralen Gesicht.';
    return 'Nennt Ausdrücke so schnell wie die Beschriftungen von FER-2013: Wenige Gesichter gelten als neutral.';
  },
  smoothing: 'Glättung',
  seconds: (seconds) => `${tenths(seconds)} s`,
  smoothingMeaning: (ms) => {
    if (ms === 0) return 'Keine: Jedes Bild zählt für sich, und die Balken flackern.';
    if (ms < 500) return 'Ruhig, und folgt einem Wechsel schnell.';
    return 'Sehr ruhig, und folgt einem Wechsel langsam.';
  },
  maxFaces: 'Gesichter höchstens',
  allFaces: 'Alle',
  maxFacesHint: 'Sind es mehr, werden die deutlichsten ausgewertet.',

  stored: 'Auf diesem Gerät gespeichert',
  kinds: {
    recordings: (count) => counted(count, 'Aufzeichnung', 'Aufzeichnungen'),
    places: (count) => `Die Zählung von ${counted(count, 'Ort', 'Orten')}`,
    consent: () => 'Ihre Einwilligung in die Kamera, gemerkt für Beispiele und Übung',
    settings: () => 'Diese Einstellungen',
    files: (count) => `${counted(count, 'Datei', 'Dateien')} dieser Website, damit sie offline funktioniert`,
  },
  nothingStored: 'Auf diesem Gerät ist nichts gespeichert.',
  deleteHint: 'Nichts davon lässt sich wiederherstellen. Der nächste Besuch braucht dann das Internet.',
  delete: 'Alles auf diesem Gerät löschen',
  confirmDelete: 'Wirklich alles löschen?',
  deleted: 'Alles ist gelöscht.',
  notKept: 'Dieser Browser speichert für diese Website nichts: Ihre Einstellungen gelten, bis Sie die Seite verlassen.',
  errors: {
    'storage-unavailable':
      'Nicht alles konnte gelöscht werden. Löschen Sie die Daten dieser Website in den Einstellungen des Browsers.',
    ...storageErrors,
  },
};
