/** What the page "Pictures and films" says, in French. */
import { decimal, plural } from '../../../package/locales/format.js';
import { strings as live } from './live.js';

const counted = plural('fr');
const formatDecimal = decimal('fr', 1);

/** @type {typeof import('../en/files.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'Images et films – EmoSense',
    heading: 'Images et films',
    lead: 'Beaucoup à la fois : chaque visage est marqué, et ce que semble son expression est nommé. Un film devient une chronologie.',
    'fact-expressions':
      '<1>Des expressions, pas des sentiments.</1> Un visage ne montre pas de façon fiable ce qu’une personne ressent.',
    'fact-stored':
      '<1>Rien ne quitte cet appareil.</1> Les fichiers sont lus dans cet onglet ; rien n’est envoyé, rien n’est stocké.',
    'fact-consent':
      '<1>Avec leur accord.</1> Ne lisez que des images de personnes qui y consentent ; de mineurs, si leurs responsables légaux y consentent.',
    'fact-work':
      '<1>Ni au travail, ni dans l’enseignement.</1> L’UE y interdit d’inférer les émotions des personnes, sauf pour des raisons médicales ou de sécurité (<2>règlement sur l’IA, art. 5(1)(f)</2>).',
    'choose-files': 'Choisir des fichiers',
    'drop-lead': 'Déposez ici des images, des dossiers ou des films',
    choose: 'Choisir des images ou des films',
    'drop-formats': 'Ou collez-les. JPEG, PNG, WebP, AVIF, GIF ; MP4, MOV, WebM, MKV.',
    sheet: 'Résultats',
    stop: 'Arrêter',
    'contact-sheet': 'Planche-contact',
    clear: 'Vider',
    'sheet-limits':
      'Ceci nomme ce à quoi des expressions ressemblaient, pas ce que quelqu’un ressentait. Ne le montrez à d’autres qu’avec l’accord des personnes concernées ; ne jugez jamais quelqu’un par là au travail ou dans l’enseignement (règlement européen sur l’IA, art. 5(1)(f)).',
  },

  summary: live.summary,
  waiting: 'En attente',
  reading: 'Lecture …',
  resembles: (emotion, percent) => `semble ${emotion}, ${percent}\u00a0%`,
  firstFrame: (frames) => `Animée : la première de ses ${frames} images a été lue.`,

  progress: (done, all) => `${done} sur ${all}`,
  loading: (amount) => `Le programme de reconnaissance arrive : ${amount}`,
  total: (pictures, films, faces, unreadable, failed) => {
    const parts = [];
    if (pictures) parts.push(`${counted(pictures, 'image', 'images')} avec ${counted(faces, 'visage', 'visages')}`);
    if (films) parts.push(counted(films, 'film', 'films'));
    const more = [];
    if (unreadable) more.push(`${counted(unreadable, 'visage n’a pas pu être lu', 'visages n’ont pas pu être lus')}.`);
    if (failed) more.push(`${counted(failed, 'fichier n’a pas pu être lu', 'fichiers n’ont pas pu être lus')}.`);
    return [...(parts.length ? [`${parts.join(' et ')}.`] : []), ...more].join(' ');
  },
  stopped: (done, all) => `Arrêté : ${done} sur ${all} lus.`,
  goOn: (waiting) => (waiting === 1 ? 'Continuer avec le dernier' : `Continuer avec les ${waiting} autres`),

  sheetLimits:
    'Ce à quoi des expressions ressemblent, pas ce que quelqu’un ressentait. À ne montrer qu’avec l’accord des personnes concernées ; jamais au travail ni dans l’enseignement (règlement européen sur l’IA, art. 5(1)(f)).',

  film: {
    progress: (name) => `Part de ${name} qui est lue`,
    timeline: 'Les scores d’un visage au fil du temps ; le tableau ci-dessous dit ce qu’ils donnent',
    picture: 'Image',
    reading: (at, length, pace) => `${at} sur ${length} · à ${formatDecimal(pace)} fois sa vitesse`,
    read: (length, pace) => `Durée ${length}, lu à ${formatDecimal(pace)} fois sa vitesse.`,
    stopped: (at, length) => `Arrêté à ${at} sur ${length}. Voici ce qui a été lu jusque-là.`,
    breaksOff: (at) => `Le fichier est endommagé après ${at}. Voici ce qui a été lu jusque-là.`,
  },

  failures: {
    empty: () => 'Ce fichier est vide.',
    gone: () =>
      'Ce fichier ne s’ouvre pas : il a été déplacé, modifié ou supprimé, ou vous n’avez pas le droit de le lire.',
    'too-many-bytes': (megabytes) =>
      `Ce fichier est trop grand : ${megabytes} Mo. Enregistrez l’image plus petite, sous 256 Mo.`,
    'too-many-pixels': (size) =>
      `Cette image est trop grande pour être décodée ici : ${size} points. Enregistrez-la plus petite, jusqu’à 128 millions de points.`,
    format: (name) => `Ce navigateur ne lit pas les images ${name}. Enregistrez-la en JPEG, PNG, WebP ou AVIF.`,
    damaged: () => 'Le fichier de cette image est endommagé : il ne peut pas être décodé.',
    'no-picture': () => 'Ce n’est pas une image : choisissez des fichiers JPEG, PNG, WebP, AVIF ou GIF.',
    'no-film': () => 'Ce n’est pas un film lisible : choisissez des fichiers MP4, MOV, WebM ou MKV.',
    'sound-only': () => 'Ce fichier ne contient pas d’image, seulement du son.',
    'damaged-film': () => 'Le fichier de ce film est endommagé ou coupé : aucune image ne peut en être tirée.',
    codec: (name) =>
      `Ce navigateur ne décode pas ${name ? `la vidéo ${name}` : 'ce genre de vidéo'}. Enregistrez le film en H.264 ou VP9, ou ouvrez cette page dans un autre navigateur.`,
    'no-webcodecs': () =>
      'Ce navigateur ne peut pas démonter les films (il lui manque WebCodecs). Ouvrez cette page dans un Chrome, Edge, Firefox ou Safari récent.',
    'no-worker': () => 'Une partie de cette page n’a pas pu être chargée. Vérifiez la connexion et rechargez la page.',
  },
};
