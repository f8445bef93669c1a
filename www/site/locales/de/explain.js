/** The texts of the explanation of a result in German. */
import { formatPercent } from '../percent.js';

/** @import { ExplainStrings, FacePart } from '../en/explain.js' */

/** In the accusative. @type {Record<FacePart, string>} */
const parts = { eyes: 'Augen und Brauen', nose: 'die Nase', mouth: 'den Mund' };

/** @type {ExplainStrings} */
export const strings = {
  heading: 'Warum dieses Ergebnis?',
  back: 'Zurück zur Kamera',
  close: 'Schließen',
  frozen: (time) => `Angehalten bei ${time}`,
  chooseFace: 'Welches Gesicht',
  face: (number) => `Gesicht ${number}`,
  computing: 'Ein Teil des Gesichts nach dem anderen wird verdeckt …',
  noFace:
    'Auf diesem Bild lässt sich kein Gesicht auswerten. Wählen Sie ein anderes Foto, oder gehen Sie zurück zur ' +
    'Kamera und schauen Sie bei gleichmäßigem Licht hinein.',

  crop: (side) => `Was das Modell sieht: aufgerichtet, ${side} × ${side} Pixel.`,
  heatmap: (emotion, points) =>
    `Je heller, desto wichtiger: Verdeckt man die Stelle, sinkt „${emotion}“ um bis zu ${points} Prozentpunkte.`,
  flat: (emotion) => `Keine einzelne Stelle ist wichtig: Verdeckt man eine, ändert sich „${emotion}“ kaum.`,
  scale: ['weniger wichtig', 'wichtiger'],

  mostImportant: (part, emotion, from, to) =>
    `Verdeckt man ${parts[part]}, sinkt „${emotion}“ von ${formatPercent(from)} auf ${formatPercent(to)}: ` +
    'Darauf kommt es am meisten an.',
  noneImportant: (emotion, share) =>
    `Verdeckt man nur Augen, Nase oder Mund, bleibt „${emotion}“ bei etwa ${formatPercent(share)}: ` +
    'Das Modell stützt sich auf mehrere davon.',
  without: (part, share) => `Ohne ${parts[part]}: ${formatPercent(share)}.`,

  limits:
    'Dies zeigt, was dieses Modell in diesem Bild verwendet hat. Es zeigt keine Gefühle, und nicht, ob das Modell ' +
    'recht hat.',
};
