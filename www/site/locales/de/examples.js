/** The texts of the page "For your own site" in German. */

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { ExamplesStrings } from '../en/examples.js' */

/** @type {ExamplesStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    title: 'EmoSense in die eigene Website einbauen',
    heading: 'In die eigene Website einbauen',
    lead:
      'Kopieren Sie den Ordner <1>emosense</1> einer fertig gebauten Website auf einen beliebigen statischen Host, oder ' +
      'verweisen Sie auf einen Host, der ihn hat. Kamera, Erkennung und Ergebnis bleiben im Browser der Besucher.',
    playground:
      '<1>Probieren Sie jedes Attribut des Elements aus</1>, und kopieren Sie den Code für HTML, React, Vue, Svelte oder ' +
      'Angular.',
    'law-heading': 'Bevor Sie ihn einfügen',
    'law-places':
      '<1>Nicht für Schulen, Kurse oder Arbeitsplätze.</1> Die EU verbietet Systeme, die bei der Arbeit und in ' +
      'Bildungseinrichtungen auf Gefühle von Menschen schließen, auf dem Gerät oder nicht, außer aus medizinischen oder ' +
      'Sicherheitsgründen (<2>KI-Verordnung, Art. 5(1)(f)</2>). Eine Seite für Lernende ist nur für Menschen, die aus ' +
      'eigenem Entschluss üben, selbst starten und die Ergebnisse als Einzige sehen. Sammeln Sie keine Ergebnisse, und ' +
      'zeigen Sie sie niemandem sonst.',
    'law-inform':
      '<1>Informieren Sie die Menschen.</1> Wessen Ausdruck ausgewertet wird, muss es wissen (<2>Art. 50(3)</2>); das ' +
      'Element informiert und fragt nach der Einwilligung, bevor es die Kamera öffnet, und das lässt sich nicht ' +
      'abschalten. Minderjährige nur mit Einwilligung der Sorgeberechtigten. Dies ist keine Rechtsberatung.',
    plain: 'Ein Script-Tag',
    'plain-note': 'Bei der Arbeit und in Bildungseinrichtungen verboten (Art. 5(1)(f)). <1>Eine Seite damit</1>',
    iframe: 'Ein iframe',
    'iframe-for':
      'Für Websites, die keine Skripte anderer Websites erlauben, wie viele Lernplattformen. Enthält die Adresse den ' +
      'Ursprung Ihrer Seite, so erhält sie die Ergebnisse, sobald die Person vor der Kamera das eingeschaltet hat.',
    'iframe-note':
      'Nachrichten haben die Form <1/>, mit dem Typ und den Feldern der Ereignisse unten. Bei der Arbeit und in ' +
      'Bildungseinrichtungen verboten (Art. 5(1)(f)). <2>Eine Seite damit</2>',
    'react-note': 'Bei der Arbeit und in Bildungseinrichtungen verboten (Art. 5(1)(f)).',
    lesson: 'Eine Übung',
    'lesson-text':
      '<1>Sieben Ausdrücke üben</1>: eine Übung mit den Ereignissen des Elements, die nur die Lernenden starten und ' +
      'sehen. Zum freiwilligen Üben außerhalb von Schule und Arbeit.',
    reference: 'Das Element',
    'reference-language': 'Diese Übersicht für Entwickler ist auf Englisch.',
    copy: 'Code kopieren',
    show: 'Hier zeigen',
  },

  copy: 'Code kopieren',
  copied: 'Kopiert',
  selected: 'Markiert: mit Strg+C oder ⌘C kopieren',
  show: 'Hier zeigen',
  hide: 'Ausblenden',
  notLoaded: 'Das Element konnte nicht geladen werden. Prüfen Sie die Verbindung, und laden Sie die Seite neu.',
};
