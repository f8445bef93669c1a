/** The texts of the list of keys in German. */

/** @type {typeof import('../en/keys.js').strings} */
export const strings = {
  heading: 'Tastenkürzel',
  close: 'Schließen',
  keys: [
    ['Leertaste', 'Kamera starten oder ausschalten'],
    ['n', 'eine Notiz zu diesem Moment schreiben'],
    ['s', 'die Aufzeichnung auf diesem Gerät speichern'],
    ['f', 'Vollbild ein oder aus'],
    ['?', 'diese Liste zeigen'],
  ],
  hint: 'Während Sie in ein Feld schreiben, bewirken sie nichts. Die Leertaste drückt einen Knopf, der den Fokus hat.',
  use: 'Diese Tasten verwenden',
};
