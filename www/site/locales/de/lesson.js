/** What the lesson says, in German. */

/** @type {typeof import('../en/lesson.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'Sieben Ausdrücke üben – EmoSense',
    alone: 'Nur Sie sehen das',
    heading: 'Üben Sie sieben Ausdrücke',
    lead: 'Ein kleines Gesicht zeigt Ihnen einen Ausdruck. Machen Sie ihn nach, und halten Sie ihn, bis sich der Ring darum geschlossen hat. Es dauert zwei Minuten, und jeden dürfen Sie überspringen.',
    'fact-alone':
      '<1>Für Sie allein.</1> Die Rückmeldung steht auf diesem Bildschirm und nirgends sonst: Nichts wird gesendet, nichts behalten, niemand benotet.',
    'fact-own':
      '<1>Auf eigenen Wunsch, außerhalb von Schule und Arbeit.</1> Die EU verbietet Systeme, die in Bildungseinrichtungen und bei der Arbeit auf Gefühle von Menschen schließen, auf dem Gerät oder nicht, außer aus medizinischen oder Sicherheitsgründen (<2>KI-Verordnung der EU, Art. 5(1)(f)</2>). Keine Schule, kein Kurs und kein Arbeitgeber darf diese Übung also aufgeben, dabei zusehen oder fragen, was herauskam.',
    'fact-muscles':
      '<1>Muskeln, keine Gefühle.</1> Sie üben, wie ein Gesicht aussieht. Was Sie fühlen, zeigt sich darin nicht verlässlich, und Menschen zeigen es verschieden.',
    go: 'Starten Sie die Kamera, um zu beginnen.',
    expressions: 'Ausdrücke',
    held: 'Gehalten',
    skip: 'Diesen überspringen',
    done: 'Das waren alle sieben',
    'skipped-ones':
      'Übersprungene sagen nichts über Sie: Ekel und Angst kennt der Erkenner am wenigsten, und jedes Gesicht ist anders. Wenn Sie diese Seite verlassen, ist diese Liste weg.',
    again: 'Noch einmal üben',
  },

  tips: {
    happy: 'Heben Sie die Mundwinkel, und lassen Sie die Wangen mitgehen.',
    surprised: 'Heben Sie die Brauen, öffnen Sie die Augen weit, und lassen Sie den Kiefer fallen.',
    neutral: 'Lassen Sie das ganze Gesicht ruhen, mit geschlossenem Mund.',
    sad: 'Ziehen Sie die Mundwinkel herab und die inneren Enden der Brauen hinauf.',
    angry: 'Ziehen Sie die Brauen herab und zusammen, und pressen Sie die Lippen fest aufeinander.',
    disgusted: 'Rümpfen Sie die Nase, und heben Sie die Oberlippe, wie bei einem schlechten Geruch.',
    fearful: 'Heben Sie die Brauen, und ziehen Sie sie zusammen, die Augen weit, die Lippen zur Seite gespannt.',
  },
  show: (name) => `Zeigen Sie: ${name}`,
  nowShow: (name, tip) => `Zeigen Sie jetzt: ${name}. ${tip}`,
  results: { held: 'gehalten', skipped: 'übersprungen', now: 'jetzt', 'to come': 'kommt noch' },
  sum: (held, all) => (held ? `Sie haben ${held} von ${all} gehalten.` : 'Sie haben alle angesehen.'),
  wellDone: 'Gehalten – gut gemacht.',
  held: (name) => `Gehalten: ${name}.`,
  hold: 'Das ist es – halten Sie ihn.',
  unclear: 'Gerade gleicht er keinem der sieben deutlich.',
  resembles: (name) => `Gerade wirkt er ${name}.`,
  stronger: 'Zeigen Sie ihn stärker, als Sie es im Leben täten, oder überspringen Sie ihn.',
  goOn: 'Starten Sie die Kamera, um fortzufahren.',
};
