/** What the page of places says, in French. */

/** @param {number} count */
const people = (count) => `${count} ${count < 2 ? 'personne' : 'personnes'}`;

/** @type {typeof import('../en/places.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'EmoSense : l’indice de joie d’un lieu',
    question: 'Les visages d’un lieu ont-ils l’air joyeux ?',
    lead: 'La part d’expressions joyeuses parmi ceux qui passent, chaque personne comptée une fois, et la sûreté de ce nombre.',
    'place-label': 'Où sommes-nous ?',
    'place-example': 'Place du marché',
    'law-heading': 'Avant de compter des personnes',
    'law-tell':
      '<1>Prévenez tous ceux que l’on peut voir</1>, par un panneau à l’entrée : la reconnaissance des émotions doit être annoncée (<2>règlement européen sur l’IA, art. 50(3)</2>).',
    'law-work': '<1>Ni au travail, ni à l’école.</1> L’UE y interdit d’inférer les émotions (<2>art. 5(1)(f)</2>).',
    'law-risk':
      '<1>Dans l’espace public, elle est à haut risque</1> selon cette loi (<2>annexe III, 1(c)</2>), et filmer des personnes demande un fondement dans le <3>RGPD</3>. Demandez d’abord qui est responsable.',
    'law-kept':
      '<1>Seules des sommes sont gardées</1>, sur cet appareil : pour chaque lieu et chaque heure, combien de visages ont été lus, et la part qui semblait joyeuse. Aucune image, rien sur un visage en particulier.',
    'law-limits':
      '<1>Ce n’est pas une mesure du bonheur.</1> Sont comptées les expressions qui semblent joyeuses ; beaucoup de gens heureux ne sourient pas. Ceci n’est pas un avis juridique.',
    agree: 'Toutes les personnes visibles sont prévenues, et j’ai le droit de le faire ici.',
    'start-counting': 'Commencer à compter',
    'stop-counting': 'Arrêter de compter',
    compare: 'Les lieux comparés',
    period: 'Période',
    'period-day': 'Aujourd’hui',
    'period-week': 'Les 7 derniers jours',
    'period-month': 'Les 30 derniers jours',
    'period-all': 'Tout',
    table: 'Tableau des lieux',
    'by-hour': 'Selon l’heure',
    'hours-is': 'L’indice de chaque lieu selon l’heure de la journée',
    merge: 'Ajouter l’export d’un appareil',
  },

  index: (index) => `${index} %`,
  now: (low, high, count, present) =>
    `de ${people(count)} avaient l’air joyeux ; entre ${low} et ${high} % si beaucoup d’autres passaient. En vue : ${present}.`,
  waiting: (present) => `Une personne compte une fois, quand elle est partie. En vue : ${present}.`,
  columns: ['Lieu', 'Semblaient joyeux', 'Probablement entre', 'Personnes'],
  between: (low, high) => `${low} et ${high} %`,
  remove: 'Supprimer',
  removeOf: (place) => `Supprimer ${place}`,
  really: 'Vraiment supprimer ?',
  none: 'Rien n’a été compté dans cette période. Ce que vous comptez apparaît ici, avec ce que d’autres appareils ont exporté.',
  merged: (hours, places) =>
    `Ajouté : ${hours} ${hours < 2 ? 'heure' : 'heures'} de ${places} ${places < 2 ? 'lieu' : 'lieux'}.`,
  notMerged: (file, why) => `${file} : ${why}`,
  noJson: 'ce n’est pas du JSON.',
  trouble: {
    'storage-full':
      'La mémoire de cet appareil est pleine : qui vient d’être compté n’est pas gardé. Ce qui était gardé est toujours là.',
    'storage-unavailable':
      'Ce navigateur ne garde rien pour cette page, comme dans une fenêtre privée : les comptes sont perdus quand vous partez.',
  },
};
