/** The texts of the live page in French. */
import { plural } from '../../../package/locales/format.js';
import { strings as french } from '../../../package/locales/fr.js';
import { factTexts } from '../facts.js';
import { formatPercent } from '../percent.js';
import { strings as storageErrors } from './storage.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { LiveStrings } from '../en/live.js' */

const counted = plural('fr');
const { element } = french;

/** @type {LiveStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    ...factTexts(element.facts),
    title: `EmoSense : ${element.title}`,
    viewer: 'Caméra et photo',
    question: element.title,
    lead: element.lead,
    'drop-here': 'Vous pouvez aussi déposer ou coller une photo ici.',
    samples: 'Voyez d’abord, sans caméra :',
    'sample-photo': 'Photo d’exemple',
    'sample-video': 'Vidéo d’exemple',
    'credit-photo': 'Photo d’exemple : Eileen Collins, astronaute. NASA, domaine public.',
    'credit-video':
      'Vidéo d’exemple : une photo fixe en mouvement, dont l’expression reste donc la même. Eileen Collins, ' +
      'astronaute ; NASA, domaine public.',
    legend: 'Comment lire ceci',
    'legend-text':
      'Le cadre marque un visage ; les points sont les yeux, le nez et les coins de la bouche. Les pourcentages disent ' +
      'avec quelle probabilité on nommerait ainsi l’expression ; ensemble, ils font 100\u00a0%. Si aucun ne se ' +
      'détache, l’expression est dite incertaine.',
    'legend-read': 'Compris',
    'consent-reason':
      'Jusqu’ici, aucune caméra n’était nécessaire. Elle montre des personnes en direct : lisez donc ceci avant qu’elle ' +
      'démarre. D’ici là, ce qui est affiché reste.',
    'analyze-shared': 'Analyser',
    'close-shared': 'Fermer',
    'your-image': 'La photo que vous avez choisie',
    start: element.start,
    'choose-image': 'Choisir une photo',
    keys: 'Raccourcis clavier',
    explain: 'Expliquer ce résultat',
    mirrored: 'En miroir',
    'recorder-failure': 'La chronologie n’a pas pu être chargée : rien n’est enregistré. Vérifiez la connexion.',
    'try-again': 'Réessayer',
    timeline: 'Chronologie',
    pause: 'Pause',
    note: 'Note pour ce moment',
    add: 'Ajouter',
    save: 'Enregistrer sur cet appareil',
    image: 'Image',
    'recording-name': 'Nom de l’enregistrement',
    unsaved: 'Cet enregistrement n’est pas sauvegardé',
    'unsaved-text': 'Si vous continuez, il sera définitivement perdu.',
    discard: 'Abandonner',
    'keep-open': 'Annuler',
    'recorder-limits':
      'Ceci montre à quoi des expressions ressemblaient, pas ce que quelqu’un ressentait. Ne le montrez à d’autres ' +
      'qu’avec l’accord de toutes les personnes concernées ; ne vous en servez jamais pour juger quelqu’un au ' +
      'travail ou dans l’enseignement (règlement européen sur l’IA, art. 5(1)(f)).',
    expressions: 'Expressions',
    'consent-section': 'Informations et consentement',
    notice: element.notice,
    'fact-stored':
      '<1>Aucune image n’est enregistrée, rien n’est envoyé.</1> Chaque image est analysée dans cet onglet, puis ' +
      'supprimée. Personne n’est identifié. Les enregistrements ne contiennent que des nombres, et ne sont conservés ' +
      'que si vous l’activez.',
    trust: 'Est-ce fiable, et pour qui ?',
    'trust-glasses':
      'Les lunettes, les masques, les mains devant le visage et le manque de lumière causent plus d’erreurs. Il ' +
      'connaît sept expressions, et beaucoup de visages n’en montrent aucune.',
    'trust-data':
      'Il a été entraîné avec <1>FER-2013</1> et des photos de presse. Ni l’un ni les autres ne disent qui y figure : ' +
      'sa fiabilité selon l’âge, le genre ou l’origine n’a donc pas été mesurée. Les modèles de ce genre <2>sont ' +
      'connus pour être biaisés</2>. Seules 547 des 35 887 images de FER-2013 montrent le dégoût, qu’il reconnaît ' +
      'moins bien.',
    'trust-decide':
      'Ne l’utilisez pas pour prendre des décisions sur une personne. Si vous l’utilisez sur d’autres, il vous faut ' +
      'aussi leur consentement selon le droit de la protection des données, dans l’UE le <1>RGPD</1>.',
    'trust-law':
      'L’interdiction de l’UE est en vigueur depuis le 2 février 2025. Elle vaut aussi quand rien ne quitte ' +
      'l’appareil. Ceci n’est pas un avis juridique.',
    consent: element.consent,
    'choose-instead': 'Choisir plutôt une photo',
    'saved-recordings': 'Enregistrements sauvegardés',
    import: 'Importer un enregistrement',
    'delete-all': 'Tout supprimer',
    'custom-model': 'Utiliser votre propre modèle',
    'custom-model-files':
      'Un modèle se compose de deux fichiers : un fichier ONNX et le fichier .json qui le décrit, tels que ' +
      'l’entraînement de ce projet les écrit. Choisissez les deux ensemble, ou déposez-les sur la page. Ils restent ' +
      'sur cet appareil, et seulement jusqu’à ce que vous quittiez la page.',
    'choose-model': 'Choisir .onnx et .json',
    'cancel-model': 'Annuler',
    'use-built-in': 'Utiliser le modèle intégré',
    install: 'Installer comme application',
  },

  stats: (ms, framesPerSecond, isReduced) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} images par seconde` +
    (isReduced ? ', réduites pour économiser les données ou la batterie' : ''),
  fullscreen: ['Plein écran', 'Quitter le plein écran'],
  fullscreenRefused: 'Ce navigateur a refusé le plein écran.',
  analyzedIn: (ms) => `Analysée en ${ms.toFixed(0)} ms`,
  camera: (number) => `Caméra ${number}`,
  accuracy: ({ images, share, best, worst }) =>
    `Sur ${String(images).replace(/\B(?=(\d{3})+$)/g, ' ')} images de test sur lesquelles au moins six ` +
    `personnes sur dix étaient d’accord, il l’était aussi dans ${formatPercent(share)} des cas : le plus souvent ` +
    `pour « ${best[0]} » (${formatPercent(best[1])}), le moins souvent pour « ${worst[0]} » ` +
    `(${formatPercent(worst[1])}).`,

  samples: {
    loading: 'Chargement de l’exemple…',
    failed: 'L’exemple n’a pas pu être chargé. Vérifiez la connexion et réessayez.',
  },

  shared: {
    question: 'Une autre application ou un site a partagé une photo. L’analyser ?',
    failed: 'La photo partagée n’a pas pu être ouverte. Partagez un fichier image de 32 Mo au maximum.',
  },

  recorder: {
    chooseFace: 'Visage dans la chronologie',
    timeline: 'Chronologie',
    summary: 'Résumé',
    faceName: 'Nom',
    left: (time) => `absent depuis ${time}`,
    saved: 'Enregistré sur cet appareil.',
    notSaved: 'Pas encore enregistré.',
    pause: 'Pause',
    resume: 'Reprendre',
    waiting: 'En attente d’un visage…',
    paused: (time) => `En pause à ${time}.`,
    current: (time, now, mostly, share) => `${time} · maintenant ${now} · surtout ${mostly}, ${formatPercent(share)}`,
    modelChanged: (name) => `Modèle : ${name ?? 'intégré'}`,
    errors: {
      'storage-full':
        'La mémoire de cet appareil est pleine. Tout ce qui était sauvegardé est toujours là ; le reste de cet ' +
        'enregistrement n’existe que dans cet onglet. Exportez-le, ou supprimez d’anciens enregistrements.',
      'storage-unavailable':
        'Ce navigateur ne sauvegarde rien pour cette page, comme dans une fenêtre privée. L’enregistrement n’existe ' +
        'que dans cet onglet. Exportez-le avant de partir.',
      ...storageErrors,
      'recording-deleted':
        'La partie sauvegardée de cet enregistrement a été supprimée ; il n’existe plus que dans cet onglet. Pour le ' +
        'sauvegarder en entier, réactivez « Enregistrer sur cet appareil ».',
      'export-failed': 'Le fichier n’a pas pu être créé. Réessayez, ou choisissez un autre format.',
    },
  },

  summary: {
    none: 'Aucun visage n’est resté assez longtemps dans l’image pour être analysé.',
    notes: 'Notes',
    face: (number) => `Visage ${number}`,
    showTimeline: 'Afficher la chronologie',
    sentence: (time, mostly, changes) =>
      `Dans l’image pendant ${time}. A surtout eu l’air ${mostly}, avec ` +
      `${counted(changes, 'changement', 'changements')}.`,
    columns: ['Expression', 'Part', 'Temps', 'Maximum'],
    peak: (share, time) => `${formatPercent(share)} à ${time}`,
  },

  timeline: {
    label: 'Instant de la chronologie',
    hint: 'Pointez un instant, ou utilisez les flèches du clavier.',
    notInView: 'hors champ',
    failed: 'Ce navigateur n’a pas pu charger le graphique. Tout le reste fonctionne.',
  },

  image: {
    title: 'L’expression du visage au fil du temps',
    share: 'Partager',
    copy: 'Copier l’image',
    copied: 'Copiée',
  },

  savedRecordings: {
    none:
      'Aucun pour l’instant. Pendant que la caméra fonctionne, « Enregistrer sur cet appareil » sauvegarde ce que ' +
      'montre la chronologie : des nombres, jamais d’images.',
    errors: {
      ...storageErrors,
      'storage-full': 'La mémoire de cet appareil est pleine. Supprimez d’abord d’anciens enregistrements.',
      'storage-unavailable': 'Ce navigateur ne sauvegarde rien pour cette page, comme dans une fenêtre privée.',
    },
    importErrors: {
      'too-many-bytes': () => 'Ce fichier est trop volumineux. Un enregistrement fait au maximum 64 Mo.',
      unreadable: () => 'Impossible d’ouvrir ce fichier : il a été déplacé, modifié ou supprimé.',
      'not-json': () => 'Ce fichier n’est pas du JSON valide.',
      invalid: (reason) => `Ce fichier n’est pas un enregistrement d’EmoSense (${reason}).`,
    },
    about: (time, faces) => `${time}, ${counted(faces, 'visage', 'visages')}`,
    delete: 'Supprimer',
    deleteOne: (date) => `Supprimer l’enregistrement du ${date}`,
    confirmDelete: 'Vraiment supprimer ?',
    confirmDeleteAll: 'Vraiment tout supprimer ?',
  },

  customModel: {
    loading: 'Chargement du modèle…',
    inUse: (name, emotions) => `${name} est utilisé. Il reconnaît ${emotions}.`,
    builtInUse: (emotions) => `Le modèle intégré est utilisé. Il reconnaît ${emotions}.`,
    fileMissing: (missing) =>
      `Un modèle se compose de deux fichiers. Choisissez aussi le fichier ${missing}, les deux ensemble.`,
    refused: (reason, isBuiltIn) => `${reason} Le modèle ${isBuiltIn ? 'intégré' : 'précédent'} reste utilisé.`,
    tooSlow: 'Le modèle n’était pas prêt au bout de 30 secondes.',
    stopped: (name) =>
      `${name} a échoué, ou a mis trop de temps pour une image. Le modèle intégré est de nouveau utilisé.`,
  },
};
