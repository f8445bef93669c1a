/** The texts of the page "For your own site" in French. */

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { ExamplesStrings } from '../en/examples.js' */

/** @type {ExamplesStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    title: 'Intégrer EmoSense à votre site',
    heading: 'L’intégrer à votre site',
    lead:
      'Copiez le dossier <1>emosense</1> d’un site compilé sur n’importe quel hébergement statique, ou faites un lien ' +
      'vers un hébergement qui l’a. La caméra, la reconnaissance et le résultat restent dans le navigateur du visiteur.',
    playground:
      '<1>Essayez chaque attribut de l’élément</1>, et copiez le code pour HTML, React, Vue, Svelte ou Angular.',
    'law-heading': 'Avant de l’intégrer',
    'law-places':
      '<1>Ni à l’école, ni en formation, ni au travail.</1> L’UE interdit les systèmes qui déduisent les émotions des ' +
      'personnes au travail et dans les établissements d’enseignement, sur l’appareil ou non, sauf pour des raisons ' +
      'médicales ou de sécurité (<2>règlement sur l’IA, art. 5(1)(f)</2>). Une page pour apprendre n’est que pour des ' +
      'personnes qui s’exercent de leur propre choix, la démarrent elles-mêmes et sont seules à voir les résultats. Ne ' +
      'recueillez pas de résultats et ne les montrez à personne d’autre.',
    'law-inform':
      '<1>Informez les personnes.</1> Qui voit ses expressions analysées doit en être informé (<2>art. 50(3)</2>) ; ' +
      'l’élément informe et demande le consentement avant d’ouvrir la caméra, et cela ne peut pas être désactivé. Les ' +
      'mineurs seulement avec le consentement de leur représentant légal. Ceci n’est pas un avis juridique.',
    plain: 'Une balise script',
    'plain-note': 'Interdit au travail et dans les établissements d’enseignement (art. 5(1)(f)). <1>Une page avec</1>',
    iframe: 'Un iframe',
    'iframe-for':
      'Pour les sites qui n’autorisent pas les scripts d’autres sites, comme beaucoup de plateformes d’apprentissage. ' +
      'Si l’adresse contient l’origine de votre page, celle-ci reçoit les résultats dès que la personne devant la ' +
      'caméra l’a activé.',
    'iframe-note':
      'Les messages ont la forme <1/>, avec le type et les champs des événements ci-dessous. Interdit au travail et ' +
      'dans les établissements d’enseignement (art. 5(1)(f)). <2>Une page avec</2>',
    'react-note': 'Interdit au travail et dans les établissements d’enseignement (art. 5(1)(f)).',
    lesson: 'Un exercice',
    'lesson-text':
      '<1>S’exercer à sept expressions</1> : un exercice fondé sur les événements de l’élément, que seule la personne ' +
      'qui apprend démarre et voit. Pour s’exercer librement, hors de l’école et du travail.',
    reference: 'L’élément',
    'reference-language': 'Cette référence pour les développeurs est en anglais.',
    copy: 'Copier le code',
    show: 'L’afficher ici',
  },

  copy: 'Copier le code',
  copied: 'Copié',
  selected: 'Sélectionné : copiez avec Ctrl+C ou ⌘C',
  show: 'L’afficher ici',
  hide: 'Le masquer',
  notLoaded: 'L’élément n’a pas pu être chargé. Vérifiez la connexion et rechargez la page.',
};
