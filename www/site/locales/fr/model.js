/** What the page about the model says, in French. */

/** @type {typeof import('../en/model.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'Le modèle – EmoSense',
    heading: 'Combien de fois a-t-il raison ?',
    lead: 'Un petit réseau regarde un visage de 48 sur 48 points gris et dit à laquelle de sept expressions il ressemble. Voici ce qui a été mesuré, où il se trompe et à quoi il ne doit pas servir. Chaque nombre et chaque graphique est calculé dans votre navigateur à partir des fichiers publiés avec le réseau.',
    accuracy: 'Juste, d’un seul regard',
    'accuracy-means':
      'des images réservées à un dernier essai (FER-2013, PrivateTest) : il dit ce qu’ont dit les personnes qui les ont nommées.',
    flip: 'Juste, avec l’image en miroir',
    'flip-means': 'des mêmes images, quand chacune est lue une seconde fois en miroir et que l’on fait la moyenne.',
    'macro-f1': 'F1 macro',
    'macro-f1-means':
      'la moyenne sur les sept expressions, où une rare compte autant qu’une fréquente. Un réseau parfait a 1.',
    ece: 'Erreur de calibration moyenne',
    'ece-means':
      'l’écart moyen entre un score et la fréquence à laquelle il est juste : plus il est petit, plus le score veut dire ce qu’il dit.',
    majority: 'Là où les gens s’accordent',
    'majority-means':
      'des images pour lesquelles plus de cinq juges sur dix (FER+) ont choisi la même expression : le réseau la choisit aussi.',
    weights: 'Poids',
    'weights-means': 'nombres appris des images : tout ce qu’il sait y est.',
    size: 'Taille',
    'size-means': 'à télécharger, une fois. Ensuite, cela marche sans connexion.',
    adds: 'Opérations',
    'adds-means':
      'multiplications-additions pour un visage : le travail de votre appareil pour chaque visage de chaque image.',
    'confusion-heading': 'Ce qu’il prend pour quoi',
    'confusion-text':
      'Chaque ligne contient les images auxquelles des personnes ont donné un nom, chaque colonne le nom que le réseau leur a donné. Pointez une case, ou parcourez-les avec les flèches, pour la lire.',
    'classes-heading': 'Il connaît mieux certaines expressions',
    'classes-text':
      '<1>Précision</1> : des images qu’il dit joyeuses, par exemple, la part que des personnes disent joyeuses aussi. <2>Rappel</2> : de celles que des personnes disent joyeuses, la part qu’il trouve. <3>F1</3> n’est élevé que si les deux le sont.',
    'reliability-heading': 'Un score veut-il dire ce qu’il dit ?',
    'reliability-text':
      'Un score de 70 % devrait être juste sept fois sur dix. Les images sont rangées selon le plus haut score du réseau ; chaque point est un quinzième de l’échelle, d’autant plus grand que plus d’images y tombent.',
    'curves-heading': 'Comment il a appris',
    'curves-text':
      'Ceci est le dernier de ses entraînements, et il en continue un autre : il commence donc haut. Il apprend moins des noms que des réponses de deux réseaux plus grands. L’époque a été choisie sur PublicTest. PrivateTest a été mesuré une fois pour chaque réseau publié ; les erreurs d’un des premiers y ont été regardées avant que sa recette change, ce qui a un peu plié cette règle.',
    'heights-heading': 'De l’autre bout de la pièce',
    'heights-text':
      'Les images de PrivateTest ont été collées en bien des tailles dans des images de 640 sur 480 points, et devaient être trouvées, alignées et découpées comme celles de votre caméra. Elles sont coupées au ras du visage, donc plus difficiles à trouver qu’un visage dans une pièce.',
    'disturbances-heading': 'Penché, flou, mal éclairé',
    'disturbances-text':
      'Le même essai à une hauteur de 160 points, avec ce que caméras, pièces et têtes font à une image. Ce qui se perd se perd surtout en cherchant le visage.',
    'networks-heading': 'À côté des réseaux de l’article',
    'networks-text':
      'Le projet est né d’un article sur la reconnaissance d’expressions. Ses réseaux ont été entraînés ici de nouveau, sur les mêmes images, et mesurés de la même manière : à l’essai officiel, selon la division des données de l’article, et à sa tâche plus petite, distinguer joyeuse de triste.',
    'frameworks-heading': 'Un réseau, deux bibliothèques',
    'frameworks-text':
      'L’article trouve un grand écart entre un modèle TensorFlow et un modèle PyTorch. Ici, le même réseau part des mêmes poids et voit les mêmes images dans le même ordre sous les deux. Le grand écart est entre les images vues et celles qui ne l’ont pas été.',
    'limits-heading': 'À quoi il sert, et à quoi non',
    'limit-feeling':
      '<1>Une expression n’est pas un sentiment.</1> Les visages ne montrent pas les émotions de façon fiable : la manière de les exprimer varie beaucoup selon les cultures, les situations et même les personnes (<2>Barrett et al. 2019</2>). Le réseau dit à quoi une expression ressemble, rien de plus.',
    'limit-use':
      '<1>Fait pour</1> voir comment de tels réseaux fonctionnent et où ils se trompent, pour des exercices que l’on choisit soi-même, pour l’art et le jeu. Ne décidez rien sur une personne d’après lui.',
    'limit-groups':
      '<1>Non mesuré selon les groupes.</1> Les images ne disent pas qui y figure : sa qualité selon l’âge, le genre ou l’origine n’est pas connue. On sait que les modèles de ce genre <2>sont biaisés</2>.',
    'limit-labels':
      '<1>Des noms incertains.</1> Les gens ne s’accordent pas non plus sur ces images, et certaines y sont deux fois sous deux noms. Personne ne peut donc avoir raison à chaque fois.',
    'limit-seven':
      '<1>Sept mots.</1> Beaucoup d’expressions ne correspondent à aucun. Peur, tristesse et colère sont souvent prises l’une pour l’autre, et le dégoût est rare dans les données.',
    'limit-view':
      '<1>Ce qui gêne.</1> Lunettes, masques, mains, manque de lumière et profils le font se tromper plus souvent.',
    'law-heading': 'La loi',
    'law-work':
      '<1>Ni au travail, ni dans l’enseignement.</1> L’UE y interdit d’inférer les émotions des personnes, sur tout appareil, sauf pour des raisons médicales ou de sécurité (<2>règlement européen sur l’IA, art. 5(1)(f)</2>, en vigueur depuis le 2 février 2025). Que rien ne quitte l’appareil n’en dispense pas.',
    'law-tell':
      '<1>Prévenez toutes les personnes visibles.</1> Qui est exposé à une reconnaissance des émotions doit en être informé (<2>art. 50(3)</2>).',
    'law-consent':
      '<1>Demandez l’accord.</1> Qui l’emploie sur d’autres en a besoin selon le droit de la protection des données, dans l’UE le <2>RGPD</2>. Mineurs seulement avec l’accord de leurs responsables légaux.',
    'law-advice': 'Ceci n’est pas un avis juridique.',
    'data-heading': 'Données et licence',
    'data-fer':
      '<1>FER-2013</1>, de P.-L. Carrier et A. Courville : des visages gris du web, hauts de 48 points (<2>Goodfellow et al. 2013</2>). Aucune de ces images ne fait partie du réseau ni de ce site.',
    'data-ferplus':
      '<1>FER+</1>, d’E. Barsoum et autres : les votes de dix juges sur les mêmes images (<2>ICMI 2016</2>, licence MIT).',
    'data-face':
      '<1>Les visages sont trouvés</1> par un autre réseau, YuNet de libfacedetection, sous la licence BSD à trois clauses.',
    'data-own': '<1>Les poids de ce réseau</1> sont ceux du projet, sous sa licence MIT.',
    'again-heading': 'Mesurez-le vous-même',
    'again-text':
      'Dans le dépôt du projet. Vous apportez les images (fer2013.npz, ou le fer2013.csv de Kaggle) ; models/README.md décrit tout le chemin, en anglais.',
    'again-measure': 'Les nombres ci-dessus, sur la machine, dans des images et dans un navigateur :',
    'commands-measure': 'Commandes qui mesurent',
    'again-train': 'L’entraînement, dans models/training, dans cet ordre :',
    'commands-train': 'Commandes qui entraînent',
  },

  numbers: 'Les nombres',
  numbersOf: (heading) => `${heading} : les nombres`,
  from: (file) => `D’après ${file}.`,
  columns: {
    expression: 'Expression',
    pictures: 'Images',
    score: 'Score moyen',
    right: 'Juste',
    epoch: 'Époque',
    condition: 'Condition',
    network: 'Réseau',
    accuracy: 'Juste',
    flip: 'Juste, avec l’image en miroir',
    macroF1: 'F1 macro',
    ece: 'Erreur de calibration',
  },

  confusion: {
    label: 'Part des images de chaque nom, selon le nom que le réseau leur a donné',
    corner: 'Nommées',
    called: 'Le réseau les a dites',
    total: 'Toutes',
    cell: ({ count, of, share }, label, called) =>
      label === called
        ? `De ${of} images nommées « ${label} », le réseau en a nommé ${count} ainsi : ${share}.`
        : `De ${of} images nommées « ${label} », le réseau en a nommé ${count} « ${called} » : ${share}.`,
    caption: (best, least, instead) =>
      `Un réseau parfait ne remplirait que la diagonale. Celui-ci trouve ${best[1]} des visages nommés « ${best[0]} », mais seulement ${least[1]} de ceux nommés « ${least[0]} » : il en nomme ${instead[1]} « ${instead[0]} ».`,
  },

  measures: { precision: 'Précision', recall: 'Rappel', f1: 'F1' },
  classes: {
    label: 'Précision, rappel et F1 de chacune des sept expressions',
    pictures: (count) => `${count} images`,
    caption: (best, least, rare, { test, all, of }) =>
      `Il est le plus sûr pour « ${best[0]} » (F1 ${best[1]}), le moins pour « ${least[0]} » (${least[1]}). Seules ${test} de ces images sont nommées « ${rare} », et ${all} des ${of} des données : ses barres reposent sur peu de visages, et il en avait peu pour apprendre.`,
  },

  reliability: {
    label: 'Combien de fois le réseau a raison, selon son plus haut score',
    network: 'Le réseau',
    perfect: 'Des scores qui veulent dire exactement ce qu’ils disent',
    score: 'Plus haut score',
    bin: (count, score, right) => `${count} images\nscore moyen ${score}\njuste ${right}`,
    caption: (error) =>
      `Les points sont près de la ligne pointillée : un score et la fréquence à laquelle il est juste diffèrent de ${error} en moyenne. Au-dessus de la ligne, le réseau est plus modeste qu’il ne faudrait, au-dessous trop sûr de lui.`,
  },

  curves: {
    accuracy: 'Part juste',
    loss: 'Perte',
    label: 'Part des images justes, par époque de l’entraînement',
    lossLabel: 'Perte sur les images apprises, par époque de l’entraînement',
    train: 'Images dont il a appris',
    test: 'PublicTest',
    aligned: 'PublicTest, trouvées et découpées',
    epoch: (epoch) => `Époque ${epoch}`,
    caption: (chosen, epochs, test, train) =>
      `L’époque ${chosen} sur ${epochs} a été choisie (la ligne de points), avec ${test} de PublicTest justes. Des images dont il a appris, ${train} le sont : l’écart est ce qu’il ne transmet pas à de nouveaux visages.`,
  },

  robustness: {
    found: 'Visages trouvés',
    rightOfFound: 'Justes, parmi les trouvés',
    rightBare: 'Les mêmes images, données directement',
    rightOfAll: 'Justes, parmi tous',
    height: 'Hauteur du visage en points',
    searchedAt: (side) => `Cherchés à ${side} points`,
    heightsLabel: (side) => `Parts de visages trouvés et justes selon leur hauteur, cherchés à ${side} points`,
    pixels: (height) => `${height} points de haut`,
    heightAt: (height, side) => `${height} points de haut, cherchés à ${side}`,
    heightsCaption: (height, found, large) =>
      `Les petits visages sont manqués plutôt que mal lus : à ${height} points, ${found.map(([side, share]) => `${share} sont trouvés en cherchant à ${side}`).join(', ')} ; à la plus grande taille, ${large} même par la recherche rapide. Une fois trouvé, un visage est reconnu à peu près aussi bien à toute taille.`,
    groups: { turned: 'Penché', blurred: 'Flou', noisy: 'Bruité', JPEG: 'Comprimé', light: 'Lumière' },
    conditions: {
      turned: (degrees) => `de ${degrees.replace('-', '−')}°`,
      '0°': 'droit',
      blurred: (pixels) => `sur ${pixels} points`,
      noisy: (levels) => `de ${levels} sur 255 niveaux de gris`,
      JPEG: (quality) => `JPEG, qualité ${quality}`,
      light: (gamma) => `gamma ${gamma.replace('.', ',')}`,
      'half dark': 'la moitié du visage sombre',
      'a quarter': 'un quart de la lumière',
    },
    disturbanceLabel: (group) => `Parts de visages trouvés et justes : ${group}`,
    disturbancesCaption: (group, condition, share) =>
      `Parmi les visages trouvés, à peu près autant sont justes jusqu’à ce que la perturbation soit forte. La pire est « ${group.toLowerCase()} ${condition} », avec ${share} justes parmi les trouvés. Là où le point gris est loin à gauche, beaucoup de visages n’ont pas été trouvés du tout.`,
  },

  networks: {
    names: {
      own: 'EmoSense',
      tuned: 'Le CNN de l’article, amélioré ici',
      paper: 'Le CNN de l’article',
      resnet5: 'Le ResNet-5 de l’article',
      pair: 'Le CNN de l’article, à qui l’on n’apprit que ces deux',
      split: 'Le CNN de l’article, 70/30',
      fold: (number) => `Le CNN de l’article, pli ${number}`,
    },
    papers: 'Les réseaux de l’article, entraînés ici',
    official: 'Sept expressions, PrivateTest',
    pair: 'Joyeuse ou triste, PrivateTest',
    splits: 'Sept expressions, divisions de l’article',
    label: (title) => `Part des images que chaque réseau nomme juste : ${title}`,
    caption: (own, paper, mean) =>
      `À l’essai officiel, EmoSense a raison pour ${own} des images, le CNN de l’article pour ${paper}. Sur les cinq plis de l’article, ce CNN arrive à ${mean} en moyenne. Les échelles ne commencent pas à zéro : regardez aussi les nombres.`,
  },

  frameworks: {
    label: 'Part des images justes par époque, sous TensorFlow et sous PyTorch',
    lossLabel: 'Perte par époque, sous TensorFlow et sous PyTorch',
    train: (framework) => `${framework}, images apprises`,
    test: (framework) => `${framework}, PublicTest`,
    lossOf: (curve) => `Perte : ${curve}`,
    caption: (tensorflow, torch, epochs) =>
      `Les lignes pointillées recouvrent presque les lignes pleines. Après ${epochs} époques, TensorFlow a ${tensorflow.train} des images apprises justes et ${tensorflow.test} de PublicTest, PyTorch ${torch.train} et ${torch.test}.`,
  },

  trained: (date, torch, seed, hash) =>
    `Entraîné avec PyTorch ${torch}, graine ${seed} ; exporté le ${date}. Le SHA-256 du fichier commence par ${hash}.`,
};
