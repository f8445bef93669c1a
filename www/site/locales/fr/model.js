/** The texts of the page about the model in French. */
import { strings as common } from '../../../package/locales/fr.js';
import { factTexts } from '../facts.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { ModelStrings } from '../en/model.js' */

const facts = factTexts(common.element.facts);

/** @type {ModelStrings & { html: HtmlStrings }} */
export const strings = {
  html: {
    'fact-expressions': facts['fact-expressions'],
    'fact-inform': facts['fact-inform'],
    'fact-work': facts['fact-work'],
    title: 'Le modèle – EmoSense',
    heading: 'Quelle est son exactitude ?',
    lead:
      'Un petit réseau de neurones regarde un visage de 48 × 48 pixels en niveaux de gris et dit à laquelle de ' +
      'sept expressions il ressemble. Cette page montre ce qui a été mesuré, où le modèle se trompe et à quoi il ' +
      'ne doit pas servir. Chaque nombre et chaque graphique est calculé dans votre navigateur à partir des ' +
      'fichiers publiés avec le modèle.',
    accuracy: 'Exactitude',
    'accuracy-means':
      'des images réservées à un dernier test (FER-2013, PrivateTest) reçoivent l’étiquette que des personnes ' +
      'leur ont donnée.',
    flip: 'Exactitude avec une seconde analyse en miroir',
    'flip-means': 'des mêmes images, quand l’image en miroir est analysée aussi et que l’on fait la moyenne.',
    'macro-f1': 'F1 macro',
    'macro-f1-means':
      'la moyenne sur les sept expressions, où une expression rare compte autant qu’une fréquente. Un modèle ' +
      'parfait obtient 1.',
    ece: 'Erreur de calibration moyenne',
    'ece-means':
      'l’écart moyen entre un score et la fréquence à laquelle il est juste. Plus elle est petite, plus on ' +
      'peut se fier aux pourcentages.',
    majority: 'Là où les gens s’accordent',
    'majority-means':
      'des images pour lesquelles plus de cinq annotateurs sur dix (FER+) ont choisi la même expression : le ' +
      'modèle la choisit aussi.',
    weights: 'Poids',
    'weights-means': 'nombres appris à partir des images : tout ce que le modèle sait s’y trouve.',
    size: 'Taille',
    'size-means': 'à télécharger, une fois. Ensuite, il fonctionne hors ligne.',
    adds: 'Opérations',
    'adds-means':
      'multiplications-additions pour un visage : le travail de votre appareil pour chaque visage de chaque image.',
    'confusion-heading': 'Ce qui est confondu',
    'confusion-text':
      'Chaque ligne contient les images que des personnes ont étiquetées de la même façon, chaque colonne ' +
      'celles que le modèle a classées de la même façon. Pointez une case, ou parcourez-les avec les flèches, ' +
      'pour la lire sous forme de phrase.',
    'classes-heading': 'Meilleur pour certaines expressions',
    'classes-text':
      '<1>Précision</1> : des images classées « joyeux », par exemple, la part qui est étiquetée ainsi. ' +
      '<2>Rappel</2> : des images étiquetées « joyeux », la part qui est classée ainsi. <3>F1</3> n’est ' +
      'élevé que si les deux le sont.',
    'reliability-heading': 'Peut-on se fier au pourcentage ?',
    'reliability-text':
      'Un score de 70 % devrait être juste sept fois sur dix. Les images sont groupées selon le plus haut ' +
      'score du modèle : chaque point représente un quinzième de l’échelle, et sa surface le nombre d’images ' +
      'qui s’y trouvent.',
    'curves-heading': 'Comment il a été entraîné',
    'curves-text':
      'Ceci est le dernier de plusieurs entraînements. Il en prolonge un autre et commence donc haut. Le ' +
      'modèle apprend moins des étiquettes que des prédictions de deux modèles plus grands. L’époque a été ' +
      'choisie sur PublicTest. PrivateTest a été mesuré une fois pour chaque modèle publié ; mais les erreurs ' +
      'd’un des premiers y ont été examinées avant que l’entraînement soit modifié, si bien que cette règle ' +
      'n’a pas été tout à fait respectée.',
    'heights-heading': 'De l’autre bout de la pièce',
    'heights-text':
      'Les images de PrivateTest ont été collées en de nombreuses tailles dans des images de 640 × 480 pixels. ' +
      'Les visages devaient être détectés, alignés et découpés comme ceux de votre caméra. Les images ' +
      's’arrêtent près du visage, ce qui le rend plus difficile à détecter qu’un visage dans une pièce.',
    'distortions-heading': 'Penché, flou, mal éclairé',
    'distortions-text':
      'Le même test à une hauteur de visage de 160 pixels, avec les perturbations que causent caméras, pièces ' +
      'et mouvements de tête. La plupart des pertes viennent de ce que le visage n’est pas détecté.',
    'comparison-heading': 'Comparé aux modèles de l’article',
    'comparison-text':
      'Le projet est né d’un article sur la reconnaissance d’expressions. Ses modèles ont été entraînés ici de ' +
      'nouveau, sur les mêmes images, et mesurés de la même manière : au test officiel, selon la division des ' +
      'données de l’article, et à sa tâche plus petite, distinguer « joyeux » de « triste ».',
    'frameworks-heading': 'Un modèle, deux bibliothèques',
    'frameworks-text':
      'L’article rapporte un grand écart entre un modèle TensorFlow et un modèle PyTorch. Ici, le même modèle ' +
      'part des mêmes poids et voit les mêmes images dans le même ordre avec les deux. Le grand écart est ' +
      'entre les images d’entraînement et celles qu’il n’a pas vues.',
    'limits-heading': 'À quoi il sert, et à quoi il ne sert pas',
    'limit-use':
      '<1>Fait pour</1> voir comment de tels modèles fonctionnent et où ils se trompent, pour des exercices ' +
      'que l’on choisit soi-même, pour l’art et le jeu. N’en tirez aucune décision sur une ' +
      'personne.',
    'limit-groups':
      '<1>Non mesuré selon les groupes.</1> Les données ne disent pas qui figure sur les images : la qualité ' +
      'selon l’âge, le genre ou l’origine n’est pas connue. On sait que les modèles de ce genre <2>sont ' +
      'biaisés</2>.',
    'limit-labels':
      '<1>Des étiquettes incertaines.</1> Les gens ne s’accordent pas non plus sur ces images, et certaines y ' +
      'figurent deux fois avec des étiquettes différentes. Personne ne peut donc atteindre une exactitude de ' +
      '100 %.',
    'limit-seven':
      '<1>Sept mots.</1> Beaucoup d’expressions ne correspondent à aucun. Peur, tristesse et colère sont ' +
      'souvent confondues, et le dégoût est rare dans les données.',
    'limit-view':
      '<1>Obstacles.</1> Lunettes, masques, mains, manque de lumière et visages de profil causent plus d’erreurs.',
    'law-heading': 'La loi',
    'law-since':
      'L’interdiction de l’UE est en vigueur depuis le 2 février 2025. Elle s’applique aussi quand rien ne ' +
      'quitte l’appareil.',
    'law-consent':
      '<1>Demandez l’accord.</1> Qui l’utilise sur d’autres personnes en a besoin selon le droit de la ' +
      'protection des données, dans l’UE le <2>RGPD</2>. Mineurs seulement avec l’accord de leurs responsables ' +
      'légaux.',
    'law-advice': 'Ceci n’est pas un avis juridique.',
    'data-heading': 'Données et licence',
    'data-fer':
      '<1>FER-2013</1>, de P.-L. Carrier et A. Courville : des visages du web en niveaux de gris, 48 × 48 ' +
      'pixels (<2>Goodfellow et al. 2013</2>). Aucune de ces images ne fait partie du modèle ni de ce site.',
    'data-ferplus':
      '<1>FER+</1>, d’E. Barsoum et autres : les votes de dix annotateurs sur les mêmes images (<2>ICMI ' +
      '2016</2>, licence MIT).',
    'data-face':
      '<1>Les visages sont détectés</1> par un autre modèle, YuNet de libfacedetection, sous la licence BSD à ' +
      'trois clauses.',
    'data-weights': '<1>Les poids de ce modèle</1> ont été entraînés par le projet et sont sous sa licence MIT.',
    'reproduce-heading': 'Reproduire les mesures',
    'reproduce-text':
      'Dans le dépôt du projet. Il vous faut les images (fer2013.npz, ou fer2013.csv de Kaggle) ; ' +
      'models/README.md décrit toutes les étapes, en anglais.',
    'reproduce-measure': 'Les nombres ci-dessus, sur la machine, dans des images et dans un navigateur :',
    'commands-measure': 'Commandes qui mesurent',
    'reproduce-train': 'L’entraînement, dans models/training, dans cet ordre :',
    'commands-train': 'Commandes qui entraînent',
  },

  numbers: 'Les nombres',
  numbersOf: (heading) => `${heading} : les nombres`,
  from: (file) => `D’après ${file}.`,
  columns: {
    expression: 'Expression',
    images: 'Images',
    score: 'Score moyen',
    accuracy: 'Exactitude',
    flip: 'Exactitude avec une seconde analyse en miroir',
    epoch: 'Époque',
    condition: 'Condition',
    model: 'Modèle',
    macroF1: 'F1 macro',
    ece: 'Erreur de calibration',
  },

  confusion: {
    label: 'Part des images de chaque étiquette, selon la prédiction du modèle',
    corner: 'Étiquette',
    predicted: 'Prédiction du modèle',
    total: 'Toutes',
    cell: ({ count, total, share }, label, prediction) =>
      label === prediction
        ? `De ${total} images étiquetées « ${label} », ${count} ont été classées correctement : ${share}.`
        : `De ${total} images étiquetées « ${label} », ${count} ont été classées « ${prediction} » : ${share}.`,
    caption: (best, worst, confusedWith) =>
      `Un modèle parfait ne remplirait que la diagonale. Celui-ci reconnaît ${best[1]} des visages étiquetés « ` +
      `${best[0]} », mais seulement ${worst[1]} de ceux étiquetés « ${worst[0]} » : il en classe ` +
      `${confusedWith[1]} « ${confusedWith[0]} ».`,
  },

  measures: { precision: 'Précision', recall: 'Rappel', f1: 'F1' },
  classes: {
    label: 'Précision, rappel et F1 de chacune des sept expressions',
    images: (count) => `${count} images`,
    caption: (best, worst, rare, { test, all, total }) =>
      `Il est le plus fiable pour « ${best[0]} » (F1 ${best[1]}), le moins pour « ${worst[0]} » (${worst[1]}). ` +
      `Seules ${test} de ces images sont étiquetées « ${rare} », et ${all} des ${total} des données : ces ` +
      'barres reposent sur peu de visages, et il y en avait peu pour apprendre.',
  },

  reliability: {
    label: 'Exactitude du modèle selon son plus haut score',
    model: 'Le modèle',
    perfect: 'Calibration parfaite',
    score: 'Plus haut score',
    bin: (count, score, accuracy) => `${count} images\nscore moyen ${score}\nexactitude ${accuracy}`,
    caption: (error) =>
      `Les points sont proches de la ligne pointillée : en moyenne, un score s’écarte de ${error} de ` +
      'l’exactitude. Au-dessus de la ligne, le modèle est trop prudent, au-dessous trop sûr de lui.',
  },

  curves: {
    accuracy: 'Exactitude',
    loss: 'Perte',
    label: 'Exactitude par époque de l’entraînement',
    lossLabel: 'Perte sur les images d’entraînement, par époque de l’entraînement',
    training: 'Images d’entraînement',
    test: 'PublicTest',
    aligned: 'PublicTest, détectées et alignées',
    epoch: (epoch) => `Époque ${epoch}`,
    caption: (chosen, epochs, test, train) =>
      `L’époque ${chosen} sur ${epochs} a été choisie (la ligne de points), avec une exactitude de ${test} sur ` +
      `PublicTest. Sur les images d’entraînement, elle est de ${train} : l’écart est ce que le modèle ne ` +
      'généralise pas aux nouveaux visages.',
  },

  robustness: {
    detected: 'Visages détectés',
    accuracyOfDetected: 'Exactitude sur les visages détectés',
    accuracyOfCrops: 'Exactitude sur les images d’origine de ces visages',
    accuracyOfAll: 'Exactitude sur tous les visages',
    height: 'Hauteur du visage en pixels',
    inputSize: (pixels) => `Entrée du détecteur : ${pixels} pixels`,
    heightsLabel: (pixels) =>
      `Taux de détection et exactitude selon la hauteur du visage, avec une entrée du détecteur de ${pixels} pixels`,
    pixels: (height) => `${height} pixels de haut`,
    heightAt: (height, inputSize) => `${height} pixels de haut, entrée du détecteur ${inputSize}`,
    heightsCaption: (height, detected, large) =>
      `Les petits visages sont manqués plutôt que mal classés. À une hauteur de ${height} pixels, ` +
      `${detected.map(([size, share]) => `${share} sont détectés avec une entrée de ${size}`).join(', ')} ; à ` +
      `la plus grande hauteur, ${large} même avec la plus petite entrée. Une fois qu’un visage est détecté, ` +
      'l’exactitude est à peu près la même à toute taille.',
    groups: { rotated: 'Penché', blurred: 'Flou', noisy: 'Bruité', JPEG: 'Comprimé', light: 'Éclairage' },
    conditions: {
      rotated: (degrees) => `de ${degrees.replace('-', '−')}°`,
      '0°': 'droit',
      blurred: (pixels) => `sur ${pixels} pixels`,
      noisy: (levels) => `de ${levels} sur 255 niveaux de gris`,
      JPEG: (quality) => `JPEG, qualité ${quality}`,
      light: (gamma) => `gamma ${gamma.replace('.', ',')}`,
      'half dark': 'la moitié du visage sombre',
      'a quarter': 'un quart de la lumière',
    },
    distortionLabel: (group) => `Taux de détection et exactitude : ${group}`,
    distortionsCaption: (group, condition, share) =>
      'L’exactitude sur les visages détectés reste à peu près la même jusqu’à ce que la perturbation soit ' +
      `forte. Elle est la plus basse pour « ${group} : ${condition} », avec ${share}. Là où le point gris est ` +
      'loin à gauche, beaucoup de visages n’ont pas été détectés du tout.',
  },

  comparison: {
    names: {
      emosense: 'EmoSense',
      tuned: 'Le CNN de l’article, amélioré ici',
      paper: 'Le CNN de l’article',
      resnet5: 'Le ResNet-5 de l’article',
      happySad: 'Le CNN de l’article, entraîné sur ces deux seulement',
      split: 'Le CNN de l’article, division 70/30',
      fold: (number) => `Le CNN de l’article, pli ${number}`,
    },
    paperModels: 'Les modèles de l’article, entraînés ici',
    official: 'Sept expressions, PrivateTest',
    happySad: 'Joyeux ou triste, PrivateTest',
    splits: 'Sept expressions, divisions de l’article',
    label: (title) => `Exactitude de chaque modèle : ${title}`,
    caption: (emosense, paper, meanOfFolds) =>
      `Au test officiel, EmoSense atteint une exactitude de ${emosense}, le CNN de l’article ${paper}. Sur les ` +
      `cinq plis de l’article, ce CNN atteint ${meanOfFolds} en moyenne. Les échelles ne commencent pas à zéro ` +
      ': regardez aussi les nombres.',
  },

  frameworks: {
    label: 'Exactitude par époque, avec TensorFlow et avec PyTorch',
    lossLabel: 'Perte par époque, avec TensorFlow et avec PyTorch',
    train: (framework) => `${framework}, images d’entraînement`,
    test: (framework) => `${framework}, PublicTest`,
    lossOf: (curve) => `Perte : ${curve}`,
    caption: (tensorflow, torch, epochs) =>
      `Les lignes pointillées recouvrent presque les lignes pleines. Après ${epochs} époques, TensorFlow ` +
      `atteint ${tensorflow.train} sur les images d’entraînement et ${tensorflow.test} sur PublicTest, PyTorch ` +
      `${torch.train} et ${torch.test}.`,
  },

  trained: (date, torch, seed, hash) =>
    `Entraîné avec PyTorch ${torch}, graine ${seed} ; exporté le ${date}. Le SHA-256 du fichier commence par ${hash}.`,
};
