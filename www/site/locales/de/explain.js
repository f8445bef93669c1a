/** What the section "See inside" says, in German. */

/** @param {number} share */
const percent = (share) => `${Math.round(100 * share)} %`;

/** After "ohne". @type {Record<import('../en/explain.js').Part, string>} */
const without = { eyes: 'Augen und Brauen', nose: 'die Nase', mouth: 'den Mund' };

/** @type {typeof import('../en/explain.js').strings} */
export const strings = {
  heading: 'Einblick: was das Netz verwendet hat',
  back: 'Zurück zur Kamera',
  close: 'Schließen',
  faces: 'Welches Gesicht',
  face: (number) => `Gesicht ${number}`,
  computing: 'Ein Teil des Gesichts nach dem anderen wird verdeckt …',
  none: 'Auf diesem Bild ist kein Gesicht lesbar. Wählen Sie ein anderes, oder gehen Sie zurück zur Kamera, und schauen Sie bei gleichmäßigem Licht hinein.',

  crop: (side) => `Wie das Netz das Gesicht sieht: aufrecht gedreht, ${side} × ${side} Punkte.`,
  heat: (emotion, points) =>
    `Worauf es ankam: wo das Verdecken einer Stelle und ihres Spiegelbilds „${emotion}“ senkt, um höchstens ${points} von hundert Punkten.`,
  flat: (emotion) => `Worauf es ankam: keine einzelne Stelle; jede zu verdecken ändert „${emotion}“ kaum.`,
  scale: ['kaum', 'am meisten'],

  most: (part, emotion, from, to) =>
    `Ohne ${without[part]} sinkt „${emotion}“ von ${percent(from)} auf ${percent(to)}: Darauf kam es am meisten an.`,
  spread: (emotion, share) =>
    `Nur Augen, Nase oder Mund zu verdecken senkt „${emotion}“ kaum von seinen ${percent(share)}: Das Netz verwendet mehrere davon.`,
  without: (part, share) => `Ohne ${without[part]}: ${percent(share)}.`,

  limits:
    'Dies zeigt, was dieses Netz in diesem Bild verwendet hat. Es zeigt keine Gefühle, und nicht, ob das Netz recht hat.',
};
