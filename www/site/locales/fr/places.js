/** The texts of the page of places in French. */

import { plural } from '../../../package/locales/format.js';
import { strings as common } from '../../../package/locales/fr.js';
import { clock } from '../clock.js';
import { factTexts } from '../facts.js';
import { formatPercent } from '../percent.js';
import { strings as storageErrors } from './storage.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { PlacesStrings } from '../en/places.js' */

const count = plural('fr');
const formatClock = clock('fr');
const facts = factTexts(common.element.facts);

/** @type {PlacesStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    'fact-work': facts['fact-work'],
    title: 'EmoSense : l’indice de joie d’un lieu',
    question: 'Combien de personnes ont l’air joyeux ici ?',
    lead:
      'La part d’expressions joyeuses parmi les personnes qui passent, chacune comptée une fois, avec ' +
      'l’intervalle probable de la vraie valeur.',
    'place-label': 'Où sommes-nous ?',
    'place-example': 'Place du marché',
    'law-heading': 'Avant de compter des personnes',
    'law-inform':
      '<1>Informez toutes les personnes que l’on peut voir</1>, par un panneau à l’entrée : qui est exposé à ' +
      'une reconnaissance des émotions doit en être informé (<2>règlement européen sur l’IA, art. 50(3)</2>).',
    'law-risk':
      '<1>Dans l’espace public, elle est à haut risque</1> selon ce règlement (<2>annexe III, 1(c)</2>), et ' +
      'filmer des personnes exige une base légale selon le <3>RGPD</3>. Demandez d’abord qui est responsable.',
    'law-saved':
      '<1>Seuls des totaux sont enregistrés</1>, sur cet appareil : le nombre de personnes par lieu et par ' +
      'heure, et la part qui avait l’air joyeux. Aucune image, rien sur les individus.',
    'law-limits':
      '<1>Ce n’est pas une mesure du bonheur.</1> Sont comptées les expressions qui ont l’air joyeuses ; ' +
      'beaucoup de gens heureux ne sourient pas. Ceci n’est pas un avis juridique.',
    agree: 'Toutes les personnes visibles sont informées, et j’ai le droit de le faire ici.',
    'start-counting': 'Commencer à compter',
    'stop-counting': 'Arrêter de compter',
    compare: 'Comparer les lieux',
    period: 'Période',
    'period-day': 'Aujourd’hui',
    'period-week': '7 derniers jours',
    'period-month': '30 derniers jours',
    'period-all': 'Tout',
    table: 'Tableau des lieux',
    'by-hour': 'Selon l’heure',
    'hours-description': 'L’indice de chaque lieu selon l’heure de la journée',
    import: 'Importer d’un autre appareil',
    'open-sign': 'Imprimer le panneau',
    'stop-after': 'S’arrêter automatiquement après',
    'limit-15': '15 minutes',
    'limit-60': '1 heure',
    'limit-240': '4 heures',
    'limit-720': '12 heures',
    'few-hours': 'Les heures de moins de dix personnes ne sont pas montrées.',
    'sign-heading': 'Le panneau à imprimer',
    'sign-where':
      'Affichez-le là où on le lit avant d’être filmé. La protection des données peut exiger davantage que ce ' +
      'panneau ; ceci n’est pas un avis juridique.',
    'sign-place': 'Lieu',
    'sign-purpose': 'Finalité',
    'sign-default-purpose': 'Savoir combien de visiteurs ont l’air joyeux ici',
    'sign-responsible': 'Qui est responsable, et comment le joindre',
    'close-sign': 'Fermer',
    'sign-title': 'Ici, une caméra reconnaît les expressions du visage',
    'sign-does': 'Ce qu’elle fait',
    'sign-counts':
      'Un ordinateur compte combien de personnes ont l’air joyeux. Il ne reconnaît pas qui vous êtes et ne sait pas ' +
      'ce que vous ressentez.',
    'sign-data': 'Ce qui est enregistré',
    'sign-saved': 'Seulement des totaux par heure. Aucune image n’est enregistrée, et aucune ne quitte l’appareil.',
    'sign-choice': 'Votre choix',
    'sign-object': 'Vous ne le souhaitez pas ? Restez hors du champ de la caméra, ou dites-le-nous.',
    'sign-responsible-short': 'Responsable',
    'sign-law':
      'Information selon l’article 50, paragraphe 3, du règlement européen sur l’IA, règlement (UE) 2024/1689.',
  },

  index: ({ index }) => formatPercent(index / 100),
  range: ({ low, high }) => `${Math.round(low)}–${formatPercent(high / 100)}`,
  current: (index) =>
    `de ${count(index.people, 'personne', 'personnes')} avaient l’air joyeux. Intervalle probable : ` +
    `${strings.range(index)}.`,
  tally: (people, inView, time) => `${count(people, 'comptée', 'comptées')} · ${inView} dans l’image · ${time}`,
  tooFew: 'Trop peu pour se prononcer',
  waiting: (people) =>
    `La part apparaît à partir de ${people} personnes. Chacune est comptée quand elle quitte l’image.`,
  endsAt: (time) => `S’arrête automatiquement à ${formatClock(time)}.`,
  ended: (place, people, duration, byItself) =>
    `${place} : ${count(people, 'personne comptée', 'personnes comptées')} en ${duration}.` +
    (byItself ? ' Le comptage s’est arrêté automatiquement, et la caméra est éteinte.' : ''),
  columns: ['Lieu', 'Avaient l’air joyeux', 'Intervalle probable', 'Personnes'],
  delete: 'Supprimer',
  deletePlace: (place) => `Supprimer ${place}`,
  confirmDelete: 'Vraiment supprimer ?',
  none:
    'Rien n’a encore été compté dans cette période. Les résultats de cet appareil et des fichiers importés ' +
    'apparaissent ici.',
  imported: (hours, places) => `Importé : ${count(hours, 'heure', 'heures')} de ${count(places, 'lieu', 'lieux')}.`,
  notImported: (file, reason) => `${file} : ${reason}`,
  importErrors: {
    'too-many-bytes': () => 'ce fichier est trop volumineux. Un export de lieux fait au maximum 64 Mo.',
    unreadable: () => 'impossible d’ouvrir ce fichier : il a été déplacé, modifié ou supprimé.',
    'not-json': () => 'ce n’est pas du JSON valide.',
    invalid: (reason) => `ce n’est pas un export de lieux d’EmoSense, et rien n’en a été importé (${reason}).`,
  },
  chartFailed: 'Ce navigateur n’a pas pu charger le graphique. Tout le reste fonctionne.',
  errors: {
    ...storageErrors,
    'storage-full':
      'La mémoire de cet appareil est pleine : la dernière personne n’est pas encore enregistrée. Les résultats ' +
      'précédents sont toujours là.',
    'storage-unavailable':
      'Ce navigateur n’enregistre rien pour cette page, comme dans une fenêtre privée : les résultats sont ' +
      'perdus quand vous quittez la page.',
  },
};
