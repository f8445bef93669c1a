/** The texts of the page about the model in French. */
import { html } from './model-html.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { ModelStrings } from '../en/model.js' */

/** @type {ModelStrings & { html: HtmlStrings }} */
export const strings = {
  html,

  ofTen: {
    named: (number) => `${number} sur 10`,
    images: (images) => `sur ${images} images`,
  },
  numbers: 'Les nombres',
  numbersOf: (heading) => `${heading} : les nombres`,
  from: (file) => `D’après ${file}.`,
  columns: {
    expression: 'Expression',
    images: 'Images',
    score: 'Score moyen',
    accuracy: 'Exactitude',
    agreement: 'Accord avec les gens',
    meanRecall: 'Rappel moyen',
    neutralRecall: 'Visages neutres reconnus',
    labelAccuracy: 'Exactitude selon l’étiquette',
    flip: 'Exactitude selon l’étiquette avec une seconde analyse en miroir',
    epoch: 'Époque',
    condition: 'Condition',
    model: 'Modèle',
    sensitivity: 'Sensibilité',
    macroF1: 'F1 macro',
    voteEce: 'Erreur de calibration, gens',
    labelEce: 'Erreur de calibration, étiquettes',
  },
  conventions: { people: 'Ce que disent la plupart des gens', labels: 'Étiquettes de FER-2013' },

  confusion: {
    predicted: 'Prédiction du modèle',
    total: 'Toutes',
    people: {
      label: 'Part des images que la plupart des gens nomment de la même façon, selon la prédiction du modèle',
      corner: 'La plupart des gens',
      cell: ({ count, total, share }, label, prediction) =>
        label === prediction
          ? `De ${total} images que la plupart des gens nomment « ${label} », ${count} ont été classées de même : ` +
            `${share}.`
          : `De ${total} images que la plupart des gens nomment « ${label} », ${count} ont été classées ` +
            `« ${prediction} » : ${share}.`,
      caption: ({ share, images }, best, worst, confusedWith) =>
        `Six personnes sur dix ou plus s’accordent sur ${images} des images du test, et le modèle dit la même chose ` +
        `qu’elles pour ${share} d’entre elles. Un modèle parfait ne remplirait que la diagonale. Celui-ci reconnaît ` +
        `${best[1]} des visages nommés « ${best[0]} », mais seulement ${worst[1]} de ceux nommés « ${worst[0]} » : ` +
        `il en classe ${confusedWith[1]} « ${confusedWith[0]} ».`,
    },
    labels: {
      label: 'Part des images de chaque étiquette, selon la prédiction du modèle',
      corner: 'Étiquette',
      cell: ({ count, total, share }, label, prediction) =>
        label === prediction
          ? `De ${total} images étiquetées « ${label} », ${count} ont été classées correctement : ${share}.`
          : `De ${total} images étiquetées « ${label} », ${count} ont été classées « ${prediction} » : ${share}.`,
      caption: ({ share, images }, best, worst, confusedWith) =>
        `Si le modèle répond selon l’autre convention, il donne leur étiquette à ${share} des ${images} images du ` +
        `test : à ${best[1]} des images étiquetées « ${best[0]} », mais seulement à ${worst[1]} de celles étiquetées ` +
        `« ${worst[0]} », dont il classe ${confusedWith[1]} « ${confusedWith[0]} ».`,
    },
  },

  sensitivity: {
    label: 'Accord avec les gens, visages neutres reconnus et exactitude selon la sensibilité',
    at: (sensitivity) => `Sensibilité ${sensitivity}`,
    caption: (people, labels) =>
      `À 0, la valeur par défaut, le modèle est d’accord avec la plupart des gens sur ${people.agreement} des images ` +
      `où ils s’accordent, et reconnaît ${people.neutralRecall} des visages neutres ; il donne à ${people.accuracy} ` +
      `de toutes les images l’étiquette de FER-2013. À 1, il donne cette étiquette à ${labels.accuracy} d’entre ` +
      `elles, mais n’est d’accord avec les gens que sur ${labels.agreement}, et reconnaît ${labels.neutralRecall} ` +
      'des visages neutres.',
  },

  measures: { precision: 'Précision', recall: 'Rappel', f1: 'F1' },
  classes: {
    label: (convention) => `Précision, rappel et F1 de chacune des sept expressions : ${convention}`,
    images: (count) => `${count} images`,
    caption: (best, worst, rare, { test, all, total }) =>
      `Selon ce que disent la plupart des gens, il est le plus fiable pour « ${best[0]} » (F1 ${best[1]}), le moins ` +
      `pour « ${worst[0]} » (${worst[1]}). Ils ne nomment « ${rare} » que ${test} de ces images, et ${all} des ` +
      `${total} des données sont étiquetées ainsi : ces barres reposent sur peu de visages, et il y en avait peu ` +
      'pour apprendre.',
  },

  reliability: {
    model: 'Le modèle',
    perfect: 'Calibration parfaite',
    score: 'Plus haut score',
    people: {
      label: 'Part des gens qui disent la même chose que le modèle, selon son plus haut score',
      accuracy: 'Gens qui disent la même chose',
      bin: (count, score, accuracy) =>
        `${count} images\nscore moyen ${score}\ngens qui disent la même chose : ${accuracy}`,
    },
    labels: {
      label: 'Part des images dont le modèle prédit l’étiquette, selon son plus haut score',
      accuracy: 'Exactitude selon l’étiquette',
      bin: (count, score, accuracy) => `${count} images\nscore moyen ${score}\nexactitude ${accuracy}`,
    },
    caption: (votes, labels) =>
      `Les points sont proches de la ligne pointillée : en moyenne, un score s’écarte de ${votes} de la part des ` +
      `gens qui disent la même chose et, selon l’autre convention, de ${labels} de l’exactitude. Au-dessus de la ` +
      'ligne, le modèle est trop prudent, au-dessous trop sûr de lui.',
  },

  curves: {
    agreement: 'Accord avec les gens',
    agreementLabel: 'Accord avec les gens par époque de l’entraînement',
    accuracy: 'Exactitude selon l’étiquette',
    label: 'Exactitude selon l’étiquette, par époque de l’entraînement',
    loss: 'Perte',
    lossLabel: 'Perte sur les images d’entraînement, par époque de l’entraînement',
    training: 'Images d’entraînement',
    test: 'PublicTest',
    aligned: 'PublicTest, détectées et alignées',
    people: 'Photos d’autres personnes',
    epoch: (epoch) => `Époque ${epoch}`,
    of: (chart, curve) => `${chart} : ${curve}`,
    caption: ({ chosen, all }, agreement, accuracy, people) =>
      `L’époque ${chosen} sur ${all} a été choisie (la ligne de points). Sur PublicTest, elle est d’accord avec les ` +
      `gens pour ${agreement} des images où six sur dix ou plus s’accordent, et avec les étiquettes pour ${accuracy} ` +
      `de toutes les images ; des photos d’autres personnes, elle classe correctement ${people}.`,
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
    agreement: 'Ce que disent la plupart des gens, PrivateTest',
    official: 'Étiquettes de FER-2013, PrivateTest',
    happySad: 'Joyeux ou triste selon l’étiquette, PrivateTest',
    splits: 'Étiquettes de FER-2013, divisions de l’article',
    label: (title) => `Exactitude de chaque modèle : ${title}`,
    caption: (emosense, paper, meanOfFolds) =>
      `EmoSense est d’accord avec la plupart des gens sur ${emosense.people} des images, le CNN de l’article sur ` +
      `${paper.people}. Selon les étiquettes, EmoSense atteint au test officiel une exactitude de ` +
      `${emosense.labels}, ce CNN ${paper.labels}, et ${meanOfFolds} en moyenne sur les cinq plis de l’article. Les ` +
      'échelles ne commencent pas à zéro : regardez aussi les nombres.',
  },

  frameworks: {
    label: 'Exactitude par époque, avec TensorFlow et avec PyTorch',
    lossLabel: 'Perte par époque, avec TensorFlow et avec PyTorch',
    train: (framework) => `${framework}, images d’entraînement`,
    test: (framework) => `${framework}, PublicTest`,
    caption: (tensorflow, torch, epochs) =>
      `Les lignes pointillées recouvrent presque les lignes pleines. Après ${epochs} époques, TensorFlow ` +
      `atteint ${tensorflow.train} sur les images d’entraînement et ${tensorflow.test} sur PublicTest, PyTorch ` +
      `${torch.train} et ${torch.test}.`,
  },

  selfCheck: {
    running: 'Vérification des deux moteurs…',
    passed: 'Les deux moteurs calculent les scores publiés sur cet appareil. Les écarts sont des arrondis.',
    differs:
      'Sur cet appareil, les scores s’écartent des scores publiés plus que par l’arrondi. Merci de le signaler, en ' +
      'indiquant votre navigateur et votre appareil.',
    building: 'Le module contenant tract est en cours de compilation. Réessayez dans quelques minutes.',
    failed: (reason) => `La vérification n’a pas pu aboutir. ${reason}`,
    engine: 'Moteur',
    build: 'Version',
    difference: 'Plus grand écart d’un score',
    time: 'Temps par visage',
    engines: { 'built-in': 'EmoSense', tract: 'tract' },
    inUse: (engine) => `${engine} (utilisé)`,
    builds: { builtIn: 'SIMD', relaxed: 'SIMD relâché', custom: 'pour vos propres modèles' },
  },

  trained: (date, torch, seed, hash) =>
    `Entraîné avec PyTorch ${torch}, graine ${seed} ; exporté le ${date}. Le SHA-256 du fichier commence par ${hash}.`,
};
