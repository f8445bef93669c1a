/** The texts of the page about the model in German. */
import { strings as common } from '../../../package/locales/de.js';
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
    title: 'Das Modell – EmoSense',
    heading: 'Wie genau ist es?',
    lead:
      'Ein kleines neuronales Netz betrachtet ein Gesicht aus 48 × 48 Pixeln in Graustufen und sagt, welchem von ' +
      'sieben Ausdrücken es ähnelt. Diese Seite zeigt, was gemessen wurde, wo das Modell sich irrt und wofür es ' +
      'nicht verwendet werden darf. Jede Zahl und jedes Diagramm wird in Ihrem Browser aus den Dateien ' +
      'berechnet, mit denen das Modell veröffentlicht wurde.',
    accuracy: 'Trefferquote',
    'accuracy-means':
      'der Bilder, die für eine letzte Prüfung zurückgelegt waren (FER-2013, PrivateTest), erhalten den ' +
      'Ausdruck, den Menschen ihnen gegeben haben.',
    flip: 'Trefferquote mit gespiegeltem zweitem Blick',
    'flip-means': 'derselben Bilder, wenn auch das gespiegelte Bild ausgewertet und gemittelt wird.',
    'macro-f1': 'Macro-F1',
    'macro-f1-means':
      'das Mittel über die sieben Ausdrücke, in dem ein seltener so viel zählt wie ein häufiger. Ein perfektes ' +
      'Modell hat 1.',
    ece: 'Mittlerer Kalibrierungsfehler',
    'ece-means':
      'wie weit ein Wert im Mittel davon abweicht, wie oft er stimmt. Je kleiner, desto mehr kann man den ' +
      'Prozenten trauen.',
    majority: 'Wo Menschen sich einig sind',
    'majority-means':
      'der Bilder, bei denen mehr als fünf von zehn Beurteilenden (FER+) denselben Ausdruck wählten: Das ' +
      'Modell wählt ihn auch.',
    weights: 'Gewichte',
    'weights-means': 'Zahlen, die aus den Bildern gelernt wurden. Alles, was das Modell weiß, steckt darin.',
    size: 'Größe',
    'size-means': 'zum Herunterladen, einmal. Danach geht es offline.',
    adds: 'Rechenschritte',
    'adds-means':
      'Multiplikationen mit Addition für ein Gesicht: die Arbeit Ihres Geräts für jedes Gesicht in jedem Bild.',
    'confusion-heading': 'Was verwechselt wird',
    'confusion-text':
      'Jede Zeile enthält die Bilder, die Menschen gleich beschriftet haben, jede Spalte die, die das Modell ' +
      'gleich eingeordnet hat. Zeigen Sie auf ein Feld, oder gehen Sie mit den Pfeiltasten durch die Felder, ' +
      'um es als Satz zu lesen.',
    'classes-heading': 'Besser bei manchen Ausdrücken',
    'classes-text':
      '<1>Präzision</1>: von den Bildern, die etwa als fröhlich eingeordnet werden, der Anteil, der so ' +
      'beschriftet ist. <2>Anteil richtig</2> (Recall): von den Bildern, die als fröhlich beschriftet sind, ' +
      'der Anteil, der so eingeordnet wird. <3>F1</3> ist nur hoch, wenn beide es sind.',
    'reliability-heading': 'Kann man den Prozenten trauen?',
    'reliability-text':
      'Ein Wert von 70 % sollte in sieben von zehn Fällen stimmen. Die Bilder sind nach dem höchsten Wert des ' +
      'Modells gruppiert: Jeder Punkt steht für ein Fünfzehntel der Skala, seine Fläche für die Zahl der ' +
      'Bilder darin.',
    'curves-heading': 'Wie es trainiert wurde',
    'curves-text':
      'Dies ist der letzte von mehreren Trainingsläufen. Er setzt einen früheren fort und beginnt darum hoch. ' +
      'Das Modell lernt weniger aus den Beschriftungen als aus den Vorhersagen zweier größerer Modelle. Die ' +
      'Epoche wurde auf PublicTest gewählt. PrivateTest wurde einmal für jedes veröffentlichte Modell ' +
      'gemessen; die Fehler eines frühen wurden dort aber angesehen, bevor das Training geändert wurde, womit ' +
      'diese Regel nicht ganz eingehalten wurde.',
    'heights-heading': 'Vom anderen Ende des Zimmers',
    'heights-text':
      'Die Bilder von PrivateTest wurden in vielen Größen in Bilder von 640 × 480 Pixeln gesetzt. Die ' +
      'Gesichter mussten gefunden, ausgerichtet und ausgeschnitten werden wie die Ihrer Kamera. Die Bilder ' +
      'enden dicht am Gesicht, darum ist es schwerer zu finden als ein Gesicht in einem Zimmer.',
    'distortions-heading': 'Gekippt, unscharf, schlecht beleuchtet',
    'distortions-text':
      'Dieselbe Prüfung bei einer Gesichtshöhe von 160 Pixeln, mit den Störungen, die Kameras, Räume und Köpfe ' +
      'verursachen. Die meisten Verluste entstehen, weil das Gesicht nicht gefunden wird.',
    'comparison-heading': 'Im Vergleich zu den Modellen der Studie',
    'comparison-text':
      'Das Projekt entstand aus einer Studie über das Erkennen von Gesichtsausdrücken. Deren Modelle wurden ' +
      'hier neu trainiert, mit denselben Bildern, und auf dieselbe Weise gemessen: mit der offiziellen ' +
      'Prüfung, mit der Aufteilung der Daten in der Studie und mit ihrer kleineren Aufgabe, fröhlich von ' +
      'traurig zu unterscheiden.',
    'frameworks-heading': 'Ein Modell, zwei Bibliotheken',
    'frameworks-text':
      'Die Studie berichtet von einem großen Abstand zwischen einem Modell in TensorFlow und einem in PyTorch. ' +
      'Hier beginnt dasselbe Modell in beiden mit denselben Gewichten und sieht dieselben Bilder in derselben ' +
      'Reihenfolge. Der große Abstand liegt zwischen den Trainingsbildern und denen, die es nicht gesehen hat.',
    'limits-heading': 'Wofür es gedacht ist und wofür nicht',
    'limit-use':
      '<1>Gedacht</1> dafür, zu sehen, wie solche Modelle arbeiten und wo sie sich irren, für Übungen, die ' +
      'Menschen für sich selbst wählen, für Kunst und Spiel. Treffen Sie damit keine Entscheidungen über ' +
      'Menschen.',
    'limit-groups':
      '<1>Nicht nach Gruppen gemessen.</1> Der Datensatz sagt nicht, wer auf den Bildern ist; wie gut das ' +
      'Modell für Menschen verschiedenen Alters, Geschlechts oder verschiedener Herkunft ist, ist nicht ' +
      'bekannt. Von Modellen dieser Art <2>ist bekannt, dass sie verzerrt urteilen</2>.',
    'limit-labels':
      '<1>Unsichere Beschriftungen.</1> Auch Menschen sind sich bei diesen Bildern nicht einig, und manche ' +
      'sind doppelt mit verschiedenen Beschriftungen enthalten. Eine Trefferquote von 100 % kann also niemand ' +
      'erreichen.',
    'limit-seven':
      '<1>Sieben Wörter.</1> Auf viele Ausdrücke passt keines. Angst, Trauer und Wut werden oft miteinander ' +
      'verwechselt, und Ekel ist in den Daten selten.',
    'limit-view':
      '<1>Hindernisse.</1> Brillen, Masken, Hände, schlechtes Licht und Profilansichten führen zu mehr Fehlern.',
    'law-heading': 'Das Recht',
    'law-since': 'Das Verbot der EU gilt seit dem 2. Februar 2025. Das gilt auch, wenn nichts das Gerät verlässt.',
    'law-consent':
      '<1>Holen Sie Einwilligungen ein.</1> Wer es bei anderen verwendet, braucht sie nach dem ' +
      'Datenschutzrecht, in der EU nach der <2>DSGVO</2>. Minderjährige nur mit Einwilligung der ' +
      'Sorgeberechtigten.',
    'law-advice': 'Dies ist keine Rechtsberatung.',
    'data-heading': 'Daten und Lizenz',
    'data-fer':
      '<1>FER-2013</1> von P.-L. Carrier und A. Courville: Gesichter aus dem Web in Graustufen, 48 × 48 Pixel ' +
      '(<2>Goodfellow et al. 2013</2>). Keines dieser Bilder ist Teil des Modells oder dieser Website.',
    'data-ferplus':
      '<1>FER+</1> von E. Barsoum und anderen: die Stimmen von zehn Beurteilenden zu denselben Bildern ' +
      '(<2>ICMI 2016</2>, MIT-Lizenz).',
    'data-face':
      '<1>Gesichter findet</1> ein anderes Modell, YuNet von libfacedetection, unter der BSD-Lizenz mit drei Klauseln.',
    'data-weights': '<1>Die Gewichte dieses Modells</1> hat das Projekt trainiert; sie stehen unter seiner MIT-Lizenz.',
    'reproduce-heading': 'Messungen wiederholen',
    'reproduce-text':
      'Im Repository des Projekts. Sie brauchen die Bilder (fer2013.npz oder fer2013.csv von Kaggle); ' +
      'models/README.md beschreibt alle Schritte auf Englisch.',
    'reproduce-measure': 'Die Zahlen oben, direkt auf dem Rechner, in Bildern und im Browser:',
    'commands-measure': 'Befehle, die messen',
    'reproduce-train': 'Das Training, in models/training, in dieser Reihenfolge:',
    'commands-train': 'Befehle, die trainieren',
  },

  numbers: 'Die Zahlen',
  numbersOf: (heading) => `${heading}: die Zahlen`,
  from: (file) => `Aus ${file}.`,
  columns: {
    expression: 'Ausdruck',
    images: 'Bilder',
    score: 'Mittlerer Wert',
    accuracy: 'Trefferquote',
    flip: 'Trefferquote mit gespiegeltem zweitem Blick',
    epoch: 'Epoche',
    condition: 'Bedingung',
    model: 'Modell',
    macroF1: 'Macro-F1',
    ece: 'Kalibrierungsfehler',
  },

  confusion: {
    label: 'Anteil der Bilder jeder Beschriftung, nach der Vorhersage des Modells',
    corner: 'Beschriftung',
    predicted: 'Vorhersage des Modells',
    total: 'Alle',
    cell: ({ count, total, share }, label, prediction) =>
      label === prediction
        ? `Von ${total} Bildern mit der Beschriftung „${label}“ wurden ${count} richtig eingeordnet: ${share}.`
        : `Von ${total} Bildern mit der Beschriftung „${label}“ wurden ${count} als „${prediction}“ eingeordnet: ` +
          `${share}.`,
    caption: (best, worst, confusedWith) =>
      `Ein perfektes Modell würde nur die Diagonale füllen. Dieses erkennt ${best[1]} der Gesichter mit der ` +
      `Beschriftung „${best[0]}“, aber nur ${worst[1]} derer mit „${worst[0]}“: ${confusedWith[1]} davon ` +
      `ordnet es als „${confusedWith[0]}“ ein.`,
  },

  measures: { precision: 'Präzision', recall: 'Anteil richtig', f1: 'F1' },
  classes: {
    label: 'Präzision, Anteil richtig und F1 jedes der sieben Ausdrücke',
    images: (count) => `${count} Bilder`,
    caption: (best, worst, rare, { test, all, total }) =>
      `Am zuverlässigsten ist es bei „${best[0]}“ (F1 ${best[1]}), am wenigsten bei „${worst[0]}“ ` +
      `(${worst[1]}). Nur ${test} dieser Bilder sind als „${rare}“ beschriftet, und ${all} von allen ${total} ` +
      'der Daten: Diese Balken beruhen auf wenigen Gesichtern, und zu lernen gab es wenige.',
  },

  reliability: {
    label: 'Trefferquote des Modells nach seinem höchsten Wert',
    model: 'Das Modell',
    perfect: 'Perfekte Kalibrierung',
    score: 'Höchster Wert',
    bin: (count, score, accuracy) => `${count} Bilder\nmittlerer Wert ${score}\nTrefferquote ${accuracy}`,
    caption: (error) =>
      `Die Punkte liegen nahe an der gestrichelten Linie: Im Mittel weicht ein Wert um ${error} von der ` +
      'Trefferquote ab. Über der Linie ist das Modell zu vorsichtig, darunter zu selbstsicher.',
  },

  curves: {
    accuracy: 'Trefferquote',
    loss: 'Verlust',
    label: 'Trefferquote nach Epochen des Trainings',
    lossLabel: 'Verlust auf den Trainingsbildern nach Epochen des Trainings',
    training: 'Trainingsbilder',
    test: 'PublicTest',
    aligned: 'PublicTest, gefunden und ausgerichtet',
    epoch: (epoch) => `Epoche ${epoch}`,
    caption: (chosen, epochs, test, train) =>
      `Gewählt wurde Epoche ${chosen} von ${epochs} (die gepunktete Linie), mit einer Trefferquote von ${test} ` +
      `auf PublicTest. Auf den Trainingsbildern sind es ${train}: Der Unterschied ist das, was das Modell ` +
      'nicht auf neue Gesichter überträgt.',
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
    official: 'Sieben Ausdrücke, PrivateTest',
    happySad: 'Fröhlich oder traurig, PrivateTest',
    splits: 'Sieben Ausdrücke, Aufteilungen der Studie',
    label: (title) => `Trefferquote jedes Modells: ${title}`,
    caption: (emosense, paper, meanOfFolds) =>
      `In der offiziellen Prüfung erreicht EmoSense eine Trefferquote von ${emosense}, das CNN der Studie ` +
      `${paper}. In den fünf Durchgängen der Studie erreicht dieses CNN im Mittel ${meanOfFolds}. Die Skalen ` +
      'beginnen nicht bei null: Beachten Sie auch die Zahlen.',
  },

  frameworks: {
    label: 'Trefferquote nach Epochen, mit TensorFlow und mit PyTorch',
    lossLabel: 'Verlust nach Epochen, mit TensorFlow und mit PyTorch',
    train: (framework) => `${framework}, Trainingsbilder`,
    test: (framework) => `${framework}, PublicTest`,
    lossOf: (curve) => `Verlust: ${curve}`,
    caption: (tensorflow, torch, epochs) =>
      `Die gestrichelten Linien liegen fast auf den durchgezogenen. Nach ${epochs} Epochen erreicht TensorFlow ` +
      `${tensorflow.train} auf den Trainingsbildern und ${tensorflow.test} auf PublicTest, PyTorch ` +
      `${torch.train} und ${torch.test}.`,
  },

  trained: (date, torch, seed, hash) =>
    `Trainiert mit PyTorch ${torch}, Startwert ${seed}; exportiert am ${date}. Der SHA-256-Wert der Datei ` +
    `beginnt mit ${hash}.`,
};
