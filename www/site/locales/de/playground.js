/** The texts of the playground in German. */
import { strings as german } from '../../../package/locales/de.js';
import { factTexts } from '../facts.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { PlaygroundStrings } from '../en/playground.js' */

/** @type {PlaygroundStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    ...factTexts(german.element.facts),
    title: 'Ausprobieren – EmoSense',
    heading: 'Das Element ausprobieren',
    lead:
      'Stellen Sie seine Attribute ein, sehen Sie, was es meldet, und kopieren Sie den Code für Ihre Website. ' +
      '<1>Weitere Wege, es einzubauen</1>',
    element: 'Das Element',
    events: 'Ereignisse',
    'no-events': 'Sie erscheinen hier, das neueste zuerst.',
    attributes: 'Attribute',
    analyzed: 'Was ausgewertet wird',
    source: 'Kamera oder ein Foto',
    'choose-photo': 'Foto wählen',
    'use-camera': 'Kamera verwenden',
    photo: 'Foto',
    facing: 'Kamera, gerichtet auf',
    user: 'die Person',
    environment: 'die Umgebung',
    'max-faces': 'Höchstzahl der Gesichter',
    'interval-ms': 'Millisekunden zwischen zwei Bildern',
    named: 'Wie Ausdrücke benannt werden',
    sensitivity: 'Empfindlichkeit, von 0 bis 1',
    smoothing: 'Glättung in Millisekunden',
    emotions: 'Ausdrücke, auf die sich die Werte verteilen',
    shown: 'Was zu sehen ist',
    mirror: 'Gespiegelt',
    auto: 'automatisch',
    on: 'immer',
    off: 'nie',
    lang: 'Sprache',
    'lang-page': 'die der Seite',
    hide: 'Ausgeblendet',
    overlay: 'Rahmen',
    scores: 'Werte',
    controls: 'Knöpfe',
    autostart: 'Startet von selbst, sobald die Einwilligung gespeichert ist',
    hosted: 'Wo seine Dateien liegen',
    'hosted-note': 'Diese beiden stehen nur im Code: Diese Seite verwendet ihre eigenen Dateien.',
    'base-url': 'Kopie des Ordners <1>pkg</1>',
    'custom-models-url': 'Modul für eigene Modelle',
    reset: 'Alles zurücksetzen',
    code: 'Code',
    copy: 'Kopieren',
    law: 'Bevor Sie es einsetzen',
  },

  copied: (framework) => `Kopiert: ${framework}.`,
  notCopied: 'Der Browser lässt es nicht zu. Der Code ist markiert: Drücken Sie Strg+C oder ⌘C.',
  notes: {
    html:
      'YOUR-HOST ist jeder statische Host, der den Ordner emosense der gebauten Website hat, oder ein CDN für ' +
      'npm-Pakete.',
    react: 'React 19. Auf Seiten, die ein Server rendert, nur im Browser rendern: Dort hängt React keine Listener an.',
    vue:
      'In den Optionen des Vue-Plugins: ' +
      'template: { compilerOptions: { isCustomElement: (tag) => tag === "emo-sense" } }',
    svelte: 'Svelte 5. In SvelteKit geht es auch mit Rendern auf dem Server.',
    angular: 'Angular lässt den Worker aus: Nehmen Sie node_modules/emosense/pkg in angular.json unter assets auf.',
  },
};
