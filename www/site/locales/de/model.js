/** The texts of the page about the model in German. */
import { html } from './model-html.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */
/** @import { ModelStrings } from '../en/model.js' */

/** @type {ModelStrings & { html: HtmlStrings }} */
export const strings = {
  html,

  ofTen: {
    named: (number) => `${number} von 10`,
    images: (images) => `aus ${images} Bildern`,
  },
  numbers: 'Die Zahlen',
  numbersOf: (heading) => `${heading}: die Zahlen`,
  from: (file) => `Aus ${file}.`,
  columns: {
    expression: 'Ausdruck',
    images: 'Bilder',
    score: 'Mittlerer Wert',
    accuracy: 'Trefferquote',
    agreement: 'Übereinstimmung mit Menschen',
    meanRecall: 'Anteil richtig im Mittel',
    neutralRecall: 'Neutrale Gesichter erkannt',
    labelAccuracy: 'Trefferquote nach Beschriftung',
    flip: 'Trefferquote nach Beschriftung mit gespiegeltem zweitem Blick',
    epoch: 'Epoche',
    condition: 'Bedingung',
    model: 'Modell',
    sensitivity: 'Empfindlichkeit',
    macroF1: 'Macro-F1',
    voteEce: 'Kalibrierungsfehler, Menschen',
    labelEce: 'Kalibrierungsfehler, Beschriftung',
  },
  conventions: { people: 'Was die meisten Menschen sagen', labels: 'Beschriftungen von FER-2013' },

  confusion: {
    predicted: 'Vorhersage des Modells',
    total: 'Alle',
    people: {
      label: 'Anteil der Bilder, die die meisten Menschen gleich nennen, nach der Vorhersage des Modells',
      corner: 'Die meisten Menschen',
      cell: ({ count, total, share }, label, prediction) =>
        label === prediction
          ? `Von ${total} Bildern, die die meisten Menschen „${label}“ nennen, wurden ${count} ebenso eingeordnet: ` +
            `${share}.`
          : `Von ${total} Bildern, die die meisten Menschen „${label}“ nennen, wurden ${count} als „${prediction}“ ` +
            `eingeordnet: ${share}.`,
      caption: ({ share, images }, best, worst, confusedWith) =>
        `Bei ${images} der Testbilder sind sich mindestens sechs von zehn Menschen einig, und bei ${share} davon ` +
        'sagt das Modell dasselbe wie sie. Ein perfektes Modell würde nur die Diagonale füllen. Dieses erkennt ' +
        `${best[1]} der Gesichter, die „${best[0]}“ genannt werden, aber nur ${worst[1]} derer, die „${worst[0]}“ ` +
        `genannt werden: ${confusedWith[1]} davon ordnet es als „${confusedWith[0]}“ ein.`,
    },
    labels: {
      label: 'Anteil der Bilder jeder Beschriftung, nach der Vorhersage des Modells',
      corner: 'Beschriftung',
      cell: ({ count, total, share }, label, prediction) =>
        label === prediction
          ? `Von ${total} Bildern mit der Beschriftung „${label}“ wurden ${count} richtig eingeordnet: ${share}.`
          : `Von ${total} Bildern mit der Beschriftung „${label}“ wurden ${count} als „${prediction}“ eingeordnet: ` +
            `${share}.`,
      caption: ({ share, images }, best, worst, confusedWith) =>
        `Antwortet das Modell nach dem anderen Maßstab, gibt es ${share} aller ${images} Testbilder ihre ` +
        `Beschriftung: ${best[1]} derer mit „${best[0]}“, aber nur ${worst[1]} derer mit „${worst[0]}“, von denen es ` +
        `${confusedWith[1]} als „${confusedWith[0]}“ einordnet.`,
    },
  },

  sensitivity: {
    label: 'Übereinstimmung mit Menschen, erkannte neutrale Gesichter und Trefferquote nach Empfindlichkeit',
    at: (sensitivity) => `Empfindlichkeit ${sensitivity}`,
    caption: (people, labels) =>
      `Bei 0, der Voreinstellung, stimmt das Modell bei ${people.agreement} der Bilder, bei denen Menschen sich ` +
      `einig sind, mit den meisten überein und erkennt ${people.neutralRecall} der neutralen Gesichter; ` +
      `${people.accuracy} aller Bilder gibt es die Beschriftung von FER-2013. Bei 1 gibt es ${labels.accuracy} diese ` +
      `Beschriftung, stimmt aber nur bei ${labels.agreement} mit Menschen überein und erkennt ` +
      `${labels.neutralRecall} der neutralen Gesichter.`,
  },

  measures: { precision: 'Präzision', recall: 'Anteil richtig', f1: 'F1' },
  classes: {
    label: (convention) => `Präzision, Anteil richtig und F1 jedes der sieben Ausdrücke: ${convention}`,
    images: (count) => `${count} Bilder`,
    caption: (best, worst, rare, { test, all, total }) =>
      `Gemessen an dem, was die meisten Menschen sagen, ist es am zuverlässigsten bei „${best[0]}“ (F1 ${best[1]}), ` +
      `am wenigsten bei „${worst[0]}“ (${worst[1]}). Sie nennen nur ${test} dieser Bilder „${rare}“, und ${all} von ` +
      `allen ${total} der Daten sind so beschriftet: Diese Balken beruhen auf wenigen Gesichtern, und zu ` +
      'lernen gab es wenige.',
  },

  reliability: {
    model: 'Das Modell',
    perfect: 'Perfekte Kalibrierung',
    score: 'Höchster Wert',
    people: {
      label: 'Anteil der Menschen, die dasselbe sagen wie das Modell, nach seinem höchsten Wert',
      accuracy: 'Menschen, die dasselbe sagen',
      bin: (count, score, accuracy) =>
        `${count} Bilder\nmittlerer Wert ${score}\nMenschen, die dasselbe sagen: ${accuracy}`,
    },
    labels: {
      label: 'Anteil der Bilder, deren Beschriftung das Modell vorhersagt, nach seinem höchsten Wert',
      accuracy: 'Trefferquote nach Beschriftung',
      bin: (count, score, accuracy) => `${count} Bilder\nmittlerer Wert ${score}\nTrefferquote ${accuracy}`,
    },
    caption: (votes, labels) =>
      `Die Punkte liegen nahe an der gestrichelten Linie: Im Mittel weicht ein Wert um ${votes} von dem Anteil der ` +
      `Menschen ab, die dasselbe sagen, und nach dem anderen Maßstab um ${labels} von der Trefferquote. Über der ` +
      'Linie ist das Modell zu vorsichtig, darunter zu selbstsicher.',
  },

  curves: {
    agreement: 'Übereinstimmung mit Menschen',
    agreementLabel: 'Übereinstimmung mit Menschen nach Epochen des Trainings',
    accuracy: 'Trefferquote nach Beschriftung',
    label: 'Trefferquote nach Beschriftung, nach Epochen des Trainings',
    loss: 'Verlust',
    lossLabel: 'Verlust auf den Trainingsbildern nach Epochen des Trainings',
    training: 'Trainingsbilder',
    test: 'PublicTest',
    aligned: 'PublicTest, gefunden und ausgerichtet',
    people: 'Fotos anderer Menschen',
    epoch: (epoch) => `Epoche ${epoch}`,
    of: (chart, curve) => `${chart}: ${curve}`,
    caption: ({ chosen, all }, agreement, accuracy, people) =>
      `Gewählt wurde Epoche ${chosen} von ${all} (die gepunktete Linie). Auf PublicTest stimmt sie bei ${agreement} ` +
      'der Bilder, bei denen mindestens sechs von zehn Menschen sich einig sind, mit ihnen überein, und bei ' +
      `${accuracy} aller Bilder mit der Beschriftung; von den Fotos anderer Menschen ordnet sie ${people} richtig ein.`,
  },

  robustness: {
    detected: 'Gefundene Gesichter',
    accuracyOfDetected: 'Trefferquote bei gefundenen Gesichtern',
    accuracyOfCrops: 'Trefferquote mit den ursprünglichen Bildern dieser Gesichter',
    accuracyOfAll: 'Trefferquote bei allen Gesichtern',
    height: 'Höhe des Gesichts in Pixeln',
    inputSize: (pixels) => `Eingabe der Gesichtssuche: ${pixels} Pixel`,
    heightsLabel: (pixels) =>
      'Anteil gefundener Gesichter und Trefferquote nach ihrer Höhe, bei einer Eingabe der Gesichtssuche von ' +
      `${pixels} Pixeln`,
    pixels: (height) => `${height} Pixel hoch`,
    heightAt: (height, inputSize) => `${height} Pixel hoch, Eingabe ${inputSize}`,
    heightsCaption: (height, detected, large) =>
      `Kleine Gesichter werden eher übersehen als falsch eingeordnet. Bei einer Höhe von ${height} Pixeln ` +
      'werden ' +
      `${detected.map(([size, share]) => `${share} bei einer Eingabe von ${size} gefunden`).join(', ')}; bei ` +
      `der größten Höhe ${large} sogar bei der kleinsten Eingabe. Ist ein Gesicht gefunden, ist die ` +
      'Trefferquote bei jeder Größe etwa gleich.',
    groups: { rotated: 'Gekippt', blurred: 'Unscharf', noisy: 'Verrauscht', JPEG: 'Komprimiert', light: 'Beleuchtung' },
    conditions: {
      rotated: (degrees) => `um ${degrees.replace('-', '−')}°`,
      '0°': 'aufrecht',
      blurred: (pixels) => `über ${pixels} Pixel`,
      noisy: (levels) => `um ${levels} von 255 Graustufen`,
      JPEG: (quality) => `JPEG, Qualität ${quality}`,
      light: (gamma) => `Gamma ${gamma.replace('.', ',')}`,
      'half dark': 'eine Hälfte des Gesichts dunkel',
      'a quarter': 'ein Viertel des Lichts',
    },
    distortionLabel: (group) => `Anteil gefundener Gesichter und Trefferquote: ${group}`,
    distortionsCaption: (group, condition, share) =>
      'Die Trefferquote bei gefundenen Gesichtern bleibt etwa gleich, bis die Störung stark ist. Am ' +
      `niedrigsten ist sie bei „${group}: ${condition}“ mit ${share}. Wo der graue Punkt weit links liegt, ` +
      'wurden viele Gesichter gar nicht gefunden.',
  },

  comparison: {
    names: {
      emosense: 'EmoSense',
      tuned: 'Das CNN der Studie, hier verbessert',
      paper: 'Das CNN der Studie',
      resnet5: 'Das ResNet-5 der Studie',
      happySad: 'Das CNN der Studie, nur auf diese zwei trainiert',
      split: 'Das CNN der Studie, Aufteilung 70/30',
      fold: (number) => `Das CNN der Studie, Durchgang ${number}`,
    },
    paperModels: 'Die Modelle der Studie, hier trainiert',
    agreement: 'Was die meisten Menschen sagen, PrivateTest',
    official: 'Beschriftungen von FER-2013, PrivateTest',
    happySad: 'Fröhlich oder traurig nach Beschriftung, PrivateTest',
    splits: 'Beschriftungen von FER-2013, Aufteilungen der Studie',
    label: (title) => `Trefferquote jedes Modells: ${title}`,
    caption: (emosense, paper, meanOfFolds) =>
      `EmoSense stimmt bei ${emosense.people} der Bilder mit den meisten Menschen überein, das CNN der Studie bei ` +
      `${paper.people}. Nach den Beschriftungen erreicht EmoSense in der offiziellen Prüfung eine Trefferquote von ` +
      `${emosense.labels}, dieses CNN ${paper.labels} und in den fünf Durchgängen der Studie im Mittel ` +
      `${meanOfFolds}. Die Skalen beginnen nicht bei null: Beachten Sie auch die Zahlen.`,
  },

  frameworks: {
    label: 'Trefferquote nach Epochen, mit TensorFlow und mit PyTorch',
    lossLabel: 'Verlust nach Epochen, mit TensorFlow und mit PyTorch',
    train: (framework) => `${framework}, Trainingsbilder`,
    test: (framework) => `${framework}, PublicTest`,
    caption: (tensorflow, torch, epochs) =>
      `Die gestrichelten Linien liegen fast auf den durchgezogenen. Nach ${epochs} Epochen erreicht TensorFlow ` +
      `${tensorflow.train} auf den Trainingsbildern und ${tensorflow.test} auf PublicTest, PyTorch ` +
      `${torch.train} und ${torch.test}.`,
  },

  selfCheck: {
    running: 'Beide Engines werden geprüft …',
    passed: 'Beide Engines berechnen auf diesem Gerät die veröffentlichten Werte. Die Unterschiede sind Rundung.',
    differs:
      'Auf diesem Gerät weichen die Werte stärker von den veröffentlichten ab, als Rundung erklärt. Bitte melden Sie ' +
      'das, mit Browser und Gerät.',
    building: 'Das Modul mit tract wird noch gebaut. Versuchen Sie es in einigen Minuten noch einmal.',
    failed: (reason) => `Die Prüfung konnte nicht abgeschlossen werden. ${reason}`,
    engine: 'Engine',
    build: 'Fassung',
    difference: 'Größter Unterschied eines Werts',
    time: 'Zeit pro Gesicht',
    engines: { 'built-in': 'EmoSense', tract: 'tract' },
    inUse: (engine) => `${engine} (in Gebrauch)`,
    builds: { builtIn: 'SIMD', relaxed: 'Relaxed SIMD', custom: 'für eigene Modelle' },
  },

  trained: (date, torch, seed, hash) =>
    `Trainiert mit PyTorch ${torch}, Startwert ${seed}; exportiert am ${date}. Der SHA-256-Wert der Datei ` +
    `beginnt mit ${hash}.`,
};
