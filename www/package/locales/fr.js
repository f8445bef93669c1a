/** What faces, the element and the pages' frame say, in French. */
import { megabytes } from './format.js';

const formatMegabytes = megabytes('fr');

/** @type {import('./messages.js').Strings} */
export const strings = {
  lang: 'fr',
  name: 'Français',
  dir: 'ltr',
  common: {
    pages: 'Pages',
    live: 'En direct',
    files: 'Fichiers',
    places: 'Lieux',
    model: 'Modèle',
    promise: 'Reste sur cet appareil',
    limits: 'EmoSense nomme ce à quoi une expression ressemble. Il ne peut pas dire ce que quelqu’un ressent.',
    camera: 'Caméra',
    'your-camera': 'Votre caméra',
    download: 'Téléchargement',
    newer: 'Une version plus récente est là. L’utiliser recharge la page.',
    'use-it': 'L’utiliser',
    practice: 'S’exercer',
    'for-pages': 'Pour votre propre page',
    print: 'Imprimer',
  },

  // Of an expression, which is feminine.
  emotions: {
    angry: 'en colère',
    disgusted: 'dégoûtée',
    fearful: 'apeurée',
    happy: 'joyeuse',
    neutral: 'neutre',
    sad: 'triste',
    surprised: 'surprise',
    uncertain: 'incertaine',
  },

  card: {
    resembles: 'L’expression semble',
    uncertain: ['L’expression est', 'incertaine'],
    'too-small': ['Ce visage est', 'trop petit pour être lu'],
    'too-dark': ['Ce visage est', 'trop sombre pour être lu'],
    'facing-away': ['Ce visage est', 'détourné'],
    none: ['L’expression semble', '…'],
  },

  labels: { 'too-small': 'trop petit', 'too-dark': 'trop sombre', 'facing-away': 'détourné' },

  spoken: {
    none: 'Aucun visage en vue.',
    numbered: (number) => `Visage ${number} :`,
    alone: '',
    resembles: (subject, emotion) => sentence(subject, `l’expression semble ${strings.emotions[emotion]}.`),
    uncertain: (subject) => sentence(subject, 'l’expression est incertaine.'),
    unreadable: {
      'too-small': (subject) => sentence(subject, 'le visage est trop petit pour être lu, rapprochez-vous.'),
      'too-dark': (subject) =>
        sentence(subject, 'le visage est trop sombre pour être lu, tournez-vous vers la lumière.'),
      'facing-away': (subject) => sentence(subject, 'le visage est détourné, regardez vers la caméra.'),
    },
  },

  hints: {
    camera: {
      none: 'Aucun visage en vue. Regardez vers la caméra, sous une lumière égale.',
      'too-small': 'Rapprochez-vous : le visage est trop petit pour être lu.',
      'too-dark': 'Tournez-vous vers la lumière : le visage est trop sombre pour être lu.',
      'facing-away': 'Regardez vers la caméra : le visage est détourné.',
    },
    image: {
      none: 'Aucun visage trouvé. Essayez une image où un visage est plus grand, droit et bien éclairé.',
      'too-small': 'Le visage est trop petit pour être lu. Essayez une image où il est plus grand.',
      'too-dark': 'Le visage est trop sombre pour être lu. Essayez une image où il est mieux éclairé.',
      'facing-away': 'Le visage est détourné. Essayez une image où il regarde par ici.',
    },
  },

  bars: {
    unread: 'non lu',
    absent: 'non distingué par ce réseau',
  },

  messages: {
    loading: {
      title: 'Bientôt prêt',
      text: 'Le programme de reconnaissance arrive sur cet appareil, une seule fois. Rien n’est renvoyé.',
    },
    opening: { title: 'En attente de la caméra', text: 'Si le navigateur le demande, choisissez « Autoriser ».' },
    reading: { title: 'Lecture de l’image', text: 'Cela prend un instant.' },
    idle: { title: 'Prêt quand vous l’êtes', text: 'La caméra s’ouvre quand vous la démarrez, pas avant.' },
    stopped: { title: 'La caméra est éteinte', text: 'Aucune de ses images n’a été gardée.' },
    'source-stopped': { title: 'Arrêté', text: 'Plus rien n’est lu.', retry: 'Relire' },
    'no-camera': {
      title: 'Aucune caméra trouvée',
      text: 'Branchez une caméra et réessayez, ou choisissez plutôt une image.',
      retry: 'Réessayer',
    },
    'camera-denied': {
      title: 'La caméra est bloquée',
      text: 'Cette page n’a pas le droit d’utiliser la caméra. Autorisez-la depuis l’icône à côté de l’adresse, puis réessayez. Si le navigateur y a déjà droit, voyez les réglages de confidentialité du système.',
      retry: 'Réessayer',
    },
    'camera-busy': {
      title: 'La caméra est indisponible pour le moment',
      text: 'Un autre programme ou onglet l’utilise peut-être. Fermez-le, puis réessayez.',
      retry: 'Réessayer',
    },
    'camera-lost': {
      title: 'La caméra a disparu',
      text: 'Elle a été débranchée, ou le système l’a reprise. Rebranchez-la, puis recommencez.',
      retry: 'Recommencer',
    },
    'insecure-context': {
      title: 'Pas de caméra à cette adresse',
      text: 'Les navigateurs ne la permettent qu’en https:// ou sur localhost. Ouvrez-y la page, ou choisissez plutôt une image.',
    },
    'camera-unsupported': {
      title: 'Ce navigateur ne donne pas de caméra aux pages',
      text: 'Choisissez plutôt une image, ou ouvrez cette page dans un Chrome, Edge, Firefox ou Safari récent.',
    },
    'image-unreadable': {
      title: 'Ce fichier ne se lit pas comme une image',
      text: 'Choisissez un fichier JPEG, PNG, WebP, AVIF ou GIF.',
    },
    'source-unreadable': {
      title: 'Cette adresse ne donne ni image ni vidéo',
      text: 'Elle est peut-être fausse, dans un format inconnu de ce navigateur, ou sur un serveur qui ne la partage pas avec d’autres sites (CORS).',
      retry: 'Réessayer',
    },
    'frame-too-large': { title: 'Cette image est trop grande', text: 'Choisissez-en une plus petite.' },
    'out-of-memory': {
      title: 'La mémoire ne suffit pas',
      text: 'Fermez d’autres onglets ou choisissez une image plus petite, puis réessayez.',
      retry: 'Réessayer',
    },
    'load-failed': {
      title: 'Le programme de reconnaissance n’a pas pu être chargé',
      text: 'Vérifiez la connexion, puis réessayez.',
      retry: 'Réessayer',
    },
    'blocked-by-policy': {
      title: 'Cette page empêche la reconnaissance de fonctionner',
      text: 'Sa Content-Security-Policy doit permettre le worker et WebAssembly. Son auteur peut changer cela.',
    },
    unsupported: {
      title: 'Ce navigateur est trop ancien pour EmoSense',
      text: 'Ouvrez cette page dans un Chrome, Edge, Firefox ou Safari récent (16.4 ou plus).',
    },
    'recognizer-stopped': {
      title: 'La reconnaissance s’est arrêtée',
      text: 'Elle a été relancée. Réessayez, ou essayez une autre image.',
      retry: 'Réessayer',
    },
    'inference-failed': {
      title: 'Cela n’a pas pu être lu',
      text: 'Réessayez, ou essayez une autre image.',
      retry: 'Réessayer',
    },
  },

  unsupported: (missing) => ({
    title: 'Ce navigateur est trop ancien pour EmoSense',
    text: `Il lui manque : ${missing.join(', ')}. Ouvrez cette page dans un Chrome, Edge, Firefox ou Safari récent (16.4 ou plus).`,
  }),

  download: {
    label: 'Téléchargement',
    amount: (loaded, total) => `${formatMegabytes(loaded)}${total ? ` sur ${formatMegabytes(total)}` : ''} Mo`,
  },

  element: {
    video: 'Votre caméra',
    source: 'La vidéo qui est lue',
    picture: 'L’image qui est lue',
    scores: 'Expressions',
    start: 'Démarrer la caméra',
    stop: 'Arrêter la caméra',
    title: 'À quoi ressemble votre expression ?',
    lead: 'Une réponse parmi sept, lue en direct par votre caméra et calculée sur cet appareil.',
    consent: 'J’ai compris – démarrer la caméra',
    remember: 'Retenir sur cet appareil',
    remembering: (site) =>
      `Si la case est cochée, votre navigateur garde pour ${site} le seul mot « yes », et rien d’autre. Vous pouvez le reprendre ici.`,
    forget: 'Redemander la prochaine fois',
    notice: 'Avertissement et limites',
    facts: [
      {
        title: 'Il nomme des expressions, pas des sentiments.',
        text: 'Un visage ne montre pas de façon fiable ce qu’une personne ressent : la manière d’exprimer les émotions varie beaucoup selon les cultures, les situations et même les personnes',
        source: 'Barrett et al. 2019',
        address: 'https://doi.org/10.1177/1529100619832930',
      },
      {
        title: 'Rien n’est stocké, rien n’est envoyé.',
        text: 'Chaque image est lue dans cet onglet, puis oubliée. Personne n’est identifié.',
      },
      {
        title: 'Prévenez toutes les personnes visibles.',
        text: 'Qui est exposé à une reconnaissance des émotions doit en être informé',
        source: 'règlement européen sur l’IA, art. 50(3)',
        address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_50',
      },
      {
        title: 'Ni au travail, ni dans l’enseignement.',
        text: 'L’UE y interdit d’inférer les émotions des personnes, sur tout appareil, sauf pour des raisons médicales ou de sécurité',
        source: 'art. 5(1)(f)',
        address: 'https://eur-lex.europa.eu/eli/reg/2024/1689/oj#art_5',
      },
      { title: 'Mineurs', text: 'seulement avec l’accord de leurs responsables légaux.' },
    ],
  },
};

/** @param {string} subject empty, or "Visage 2 :" @param {string} rest */
function sentence(subject, rest) {
  return subject ? `${subject} ${rest}` : rest[0].toUpperCase() + rest.slice(1);
}
