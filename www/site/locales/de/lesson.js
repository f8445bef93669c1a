/** The texts of the lesson in German. */

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { LessonStrings } from '../en/lesson.js' */

/** @type {LessonStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    title: 'Sieben Ausdrücke üben – EmoSense',
    heading: 'Üben Sie sieben Ausdrücke',
    lead:
      'Ein kleines Gesicht zeigt Ihnen einen Ausdruck. Machen Sie ihn nach und halten Sie ihn, bis sich der Ring ' +
      'darum schließt. Es dauert zwei Minuten, und jeden Ausdruck können Sie überspringen.',
    'fact-private':
      '<1>Nur für Sie.</1> Die Rückmeldung erscheint auf diesem Bildschirm und nirgends sonst: Nichts wird ' +
      'gesendet, nichts gespeichert, niemand benotet.',
    'fact-voluntary':
      '<1>Freiwillig, außerhalb von Schule und Arbeit.</1> Die EU verbietet Systeme, die bei der Arbeit und in ' +
      'Bildungseinrichtungen auf Gefühle von Menschen schließen, auf dem Gerät oder nicht, außer aus ' +
      'medizinischen oder Sicherheitsgründen (<2>KI-Verordnung der EU, Art. 5(1)(f)</2>). Keine Schule, kein ' +
      'Kurs und kein Arbeitgeber darf diese Übung also aufgeben, dabei zusehen oder nach den Ergebnissen ' +
      'fragen.',
    'fact-muscles':
      '<1>Muskeln, keine Gefühle.</1> Sie üben, wie ein Gesicht aussieht. Was Sie fühlen, zeigt es nicht ' +
      'verlässlich, und Menschen zeigen Gefühle verschieden.',
    go: 'Starten Sie die Kamera, um zu beginnen.',
    expressions: 'Ausdrücke',
    progress: 'Fortschritt',
    skip: 'Diesen überspringen',
    done: 'Das waren alle sieben',
    'results-note':
      'Übersprungene Ausdrücke sagen nichts über Sie: Ekel und Angst erkennt das Modell am schlechtesten, und ' +
      'jedes Gesicht ist anders. Wenn Sie die Seite verlassen, verschwindet diese Liste.',
    again: 'Noch einmal üben',
  },

  tips: {
    happy: 'Heben Sie die Mundwinkel, und lassen Sie die Wangen mitgehen.',
    surprised: 'Heben Sie die Brauen, öffnen Sie die Augen weit und lassen Sie den Kiefer fallen.',
    neutral: 'Entspannen Sie das ganze Gesicht, mit geschlossenem Mund.',
    sad: 'Ziehen Sie die Mundwinkel nach unten und die inneren Enden der Brauen nach oben.',
    angry: 'Ziehen Sie die Brauen nach unten und zusammen, und pressen Sie die Lippen fest aufeinander.',
    disgusted: 'Rümpfen Sie die Nase und heben Sie die Oberlippe, wie bei einem schlechten Geruch.',
    fearful: 'Heben Sie die Brauen und ziehen Sie sie zusammen, die Augen weit offen, die Lippen zur Seite gespannt.',
  },
  instruction: (emotion) => `Schauen Sie ${emotion}`,
  nextInstruction: (emotion, tip) => `Schauen Sie jetzt ${emotion}. ${tip}`,
  results: { done: 'geschafft', skipped: 'übersprungen', now: 'jetzt', upcoming: 'kommt noch' },
  total: (done, total) => (done ? `${done} von ${total} geschafft.` : 'Sie haben alle angesehen.'),
  success: 'Geschafft!',
  done: (emotion) => `Geschafft: ${emotion}.`,
  hold: 'Genau so – halten Sie ihn.',
  unclear: 'Gerade ist der Ausdruck nicht eindeutig.',
  looks: (emotion) => `Gerade wirkt er ${emotion}.`,
  stronger: 'Übertreiben Sie ein wenig, oder überspringen Sie ihn.',
  resume: 'Starten Sie die Kamera, um fortzufahren.',
};
