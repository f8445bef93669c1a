/** What the live page says, in French. */
import { decimal, plural } from '../../../package/locales/format.js';

const counted = plural('fr');
const formatDecimal = decimal('fr', 2);

/** @type {typeof import('../en/live.js').words & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const words = {
  fixed: {
    title: 'EmoSense : à quoi ressemble votre expression ?',
    viewer: 'Caméra et image',
    question: 'À quoi ressemble votre expression ?',
    lead: 'Une réponse parmi sept, lue en direct par votre caméra et calculée sur cet appareil.',
    angry: 'en colère',
    disgusted: 'dégoûtée',
    fearful: 'apeurée',
    happy: 'joyeuse',
    neutral: 'neutre',
    sad: 'triste',
    surprised: 'surprise',
    'drop-here': 'Vous pouvez aussi déposer ou coller une image ici.',
    'your-picture': 'L’image que vous avez choisie',
    start: 'Démarrer la caméra',
    'choose-picture': 'Choisir une image',
    'see-inside': 'Voir à l’intérieur',
    mirrored: 'En miroir',
    timeline: 'Chronologie',
    'timeline-is': 'Les scores d’un visage au fil du temps ; le tableau ci-dessous dit ce qu’ils donnent',
    pause: 'Pause',
    note: 'Une note pour ce moment',
    add: 'Noter',
    keep: 'Garder sur cet appareil',
    picture: 'Image',
    'recorder-limits':
      'Ceci nomme ce à quoi des expressions ressemblaient, pas ce que quelqu’un ressentait. Ne le montrez à d’autres qu’avec l’accord des personnes concernées ; ne jugez jamais quelqu’un par là au travail ou dans l’enseignement (règlement européen sur l’IA, art. 5(1)(f)).',
    expressions: 'Expressions',
    'consent-section': 'Avertissement et accord',
    notice: 'Avertissement et limites',
    'fact-expressions':
      '<1>Il nomme des expressions, pas des sentiments.</1> Un visage ne montre pas de façon fiable ce qu’une personne ressent : la manière d’exprimer les émotions varie beaucoup selon les cultures, les situations et même les personnes (<2>Barrett et al. 2019</2>).',
    'fact-stored':
      '<1>Aucune image n’est stockée, rien n’est envoyé.</1> Chaque image est lue dans cet onglet, puis oubliée. Personne n’est identifié. Un enregistrement ne garde que des nombres, et seulement si vous l’activez.',
    'fact-tell':
      '<1>Prévenez toutes les personnes visibles.</1> Qui est exposé à une reconnaissance des émotions doit en être informé (<2>règlement européen sur l’IA, art. 50(3)</2>).',
    'fact-work':
      '<1>Ni au travail, ni dans l’enseignement.</1> L’UE y interdit d’inférer les émotions des personnes, sur tout appareil, sauf pour des raisons médicales ou de sécurité (<2>art. 5(1)(f)</2>).',
    'fact-minors': '<1>Mineurs</1> seulement avec l’accord de leurs responsables légaux.',
    trust: 'Jusqu’où s’y fier, et pour qui',
    'trust-glasses':
      'Les lunettes, les masques, les mains devant le visage et le manque de lumière le font se tromper plus souvent. Il connaît sept mots, et beaucoup d’expressions ne correspondent à aucun.',
    'trust-data':
      'Il a appris de <1>FER-2013</1>, dont les 35 887 images ne disent pas qui y figure : sa qualité selon l’âge, le genre ou l’origine n’a donc pas été mesurée. On sait que les modèles de ce genre <2>sont biaisés</2>. Seules 547 de ces images montrent le dégoût, qu’il reconnaît moins sûrement.',
    'trust-decide':
      'Ne décidez rien sur une personne d’après lui. Qui l’emploie sur d’autres a aussi besoin de leur accord selon le droit de la protection des données, dans l’UE le <1>RGPD</1>.',
    'trust-law':
      'L’interdiction de l’UE est en vigueur depuis le 2 février 2025. Que rien ne quitte l’appareil n’en dispense pas. Ceci n’est pas un avis juridique.',
    consent: 'J’ai compris – démarrer la caméra',
    'choose-instead': 'Choisir plutôt une image',
    kept: 'Enregistrements gardés',
    import: 'Ouvrir le fichier d’un enregistrement',
    'remove-all': 'Tout supprimer',
    own: 'Utiliser votre propre réseau',
    'own-what':
      'Un fichier ONNX et le .json qui le décrit, tels que l’entraînement de ce projet les écrit. Choisissez les deux ensemble, ou déposez-les sur la page. Ils restent sur cet appareil, et seulement jusqu’à ce que vous quittiez la page.',
    'own-choose': 'Choisir .onnx et .json',
    'own-back': 'Utiliser le réseau intégré',
    install: 'Installer comme application',
  },

  pace: (ms, framesPerSecond, halved) =>
    `${ms.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} images par seconde${halved ? ', la moitié, pour économiser données ou batterie' : ''}`,
  readIn: (ms) => `Lue en ${ms.toFixed(0)} ms`,
  camera: (number) => `Caméra ${number}`,
  accuracy: ({ pictures, percent, best, least }) =>
    `Sur ${String(pictures).replace(/\B(?=(\d{3})+$)/g, ' ')} images réservées aux essais, il était d’accord avec ceux qui les ont nommées ` +
    `${percent} fois sur 100 : le plus sûrement pour « ${best[0]} » (F1 ${formatDecimal(best[1])}), le moins pour « ${least[0]} » (F1 ${formatDecimal(least[1])}).`,

  recorder: {
    whose: 'La chronologie de qui',
    pause: 'Pause',
    goOn: 'Reprendre',
    waiting: 'En attente d’un visage.',
    paused: (clock) => `En pause à ${clock}.`,
    now: (clock, now, mostly, percent) => `${clock} · maintenant ${now} · surtout ${mostly}, ${percent} %`,
    trouble: {
      'storage-full':
        'La mémoire de cet appareil est pleine. Ce qui était gardé est toujours là ; le reste de cet enregistrement n’est que dans cet onglet : exportez-le, ou supprimez-en de plus anciens.',
      'storage-unavailable':
        'Ce navigateur ne garde rien pour cette page, comme dans une fenêtre privée. L’enregistrement n’est que dans cet onglet : exportez-le avant de partir.',
    },
  },

  summary: {
    none: 'Aucun visage n’a été vu assez longtemps pour être lu.',
    notes: 'Notes',
    face: (number) => `Visage ${number}`,
    showTimeline: 'Montrer sa chronologie',
    sentence: (clock, mostly, changes) =>
      `Vu pendant ${clock}. Son expression semblait surtout ${mostly}, et a changé ${counted(changes, 'fois', 'fois')}.`,
    columns: ['Semblait', 'Part', 'Temps', 'Maximum'],
    moment: (percent, clock) => `${percent} % à ${clock}`,
  },

  kept: {
    none: 'Aucun pour l’instant. Pendant que la caméra tourne, « Garder sur cet appareil » garde ce que montre la chronologie : des nombres, jamais d’images.',
    unavailable: 'Ce navigateur ne garde rien pour cette page, comme dans une fenêtre privée.',
    full: 'La mémoire de cet appareil est pleine : supprimez d’abord d’anciens enregistrements.',
    noJson: 'Ce fichier n’est pas du JSON.',
    noRecording: (why) => `Ce fichier n’est pas un enregistrement d’EmoSense (${why})`,
    about: (clock, faces) => `${clock}, ${counted(faces, 'visage', 'visages')}`,
    remove: 'Supprimer',
    removeOf: (when) => `Supprimer l’enregistrement du ${when}`,
    reallyRemove: 'Vraiment supprimer ?',
    reallyRemoveAll: 'Vraiment tout supprimer ?',
  },

  own: {
    loading: 'Chargement du réseau …',
    inUse: (name, emotions) => `${name} est utilisé. Il distingue ${emotions}.`,
    builtIn: (emotions) => `Le réseau intégré est utilisé. Il distingue ${emotions}.`,
    both: (missing) => `Un réseau, ce sont deux fichiers : choisissez aussi le ${missing}, les deux ensemble.`,
    goesOn: (why, isBuiltIn) => `${why} ${isBuiltIn ? 'Le réseau intégré' : 'Le réseau précédent'} reste donc utilisé.`,
  },
};
