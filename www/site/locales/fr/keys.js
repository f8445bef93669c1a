/** The texts of the list of keys in French. */

/** @type {typeof import('../en/keys.js').strings} */
export const strings = {
  heading: 'Raccourcis clavier',
  close: 'Fermer',
  keys: [
    ['Espace', 'démarrer ou arrêter la caméra'],
    ['n', 'écrire une note pour cet instant'],
    ['s', 'sauvegarder l’enregistrement sur cet appareil'],
    ['f', 'plein écran, activer ou quitter'],
    ['?', 'afficher cette liste'],
  ],
  hint: 'Elles ne font rien pendant que vous écrivez dans un champ. Espace presse le bouton qui a le focus.',
  use: 'Utiliser ces touches',
};
