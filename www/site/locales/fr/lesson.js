/** The texts of the lesson in French. */

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { LessonStrings } from '../en/lesson.js' */

/** @type {LessonStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    title: 'S’exercer à sept expressions – EmoSense',
    heading: 'Exercez-vous à sept expressions',
    lead:
      'Un petit visage vous montre une expression. Imitez-la et tenez-la jusqu’à ce que l’anneau autour se ' +
      'ferme. Cela prend deux minutes, et vous pouvez passer n’importe quelle expression.',
    'fact-private':
      '<1>Pour vous uniquement.</1> Le retour apparaît sur cet écran et nulle part ailleurs : rien n’est envoyé, ' +
      'rien n’est enregistré, personne n’est noté.',
    'fact-voluntary':
      '<1>De votre plein gré, hors de l’école et du travail.</1> L’UE interdit les systèmes qui déduisent les ' +
      'émotions des personnes au travail et dans l’enseignement, sur l’appareil ou non, sauf pour des raisons ' +
      'médicales ou de sécurité (<2>règlement européen sur l’IA, art. 5(1)(f)</2>). Aucune école, aucun cours, ' +
      'aucun employeur ne peut donc imposer cet exercice, l’observer ou en demander les résultats.',
    'fact-muscles':
      '<1>Des muscles, pas des sentiments.</1> Vous travaillez l’apparence d’un visage. Elle ne montre pas de ' +
      'façon fiable ce que vous ressentez, et chacun montre ses sentiments autrement.',
    go: 'Démarrez la caméra pour commencer.',
    expressions: 'Expressions',
    progress: 'Progression',
    skip: 'Passer celle-ci',
    done: 'C’étaient les sept expressions',
    'results-note':
      'Les expressions passées ne disent rien de vous : le modèle reconnaît le moins bien le dégoût et la ' +
      'peur, et chaque visage est différent. Cette liste disparaît quand vous quittez la page.',
    again: 'S’exercer encore',
  },

  tips: {
    happy: 'Levez les coins de la bouche, et laissez les joues monter avec eux.',
    surprised: 'Levez les sourcils, ouvrez grand les yeux et laissez tomber la mâchoire.',
    neutral: 'Détendez tout le visage, la bouche fermée.',
    sad: 'Abaissez les coins de la bouche et levez l’extrémité intérieure des sourcils.',
    angry: 'Abaissez et rapprochez les sourcils, et serrez fermement les lèvres.',
    disgusted: 'Plissez le nez et levez la lèvre supérieure, comme devant une mauvaise odeur.',
    fearful: 'Levez les sourcils en les rapprochant, les yeux grands ouverts, les lèvres étirées de côté.',
  },
  instruction: (emotion) => `Ayez l’air ${emotion}`,
  nextInstruction: (emotion, tip) => `Ayez maintenant l’air ${emotion}. ${tip}`,
  results: { done: 'réussi', skipped: 'passé', now: 'maintenant', upcoming: 'à venir' },
  total: (done, total) => (done ? `${done} sur ${total} réussies.` : 'Vous les avez toutes regardées.'),
  success: 'Bravo !',
  done: (emotion) => `Réussi : ${emotion}.`,
  hold: 'C’est ça – ne bougez plus.',
  unclear: 'En ce moment, l’expression n’est pas nette.',
  looks: (emotion) => `En ce moment, le visage a l’air ${emotion}.`,
  stronger: 'Exagérez un peu, ou passez-la.',
  resume: 'Démarrez la caméra pour continuer.',
};
