/** The texts of the explanation of a result in French. */
import { formatPercent } from '../percent.js';

/** @import { ExplainStrings, FacePart } from '../en/explain.js' */

/** @type {Record<FacePart, string>} */
const parts = { eyes: 'les yeux et les sourcils', nose: 'le nez', mouth: 'la bouche' };

/** @type {ExplainStrings} */
export const strings = {
  heading: 'Pourquoi ce résultat ?',
  back: 'Revenir à la caméra',
  close: 'Fermer',
  frozen: (time) => `Image figée à ${time}`,
  chooseFace: 'Quel visage',
  face: (number) => `Visage ${number}`,
  computing: 'Les parties du visage sont masquées l’une après l’autre…',
  noFace:
    'Aucun visage de cette image ne peut être analysé. Choisissez une autre photo, ou revenez à la caméra et ' +
    'regardez-la sous une lumière uniforme.',

  crop: (side) => `Ce que voit le modèle : redressé, ${side} × ${side} pixels.`,
  heatmap: (emotion, points) =>
    `Plus c’est clair, plus c’est important : masquer l’endroit fait baisser « ${emotion} » de ${points} points au ` +
    'maximum.',
  flat: (emotion) => `Aucun endroit n’est important à lui seul : en masquer un ne change guère « ${emotion} ».`,
  scale: ['moins important', 'plus important'],

  mostImportant: (part, emotion, from, to) =>
    `Masquer ${parts[part]} fait baisser « ${emotion} » de ${formatPercent(from)} à ${formatPercent(to)} : ` +
    'c’est ce qui compte le plus.',
  noneImportant: (emotion, share) =>
    `« ${emotion} » reste proche de ${formatPercent(share)} quand seuls les yeux, le nez ou la bouche sont masqués : ` +
    'le modèle s’appuie sur plusieurs d’entre eux.',
  without: (part, share) => `Sans ${parts[part]} : ${formatPercent(share)}.`,

  limits:
    'Ceci montre ce que ce modèle a utilisé dans cette image. Cela ne montre ni les sentiments, ni si le modèle a ' +
    'raison.',
};
