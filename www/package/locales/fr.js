/** The texts of the views, of the element and of all pages, in French. */
import { AI_ACT_ARTICLE_5, AI_ACT_ARTICLE_50, EXPRESSIONS_STUDY } from '../domain/sources.js';
import { FACE_LABELS } from './face-labels.js';
import { megabytes, percent } from './format.js';

/** @import { Strings } from './messages.js' */

const formatMegabytes = megabytes(',');

/** @type {Strings} */
export const strings = {
  lang: 'fr',
  name: 'Français',
  dir: 'ltr',
  common: {
    pages: 'Pages',
    live: 'Direct',
    files: 'Fichiers',
    places: 'Lieux',
    model: 'Modèle',
    promise: 'Reste sur cet appareil',
    limits: 'EmoSense indique à quoi une expression ressemble. Il ne peut pas savoir ce que quelqu’un ressent.',
    camera: 'Caméra',
    'your-camera': 'Votre caméra',
    download: 'Téléchargement',
    'update-available': 'Une nouvelle version est disponible. La mise à jour recharge la page.',
    update: 'Mettre à jour',
    practice: 'Exercice',
    examples: 'Intégrer',
    print: 'Imprimer',
    settings: 'Réglages',
    'settings-failure': 'Les réglages n’ont pas pu être chargés. Vérifiez la connexion, puis réessayez.',
  },

  percent: percent('fr'),

  emotions: FACE_LABELS.fr.emotions,

  card: {
    looks: 'A l’air',
    uncertain: ['L’expression est', 'incertaine'],
    'too-small': ['Ce visage est', 'trop petit'],
    'too-dark': ['Ce visage est', 'trop sombre'],
    'facing-away': ['Ce visage est', 'détourné'],
    left: ['N’est plus', 'à l’image'],
    none: ['A l’air', '…'],
  },

  labels: FACE_LABELS.fr.labels,

  spoken: {
    none: 'Aucun visage dans l’image.',
    numbered: (number) => `Le visage ${number}`,
    alone: 'Le visage',
    looks: (subject, emotion) => `${subject} a l’air ${strings.emotions[emotion]}.`,
    uncertain: (subject) => `${subject} a une expression incertaine.`,
    poorQuality: {
      'too-small': (subject) => `${subject} est trop petit : rapprochez-vous.`,
      'too-dark': (subject) => `${subject} est trop sombre : tournez-vous vers la lumière.`,
      'facing-away': (subject) => `${subject} est détourné : regardez vers la caméra.`,
    },
  },

  hints: {
    camera: {
      none: 'Aucun visage dans l’image. Regardez vers la caméra, sous une lumière uniforme.',
      'too-small': 'Rapprochez-vous : le visage est trop petit.',
      'too-dark': 'Tournez-vous vers la lumière : le visage est trop sombre.',
      'facing-away': 'Regardez vers la caméra : le visage est détourné.',
    },
    image: {
      none: 'Aucun visage trouvé. Essayez une photo où un visage est plus grand, droit et bien éclairé.',
      'too-small': 'Le visage est trop petit. Essayez une photo où il est plus grand.',
      'too-dark': 'Le visage est trop sombre. Essayez une photo où il est mieux éclairé.',
      'facing-away': 'Le visage est détourné. Essayez une photo où il regarde vers la caméra.',
    },
  },

  paused: {
    camera: 'La caméra n’envoie plus d’images. L’analyse reprendra dès leur retour.',
    video: 'La vidéo n’est pas en lecture. L’analyse reprendra avec elle.',
    recognizer: 'La reconnaissance ne répond pas. Elle est en cours de relance.',
  },

  bars: {
    notAnalyzed: 'non analysé',
    notRecognized: 'non reconnu par ce modèle',
  },

  messages: {
    loading: {
      title: 'Chargement du modèle…',
      text: 'Il est téléchargé une seule fois sur cet appareil. Rien n’est envoyé.',
    },
    opening: { title: 'En attente de la caméra', text: 'Si le navigateur le demande, choisissez « Autoriser ».' },
    analyzing: { title: 'Analyse de l’image…', text: 'Cela prend un instant.' },
    idle: { title: 'Prêt quand vous l’êtes', text: 'La caméra ne s’ouvre que lorsque vous la démarrez.' },
    stopped: { title: 'La caméra est éteinte', text: 'Aucune image n’a été enregistrée.' },
    'source-stopped': { title: 'Arrêté', text: 'Rien n’est analysé.', retry: 'Recommencer' },
    'no-camera': {
      title: 'Aucune caméra trouvée',
      text: 'Branchez une caméra et réessayez, ou choisissez plutôt une photo.',
      retry: 'Réessayer',
    },
    'camera-denied': {
      title: 'La caméra est bloquée',
      text:
        'Cette page n’est pas autorisée à utiliser la caméra. Autorisez-la avec l’icône à côté de l’adresse, puis ' +
        'réessayez. Si votre navigateur l’autorise déjà, vérifiez les réglages de confidentialité de votre système.',
      retry: 'Réessayer',
    },
    'camera-busy': {
      title: 'La caméra n’est pas disponible',
      text: 'Une autre application ou un autre onglet l’utilise peut-être. Fermez-le, puis réessayez.',
      retry: 'Réessayer',
    },
    'camera-lost': {
      title: 'Caméra déconnectée',
      text: 'Elle a été débranchée, ou votre système l’a désactivée. Rebranchez-la, puis recommencez.',
      retry: 'Recommencer',
    },
    'insecure-context': {
      title: 'Pas de caméra à cette adresse',
      text:
        'Les navigateurs n’autorisent les caméras qu’en https:// et sur localhost. Ouvrez-y la page, ou choisissez ' +
        'plutôt une photo.',
    },
    'camera-blocked': {
      title: 'Pas de caméra sur cette page',
      text:
        'Le propriétaire de cette page ne lui a pas permis d’utiliser la caméra ; vos réglages n’y changent ' +
        'rien. Dans un cadre, la caméra a besoin de allow="camera".',
    },
    'camera-unsupported': {
      title: 'Ce navigateur ne prend pas en charge les caméras',
      text:
        'Choisissez plutôt une photo, ou ouvrez cette page dans une version récente de Chrome, Edge, Firefox ou ' +
        'Safari.',
    },
    'image-unreadable': {
      title: 'Impossible d’ouvrir cette image',
      text: 'Choisissez un fichier JPEG, PNG, WebP, AVIF ou GIF.',
    },
    'source-unreadable': {
      title: 'Aucune image ni vidéo à cette adresse',
      text:
        'L’adresse est peut-être fausse, votre navigateur ne prend pas en charge ce format, ou le serveur ne partage ' +
        'pas le fichier avec d’autres sites (CORS).',
      retry: 'Réessayer',
    },
    'frame-too-large': { title: 'Cette image est trop grande', text: 'Choisissez-en une plus petite.' },
    'out-of-memory': {
      title: 'Mémoire insuffisante',
      text: 'Fermez d’autres onglets ou choisissez une image plus petite, puis réessayez.',
      retry: 'Réessayer',
    },
    'load-failed': {
      title: 'Le modèle n’a pas pu être chargé',
      text: 'Vérifiez votre connexion, puis réessayez.',
      retry: 'Réessayer',
    },
    'blocked-by-policy': {
      title: 'Ce site bloque la reconnaissance',
      text:
        'Sa Content-Security-Policy doit autoriser le worker et WebAssembly. Le responsable du site peut modifier ' +
        'cela.',
    },
    unsupported: {
      title: 'Ce navigateur est trop ancien pour EmoSense',
      text: 'Ouvrez cette page dans une version récente de Chrome, Edge, Firefox ou Safari (16.4 ou plus).',
    },
    'recognizer-stopped': {
      title: 'La reconnaissance s’est arrêtée',
      text: 'Elle a été relancée. Réessayez, ou essayez une autre image.',
      retry: 'Réessayer',
    },
    'model-stopped': {
      title: 'Votre modèle s’est arrêté',
      text: 'Il a échoué sur cette image, ou a mis trop de temps. Le modèle intégré est de nouveau utilisé.',
      retry: 'Réessayer',
    },
    timeout: {
      title: 'La reconnaissance a pris trop de temps',
      text: 'Elle a été relancée. Réessayez, ou essayez une autre image.',
      retry: 'Réessayer',
    },
    'invalid-model': {
      title: 'Votre modèle ne peut pas être utilisé',
      text: 'Vérifiez le modèle et sa configuration, puis réessayez.',
      retry: 'Réessayer',
    },
    'inference-failed': {
      title: 'L’image n’a pas pu être analysée',
      text: 'Réessayez, ou essayez une autre image.',
      retry: 'Réessayer',
    },
  },

  unsupported: (missing) => ({
    title: 'Ce navigateur est trop ancien pour EmoSense',
    text:
      `Il lui manque : ${missing.join(', ')}. Ouvrez cette page dans une version récente de Chrome, Edge, Firefox ou ` +
      'Safari (16.4 ou plus).',
  }),

  download: {
    label: 'Téléchargement',
    amount: (loaded, total) => `${formatMegabytes(loaded)}${total ? ` sur ${formatMegabytes(total)}` : ''} Mo`,
  },

  element: {
    video: 'Votre caméra',
    source: 'La vidéo analysée',
    image: 'L’image analysée',
    scores: 'Expressions',
    start: 'Démarrer la caméra',
    stop: 'Arrêter la caméra',
    title: 'Quelle expression montre votre visage ?',
    lead: 'Sept expressions, reconnues en direct par votre caméra, uniquement sur cet appareil.',
    consent: 'J’ai compris – démarrer la caméra',
    remember: 'Mémoriser ce choix sur cet appareil',
    remembering: (site) =>
      `Si la case est cochée, votre navigateur enregistre le mot « yes » pour ${site}, et rien d’autre. Vous pouvez ` +
      'annuler cela ici.',
    unseen: 'La page qui entoure ce cadre le recouvre ou le rend transparent : ses boutons restent donc sans effet.',
    forget: 'Redemander la prochaine fois',
    notice: 'Avant de commencer',
    facts: [
      {
        title: 'Il nomme des expressions, pas des sentiments.',
        text:
          'Un visage ne montre pas de façon fiable ce qu’une personne ressent : la manière d’exprimer les émotions ' +
          'varie beaucoup selon les cultures, les situations et même les personnes',
        source: 'Barrett et al. 2019',
        url: EXPRESSIONS_STUDY,
      },
      {
        title: 'Aucune image n’est enregistrée, rien n’est envoyé.',
        text: 'Chaque image est analysée dans cet onglet, puis supprimée. Personne n’est identifié.',
      },
      {
        title: 'Informez toutes les personnes visibles.',
        text: 'Les personnes exposées à une reconnaissance des émotions doivent en être informées',
        source: 'règlement européen sur l’IA, art. 50(3)',
        url: AI_ACT_ARTICLE_50,
      },
      {
        title: 'Ni au travail, ni dans l’enseignement.',
        text:
          'L’UE y interdit de déduire les émotions des personnes, sur tout appareil, sauf pour des raisons médicales ' +
          'ou de sécurité',
        source: 'art. 5(1)(f)',
        url: AI_ACT_ARTICLE_5,
      },
      { title: 'Mineurs', text: 'seulement avec l’accord de leurs responsables légaux.' },
    ],
  },
};
