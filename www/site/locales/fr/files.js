/** The texts of the page "Photos and videos" in French. */

import { decimal, plural } from '../../../package/locales/format.js';
import { strings as common } from '../../../package/locales/fr.js';
import { factTexts } from '../facts.js';
import { formatPercent } from '../percent.js';
import { strings as live } from './live.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { FilesStrings } from '../en/files.js' */

const count = plural('fr');
const formatSpeed = decimal(1, ',');
const facts = factTexts(common.element.facts);

/** @type {FilesStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    'fact-expressions': facts['fact-expressions'],
    'fact-work': facts['fact-work'],
    title: 'Photos et vidéos – EmoSense',
    heading: 'Photos et vidéos',
    lead:
      'Plusieurs à la fois : chaque visage est encadré, avec son expression en légende. Une chronologie est créée ' +
      'pour chaque vidéo.',
    'fact-files':
      '<1>Rien ne quitte cet appareil.</1> Les fichiers sont analysés dans cet onglet ; rien n’est envoyé ni ' +
      'enregistré.',
    'fact-consent':
      '<1>Seulement avec leur accord.</1> N’analysez que des images de personnes qui y consentent ; pour les ' +
      'mineurs, leurs responsables légaux doivent consentir.',
    'choose-files': 'Choisir des fichiers',
    'drop-lead': 'Déposez ici des photos, des dossiers ou des vidéos',
    choose: 'Choisir des photos ou des vidéos',
    'drop-formats': 'Ou collez-les. JPEG, PNG, WebP, AVIF, GIF ; MP4, MOV, WebM, MKV.',
    results: 'Résultats',
    stop: 'Arrêter',
    'contact-sheet': 'Planche-contact',
    clear: 'Tout retirer',
    undo: 'Annuler',
    'show-only': 'N’afficher que',
    order: 'Ordre',
    'order-added': 'd’ajout',
    'order-name': 'alphabétique',
    'order-score': 'score le plus élevé d’abord',
    previous: 'Précédente',
    next: 'Suivante',
    'close-detail': 'Fermer',
    'results-notice':
      'Ces résultats disent à quoi ressemblent des expressions, pas ce que quelqu’un ressentait. Ne les ' +
      'montrez à d’autres qu’avec l’accord des personnes concernées ; ne jugez jamais personne sur cette base ' +
      'au travail ou dans l’enseignement (règlement européen sur l’IA, art. 5(1)(f)).',
  },

  summary: live.summary,
  timeline: live.timeline,
  image: live.image,
  waiting: 'En attente',
  analyzing: 'Analyse en cours…',
  looks: (emotion, score) => `a l’air ${emotion}, ${formatPercent(score)}`,
  mostly: (emotion, share) => `surtout ${emotion}, ${formatPercent(share)} du temps`,
  firstFrameOnly: (frames) => `Animée : seule la première de ses ${frames} images a été analysée.`,

  open: (name) => `Ouvrir ${name}`,
  remove: (name) => `Retirer ${name}`,
  removed: (number) => `${count(number, 'fichier retiré', 'fichiers retirés')}.`,
  groups: { unclassified: 'non analysés', 'no-face': 'sans visage', video: 'vidéos', failed: 'en échec' },

  progress: (done, total) => `${done} sur ${total}`,
  loading: (amount) => `Chargement du modèle : ${amount}`,
  total: ({ images, videos, faces, unclassified, failed }) => {
    const analyzed = [];
    if (images) analyzed.push(`${count(images, 'photo', 'photos')} avec ${count(faces, 'visage', 'visages')}`);
    if (videos) analyzed.push(count(videos, 'vidéo', 'vidéos'));
    const sentences = analyzed.length ? [`${analyzed.join(' et ')}.`] : [];
    if (unclassified) {
      sentences.push(`${count(unclassified, 'visage n’a pas pu être analysé', 'visages n’ont pas pu être analysés')}.`);
    }
    if (failed) {
      sentences.push(`${count(failed, 'fichier n’a pas pu être analysé', 'fichiers n’ont pas pu être analysés')}.`);
    }
    return sentences.join(' ');
  },
  stopped: (done, total) => `Arrêté : ${done} sur ${total} analysés.`,
  resume: (waiting) => (waiting === 1 ? 'Analyser le dernier' : `Analyser les ${waiting} restants`),

  contactSheetNotice:
    'À quoi ressemblent des expressions, pas ce que quelqu’un ressentait. À ne montrer qu’avec l’accord des ' +
    'personnes concernées ; jamais au travail ni dans l’enseignement (règlement européen sur l’IA, art. ' +
    '5(1)(f)).',

  unreadable: (number, paths) =>
    `${count(number, 'fichier ou dossier n’a', 'fichiers ou dossiers n’ont')} pas pu être ouvert` +
    `${number > 1 ? 's' : ''} : ${paths}.`,
  tooManyFiles: (max) =>
    `Seuls les ${max} premiers fichiers ont été ajoutés. Ajoutez les autres une fois ceux-ci analysés.`,

  video: {
    progress: (name) => `Progression de ${name}`,
    chartImage: 'Image',
    analyzing: (at, length, speed) => `${at} sur ${length} · ${formatSpeed(speed)} fois la vitesse réelle`,
    done: (length, speed) => `Durée : ${length}. Analyse à ${formatSpeed(speed)} fois la vitesse réelle.`,
    stopped: (at, length) => `Arrêté à ${at} sur ${length}. Voici les résultats jusque-là.`,
    damagedAfter: (at) => `Le fichier est endommagé après ${at}. Voici les résultats jusque-là.`,
  },

  errors: {
    empty: () => 'Ce fichier est vide.',
    unavailable: () =>
      'Ce fichier ne s’ouvre pas : il a été déplacé, modifié ou supprimé, ou vous n’avez pas le droit de le lire.',
    'too-many-bytes': (megabytes) =>
      `Ce fichier est trop volumineux : ${megabytes} Mo. Enregistrez-en une version plus petite, de moins de 256 Mo.`,
    'too-many-pixels': (size) =>
      `Cette image est trop grande pour être ouverte ici : ${size} pixels. Enregistrez-en une version plus petite, ` +
      'de 128 millions de pixels au plus.',
    'video-too-large': (size) =>
      `Cette vidéo est trop grande pour être ouverte ici : ${size} pixels. Enregistrez-en une version plus petite, de ` +
      '8192 × 4352 pixels au maximum.',
    'unsupported-format': (format) =>
      `Ce navigateur n’ouvre pas les images ${format}. Enregistrez-la en JPEG, PNG, WebP ou AVIF.`,
    damaged: () => 'Ce fichier d’image est endommagé : il ne s’ouvre pas.',
    'not-an-image': () => 'Ce n’est pas une image : choisissez des fichiers JPEG, PNG, WebP, AVIF ou GIF.',
    'not-a-video': () => 'Ce n’est pas une vidéo lisible ici : choisissez des fichiers MP4, MOV, WebM ou MKV.',
    'audio-only': () => 'Ce fichier contient du son, mais pas de vidéo.',
    'damaged-video': () => 'Ce fichier vidéo est endommagé ou incomplet : rien ne peut en être lu.',
    'unsupported-codec': (codecs) => {
      const [codec, ...playable] = codecs.split(', ');
      const advice = playable.length ? `Convertissez-la en ${playable.join(' ou ')}, ou ouvrez` : 'Ouvrez';
      return (
        `Ce navigateur ne lit pas ${codec ? `la vidéo ${codec}` : 'ce genre de vidéo'}. ` +
        `${advice} cette page dans un autre navigateur.`
      );
    },
    'no-webcodecs': () =>
      'Ce navigateur ne peut pas analyser de vidéos : il ne prend pas en charge WebCodecs. Ouvrez cette page dans ' +
      'un Chrome, Edge, Firefox ou Safari récent.',
    'no-worker': () =>
      'Une partie de cette page n’a pas pu être chargée. Vérifiez la connexion, puis rechargez la page.',
  },
};
