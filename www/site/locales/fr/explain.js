/** What the section "See inside" says, in French. */

/** @param {number} share */
const percent = (share) => `${Math.round(100 * share)} %`;

/** @type {Record<import('../en/explain.js').Part, string>} */
const parts = { eyes: 'les yeux et les sourcils', nose: 'le nez', mouth: 'la bouche' };

/** @type {typeof import('../en/explain.js').strings} */
export const strings = {
  heading: 'À l’intérieur : ce que le réseau a utilisé',
  back: 'Revenir à la caméra',
  close: 'Fermer',
  faces: 'Quel visage',
  face: (number) => `Visage ${number}`,
  computing: 'Les parties du visage sont cachées l’une après l’autre …',
  none: 'Aucun visage de cette image ne peut être lu. Choisissez-en une autre, ou revenez à la caméra et faites-lui face sous une lumière égale.',

  crop: (side) => `Le visage tel que le réseau le voit : redressé, ${side} × ${side} points.`,
  heat: (emotion, points) =>
    `Ce qui comptait : où cacher un endroit et son image en miroir abaisse « ${emotion} », d’au plus ${points} points sur cent.`,
  flat: (emotion) => `Ce qui comptait : aucun endroit à lui seul ; en cacher un ne change guère « ${emotion} ».`,
  scale: ['à peine', 'le plus'],

  most: (part, emotion, from, to) =>
    `Cacher ${parts[part]} abaisse « ${emotion} » de ${percent(from)} à ${percent(to)} : c’est ce qui comptait le plus.`,
  spread: (emotion, share) =>
    `Cacher seulement les yeux, le nez ou la bouche n’abaisse guère « ${emotion} » de ses ${percent(share)} : le réseau en utilise plusieurs.`,
  without: (part, share) => `Sans ${parts[part]} : ${percent(share)}.`,

  limits:
    'Ceci montre ce que ce réseau a utilisé dans cette image. Cela ne montre pas de sentiments, ni si le réseau a raison.',
};
