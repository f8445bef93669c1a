/** What the lesson says, in French. */

/** @type {typeof import('../en/lesson.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'S’exercer à sept expressions – EmoSense',
    alone: 'Vous seul voyez ceci',
    heading: 'Exercez-vous à sept expressions',
    lead: 'Un petit visage vous montre une expression. Imitez-la, et tenez-la jusqu’à ce que l’anneau autour se soit fermé. Cela prend deux minutes, et vous pouvez toutes les passer.',
    'fact-alone':
      '<1>Pour vous seul.</1> Le retour est sur cet écran et nulle part ailleurs : rien n’est envoyé, rien n’est gardé, personne n’est noté.',
    'fact-own':
      '<1>De votre propre gré, hors de l’école et du travail.</1> L’UE interdit les systèmes qui infèrent les émotions des personnes dans l’enseignement et au travail, sur l’appareil ou non, sauf pour des raisons médicales ou de sécurité (<2>règlement européen sur l’IA, art. 5(1)(f)</2>). Aucune école, aucun cours, aucun employeur ne peut donc donner cet exercice, l’observer ou demander ce qu’il en est sorti.',
    'fact-muscles':
      '<1>Des muscles, pas des sentiments.</1> Vous exercez l’apparence d’un visage. Ce que vous ressentez ne s’y montre pas de façon fiable, et chacun le montre autrement.',
    go: 'Démarrez la caméra pour commencer.',
    expressions: 'Expressions',
    held: 'Tenue',
    skip: 'Passer celle-ci',
    done: 'C’étaient les sept',
    'skipped-ones':
      'Celles que l’on passe ne disent rien de vous : la reconnaissance connaît le moins le dégoût et la peur, et chaque visage est différent. Quand vous quittez cette page, cette liste disparaît.',
    again: 'S’exercer encore',
  },

  tips: {
    happy: 'Levez les coins de la bouche, et laissez les joues monter avec eux.',
    surprised: 'Levez les sourcils, ouvrez grand les yeux et laissez tomber la mâchoire.',
    neutral: 'Laissez tout le visage au repos, la bouche fermée.',
    sad: 'Abaissez les coins de la bouche et levez le bout intérieur des sourcils.',
    angry: 'Abaissez et rapprochez les sourcils, et serrez fermement les lèvres.',
    disgusted: 'Plissez le nez et levez la lèvre supérieure, comme devant une mauvaise odeur.',
    fearful: 'Levez les sourcils en les rapprochant, les yeux grands ouverts, les lèvres étirées de côté.',
  },
  show: (name) => `Montrez : ${name}`,
  nowShow: (name, tip) => `Montrez maintenant : ${name}. ${tip}`,
  results: { held: 'tenue', skipped: 'passée', now: 'maintenant', 'to come': 'à venir' },
  sum: (held, all) => (held ? `Vous en avez tenu ${held} sur ${all}.` : 'Vous les avez toutes regardées.'),
  wellDone: 'Tenue – bravo.',
  held: (name) => `Tenue : ${name}.`,
  hold: 'C’est cela – tenez-la.',
  unclear: 'En ce moment, elle ne ressemble nettement à aucune des sept.',
  resembles: (name) => `En ce moment, elle semble ${name}.`,
  stronger: 'Montrez-la plus fort que dans la vie, ou passez-la.',
  goOn: 'Démarrez la caméra pour continuer.',
};
