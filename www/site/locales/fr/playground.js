/** The texts of the playground in French. */
import { strings as french } from '../../../package/locales/fr.js';
import { factTexts } from '../facts.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { PlaygroundStrings } from '../en/playground.js' */

/** @type {PlaygroundStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    ...factTexts(french.element.facts),
    title: 'Essayer – EmoSense',
    heading: 'Essayer l’élément',
    lead:
      'Réglez ses attributs, observez ce qu’il signale et copiez le code pour votre site. ' +
      '<1>Autres façons de l’intégrer</1>',
    element: 'L’élément',
    events: 'Événements',
    'no-events': 'Ils s’affichent ici, le plus récent en premier.',
    attributes: 'Attributs',
    analyzed: 'Ce qui est analysé',
    source: 'Caméra ou photo',
    'choose-photo': 'Choisir une photo',
    'use-camera': 'Utiliser la caméra',
    photo: 'Photo',
    facing: 'Caméra dirigée vers',
    user: 'la personne',
    environment: 'l’environnement',
    'max-faces': 'Nombre maximal de visages',
    'interval-ms': 'Millisecondes entre deux images',
    named: 'Comment les expressions sont nommées',
    sensitivity: 'Sensibilité, de 0 à 1',
    smoothing: 'Lissage en millisecondes',
    emotions: 'Expressions entre lesquelles les scores se répartissent',
    shown: 'Ce qui est affiché',
    mirror: 'En miroir',
    auto: 'automatiquement',
    on: 'toujours',
    off: 'jamais',
    lang: 'Langue',
    'lang-page': 'celle de la page',
    hide: 'Masqué',
    overlay: 'cadres',
    scores: 'valeurs',
    controls: 'boutons',
    autostart: 'Démarre tout seul une fois le consentement mémorisé',
    hosted: 'Où sont ses fichiers',
    'hosted-note': 'Ces deux attributs ne figurent que dans le code : cette page utilise ses propres fichiers.',
    'base-url': 'Copie du dossier <1>pkg</1>',
    'custom-models-url': 'Module pour vos propres modèles',
    reset: 'Tout réinitialiser',
    code: 'Code',
    copy: 'Copier',
    law: 'Avant de l’utiliser',
  },

  copied: (framework) => `Copié : ${framework}.`,
  notCopied: 'Le navigateur ne le permet pas. Le code est sélectionné : appuyez sur Ctrl+C ou ⌘C.',
  notes: {
    html: 'YOUR-HOST : tout hébergeur statique avec le dossier emosense du site construit, ou un CDN de paquets npm.',
    react:
      'React 19. Sur une page rendue par un serveur, dans le navigateur seulement : React n’y attache aucun listener.',
    vue:
      'Dans les options du plugin Vue : ' +
      'template: { compilerOptions: { isCustomElement: (tag) => tag === "emo-sense" } }',
    svelte: 'Svelte 5. Dans SvelteKit, le rendu côté serveur fonctionne aussi.',
    angular: 'Angular omet le worker : ajoutez node_modules/emosense/pkg aux assets dans angular.json.',
  },
};
