/** The texts of the settings in French. */
import { decimal, plural } from '../../../package/locales/format.js';
import { strings as storageErrors } from './storage.js';

/** @import { SettingsStrings } from '../en/settings.js' */

const counted = plural('fr');
const tenths = decimal(1, ',');

/** @type {SettingsStrings} */
export const strings = {
  heading: 'Réglages',
  close: 'Fermer',
  appearance: 'Apparence',
  theme: 'Thème',
  themes: { system: 'Celui du système', light: 'Clair', dark: 'Sombre' },
  language: 'Langue',
  browserLanguage: 'Celle du navigateur',
  languageHint: 'La page se recharge quand vous la changez.',

  camera: 'Caméra de la page en direct',
  whichCamera: 'Caméra',
  anyCamera: 'Automatique',
  missingCamera: 'Une caméra non connectée',
  cameraNumber: (number) => `Caméra ${number}`,
  cameraHint: 'Vos caméras apparaissent ici dès que vous en avez démarré une.',
  resolution: 'Résolution',
  resolutionHint:
    'Plus élevée, elle montre des visages plus nets et consomme davantage. La caméra fournit la plus proche.',
  drawn: 'Dessiné sur l’image',
  landmarks: 'Points sur les yeux, le nez et la bouche',
  labels: 'Numéro et expression à côté de chaque visage',

  recognition: 'Reconnaissance sur la page en direct',
  sensitivity: 'Sensibilité',
  decimal: decimal(2, ','),
  sensitivityMeaning: (value) => {
    if (value === 0) return 'Ne nomme une expression que là où la plupart des gens le feraient.';
    if (value < 0.5) return 'Nomme aussi les expressions légères ; moins de visages sont dits neutres.';
    if (value < 1) return 'Nomme aussi les expressions faibles, et plus souvent sur un visage neutre.';
    return 'Nomme les expressions aussi facilement que les étiquettes de FER-2013 : peu de visages sont dits neutres.';
  },
  smoothing: 'Lissage',
  seconds: (seconds) => `${tenths(seconds)} s`,
  smoothingMeaning: (ms) => {
    if (ms === 0) return 'Aucun : chaque image compte seule, et les barres vacillent.';
    if (ms < 500) return 'Calme, et suit vite un changement.';
    return 'Très calme, et suit lentement un changement.';
  },
  maxFaces: 'Visages au maximum',
  allFaces: 'Tous',
  maxFacesHint: 'Au-delà, les visages les plus nets sont analysés.',

  stored: 'Enregistré sur cet appareil',
  kinds: {
    recordings: (count) => counted(count, 'enregistrement', 'enregistrements'),
    places: (count) => `Les comptages de ${counted(count, 'lieu', 'lieux')}`,
    consent: () => 'Votre accord pour la caméra, retenu pour les exemples et les exercices',
    settings: () => 'Ces réglages',
    files: (count) => `${counted(count, 'fichier', 'fichiers')} de ce site, pour fonctionner hors ligne`,
  },
  nothingStored: 'Rien n’est enregistré sur cet appareil.',
  deleteHint: 'Rien ne pourra être récupéré. La prochaine visite aura besoin d’internet.',
  delete: 'Tout supprimer sur cet appareil',
  confirmDelete: 'Vraiment tout supprimer ?',
  deleted: 'Tout est supprimé.',
  notKept: 'Ce navigateur n’enregistre rien pour ce site : vos réglages valent jusqu’à ce que vous quittiez la page.',
  errors: {
    'storage-unavailable':
      'Tout n’a pas pu être supprimé. Supprimez les données de ce site dans les réglages du navigateur.',
    ...storageErrors,
  },
};
