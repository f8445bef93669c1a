/** What the page about the model says, in German. */

/** @type {typeof import('../en/model.js').strings & { fixed: import('../../../package/locales/language.js').Fixed }} */
export const strings = {
  fixed: {
    title: 'Das Modell – EmoSense',
    heading: 'Wie oft liegt es richtig?',
    lead: 'Ein kleines Netz sieht ein Gesicht aus 48 mal 48 grauen Punkten und sagt, welchem von sieben Ausdrücken es gleicht. Hier steht, was dabei gemessen wurde, wo es irrt und wofür es nicht verwendet werden darf. Jede Zahl und jedes Diagramm wird in Ihrem Browser aus den Dateien berechnet, mit denen das Netz veröffentlicht wurde.',
    accuracy: 'Richtig, auf einen Blick',
    'accuracy-means':
      'der Bilder, die für eine letzte Prüfung zurückgelegt waren (FER-2013, PrivateTest): Es sagt dasselbe wie die Menschen, die sie benannt haben.',
    flip: 'Richtig, mit dem Spiegelbild',
    'flip-means': 'derselben Bilder, wenn jedes ein zweites Mal gespiegelt gelesen und gemittelt wird.',
    'macro-f1': 'Macro-F1',
    'macro-f1-means':
      'das Mittel über die sieben Ausdrücke, in dem ein seltener so viel zählt wie ein häufiger. Ein vollkommenes Netz hat 1.',
    ece: 'Mittlerer Kalibrierungsfehler',
    'ece-means':
      'wie weit ein Wert im Mittel davon entfernt ist, wie oft er stimmt: je kleiner, desto mehr bedeutet er, was er sagt.',
    majority: 'Wo Menschen sich einig sind',
    'majority-means':
      'der Bilder, bei denen mehr als fünf von zehn Urteilenden (FER+) denselben Ausdruck wählten: Das Netz wählt ihn auch.',
    weights: 'Gewichte',
    'weights-means': 'Zahlen, die es aus den Bildern gelernt hat: Alles, was es weiß, steckt darin.',
    size: 'Größe',
    'size-means': 'zu laden, einmal. Danach geht es ohne Internet.',
    adds: 'Rechenschritte',
    'adds-means':
      'Multiplikationen mit Addition für ein Gesicht: die Arbeit Ihres Geräts für jedes Gesicht in jedem Bild.',
    'confusion-heading': 'Was es wofür hält',
    'confusion-text':
      'Jede Zeile enthält die Bilder, denen Menschen einen Namen gaben, jede Spalte, wie das Netz sie nannte. Zeigen Sie auf ein Feld, oder gehen Sie mit den Pfeiltasten hindurch, um es zu lesen.',
    'classes-heading': 'Manche Ausdrücke kennt es besser',
    'classes-text':
      '<1>Genauigkeit</1>: von den Bildern, die es etwa fröhlich nennt, der Anteil, den auch Menschen so nennen. <2>Trefferquote</2>: von denen, die Menschen fröhlich nennen, der Anteil, den es findet. <3>F1</3> ist nur hoch, wo beide es sind.',
    'reliability-heading': 'Bedeutet ein Wert, was er sagt?',
    'reliability-text':
      'Ein Wert von 70 % sollte sieben von zehn Malen stimmen. Die Bilder sind nach dem höchsten Wert des Netzes sortiert; jeder Punkt ist ein Fünfzehntel der Skala, und je mehr Bilder hineinfallen, desto größer ist er.',
    'curves-heading': 'Wie es lernte',
    'curves-text':
      'Dies ist der letzte seiner Trainingsläufe, und er setzt einen früheren fort: Darum beginnt er hoch. Es lernt weniger aus Namen als aus den Antworten zweier größerer Netze. Die Epoche wurde auf PublicTest gewählt. PrivateTest wurde einmal für jedes veröffentlichte Netz gemessen; die Fehler eines frühen wurden dort angesehen, bevor sein Rezept geändert wurde, was diese Regel ein wenig bog.',
    'heights-heading': 'Vom anderen Ende des Zimmers',
    'heights-text':
      'Die Bilder von PrivateTest wurden in vielen Größen in Bilder von 640 mal 480 Punkten gesetzt und mussten gefunden, ausgerichtet und ausgeschnitten werden wie die Ihrer Kamera. Sie sind eng um das Gesicht geschnitten und darum schwerer zu finden als ein Gesicht in einem Zimmer.',
    'disturbances-heading': 'Gekippt, unscharf, schlecht beleuchtet',
    'disturbances-text':
      'Dieselbe Prüfung bei einer Höhe von 160 Punkten, mit dem, was Kameras, Räume und Köpfe einem Bild antun. Was verloren geht, geht meist beim Finden des Gesichts verloren.',
    'networks-heading': 'Neben den Netzen der Arbeit',
    'networks-text':
      'Das Projekt wuchs aus einer Arbeit über das Erkennen von Ausdrücken. Deren Netze wurden hier neu trainiert, mit denselben Bildern, und auf dieselbe Weise gemessen: mit der offiziellen Prüfung, mit der Aufteilung der Arbeit selbst, und mit ihrer kleineren Aufgabe, fröhlich von traurig zu unterscheiden.',
    'frameworks-heading': 'Ein Netz, zwei Bibliotheken',
    'frameworks-text':
      'Die Arbeit findet einen weiten Abstand zwischen einem Modell in TensorFlow und einem in PyTorch. Hier beginnt dasselbe Netz in beiden mit denselben Gewichten und sieht dieselben Bilder in derselben Folge. Der weite Abstand liegt zwischen gesehenen und ungesehenen Bildern.',
    'limits-heading': 'Wofür es ist, und wofür nicht',
    'limit-feeling':
      '<1>Ein Ausdruck ist kein Gefühl.</1> Gesichter zeigen Gefühle nicht verlässlich: Wie Menschen sie ausdrücken, unterscheidet sich stark zwischen Kulturen, Situationen und sogar von Mensch zu Mensch (<2>Barrett et al. 2019</2>). Das Netz sagt, wie ein Ausdruck wirkt, und nicht mehr.',
    'limit-use':
      '<1>Gedacht</1> dafür, zu sehen, wie solche Netze arbeiten und wo sie irren, für Übungen, die Menschen für sich selbst wählen, für Kunst und Spiel. Entscheiden Sie danach nichts über einen Menschen.',
    'limit-groups':
      '<1>Für Gruppen nicht gemessen.</1> Die Bilder sagen nicht, wer darauf ist; wie gut es für Menschen verschiedenen Alters, Geschlechts oder verschiedener Herkunft ist, weiß man nicht. Von Modellen dieser Art <2>weiß man, dass sie verzerrt urteilen</2>.',
    'limit-labels':
      '<1>Unsichere Namen.</1> Auch Menschen sind sich bei diesen Bildern nicht einig, und manche sind zweimal mit zwei Namen enthalten. Jedes Mal richtig kann also niemand liegen.',
    'limit-seven':
      '<1>Sieben Wörter.</1> Auf viele Ausdrücke passt keines. Angst, Trauer und Wut werden oft füreinander gehalten, und Ekel ist in den Daten selten.',
    'limit-view':
      '<1>Was im Weg steht.</1> Brillen, Masken, Hände, schlechtes Licht und Profile lassen es öfter irren.',
    'law-heading': 'Das Recht',
    'law-work':
      '<1>Nicht bei der Arbeit, nicht in der Bildung.</1> Die EU verbietet dort, auf Gefühle von Menschen zu schließen, auf jedem Gerät, außer aus medizinischen oder Sicherheitsgründen (<2>KI-Verordnung der EU, Art. 5(1)(f)</2>, in Kraft seit dem 2. Februar 2025). Dass nichts das Gerät verlässt, ist keine Ausnahme davon.',
    'law-tell':
      '<1>Sagen Sie es allen im Bild.</1> Wer einer Emotionserkennung ausgesetzt ist, muss es wissen (<2>Art. 50(3)</2>).',
    'law-consent':
      '<1>Fragen Sie um Einwilligung.</1> Wer es bei anderen verwendet, braucht sie nach dem Datenschutzrecht, in der EU nach der <2>DSGVO</2>. Minderjährige nur mit Einwilligung der Sorgeberechtigten.',
    'law-advice': 'Dies ist keine Rechtsberatung.',
    'data-heading': 'Daten und Lizenz',
    'data-fer':
      '<1>FER-2013</1> von P.-L. Carrier und A. Courville: graue Gesichter aus dem Netz, 48 Punkte hoch (<2>Goodfellow et al. 2013</2>). Kein Bild daraus ist Teil des Netzes oder dieser Seite.',
    'data-ferplus':
      '<1>FER+</1> von E. Barsoum und anderen: die Stimmen von zehn Urteilenden zu denselben Bildern (<2>ICMI 2016</2>, MIT-Lizenz).',
    'data-face':
      '<1>Gesichter findet</1> ein anderes Netz, YuNet von libfacedetection, unter der BSD-Lizenz mit drei Klauseln.',
    'data-own': '<1>Die Gewichte dieses Netzes</1> sind die des Projekts, unter seiner MIT-Lizenz.',
    'again-heading': 'Messen Sie nach',
    'again-text':
      'Im Verzeichnis des Projekts. Die Bilder bringen Sie mit (fer2013.npz oder Kaggles fer2013.csv); models/README.md beschreibt den ganzen Weg auf Englisch.',
    'again-measure': 'Die Zahlen oben, auf dem Rechner, in Bildern und in einem Browser:',
    'commands-measure': 'Befehle, die messen',
    'again-train': 'Das Training, in models/training, in dieser Reihenfolge:',
    'commands-train': 'Befehle, die trainieren',
  },

  numbers: 'Die Zahlen',
  numbersOf: (heading) => `${heading}: die Zahlen`,
  from: (file) => `Aus ${file}.`,
  columns: {
    expression: 'Ausdruck',
    pictures: 'Bilder',
    score: 'Mittlerer Wert',
    right: 'Richtig',
    epoch: 'Epoche',
    condition: 'Bedingung',
    network: 'Netz',
    accuracy: 'Richtig',
    flip: 'Richtig, mit dem Spiegelbild',
    macroF1: 'Macro-F1',
    ece: 'Kalibrierungsfehler',
  },

  confusion: {
    label: 'Anteil der Bilder jedes Namens, nach dem, wie das Netz sie nannte',
    corner: 'Benannt als',
    called: 'Das Netz nannte sie',
    total: 'Alle',
    cell: ({ count, of, share }, label, called) =>
      label === called
        ? `Von ${of} Bildern, die „${label}“ heißen, nannte das Netz ${count} auch so: ${share}.`
        : `Von ${of} Bildern, die „${label}“ heißen, nannte das Netz ${count} „${called}“: ${share}.`,
    caption: (best, least, instead) =>
      `Ein vollkommenes Netz würde nur die Diagonale füllen. Dieses findet ${best[1]} der Gesichter, die „${best[0]}“ heißen, aber nur ${least[1]} derer, die „${least[0]}“ heißen: ${instead[1]} davon nennt es „${instead[0]}“.`,
  },

  measures: { precision: 'Genauigkeit', recall: 'Trefferquote', f1: 'F1' },
  classes: {
    label: 'Genauigkeit, Trefferquote und F1 jedes der sieben Ausdrücke',
    pictures: (count) => `${count} Bilder`,
    caption: (best, least, rare, { test, all, of }) =>
      `Am sichersten ist es bei „${best[0]}“ (F1 ${best[1]}), am wenigsten bei „${least[0]}“ (${least[1]}). Nur ${test} dieser Bilder heißen „${rare}“, und ${all} von allen ${of} der Daten: Seine Balken stehen auf wenigen Gesichtern, und zu lernen gab es wenige.`,
  },

  reliability: {
    label: 'Wie oft das Netz richtig liegt, nach seinem höchsten Wert',
    network: 'Das Netz',
    perfect: 'Werte, die genau bedeuten, was sie sagen',
    score: 'Höchster Wert',
    bin: (count, score, right) => `${count} Bilder\nmittlerer Wert ${score}\nrichtig ${right}`,
    caption: (error) =>
      `Die Punkte liegen nahe an der gestrichelten Linie: Ein Wert und wie oft er stimmt unterscheiden sich im Mittel um ${error}. Über der Linie ist das Netz bescheidener als nötig, darunter zu selbstsicher.`,
  },

  curves: {
    accuracy: 'Anteil richtig',
    loss: 'Verlust',
    label: 'Anteil der richtigen Bilder, nach Epochen des Trainings',
    lossLabel: 'Verlust auf den gelernten Bildern, nach Epochen des Trainings',
    train: 'Bilder, aus denen es lernte',
    test: 'PublicTest',
    aligned: 'PublicTest, gefunden und ausgeschnitten',
    epoch: (epoch) => `Epoche ${epoch}`,
    caption: (chosen, epochs, test, train) =>
      `Gewählt wurde Epoche ${chosen} von ${epochs} (die gepunktete Linie), mit ${test} von PublicTest richtig. Von den Bildern, aus denen es lernte, sind es ${train}: Der Abstand ist, was es nicht auf neue Gesichter überträgt.`,
  },

  robustness: {
    found: 'Gefundene Gesichter',
    rightOfFound: 'Richtig, von den gefundenen',
    rightBare: 'Dieselben Bilder, direkt gegeben',
    rightOfAll: 'Richtig, von allen',
    height: 'Höhe des Gesichts in Punkten',
    searchedAt: (side) => `Gesucht bei ${side} Punkten`,
    heightsLabel: (side) => `Anteile gefundener und richtiger Gesichter nach ihrer Höhe, gesucht bei ${side} Punkten`,
    pixels: (height) => `${height} Punkte hoch`,
    heightAt: (height, side) => `${height} Punkte hoch, gesucht bei ${side}`,
    heightsCaption: (height, found, large) =>
      `Kleine Gesichter werden eher übersehen als falsch gelesen: Bei ${height} Punkten werden ${found.map(([side, share]) => `${share} gefunden, wenn bei ${side} gesucht wird`).join(', ')}; bei der größten Höhe ${large} sogar von der schnelleren Suche. Einmal gefunden, wird ein Gesicht in jeder Größe etwa gleich gut erkannt.`,
    groups: { turned: 'Gekippt', blurred: 'Unscharf', noisy: 'Verrauscht', JPEG: 'Komprimiert', light: 'Licht' },
    conditions: {
      turned: (degrees) => `um ${degrees.replace('-', '−')}°`,
      '0°': 'aufrecht',
      blurred: (pixels) => `über ${pixels} Punkte`,
      noisy: (levels) => `um ${levels} von 255 Graustufen`,
      JPEG: (quality) => `JPEG, Qualität ${quality}`,
      light: (gamma) => `Gamma ${gamma.replace('.', ',')}`,
      'half dark': 'eine Hälfte des Gesichts dunkel',
      'a quarter': 'ein Viertel des Lichts',
    },
    disturbanceLabel: (group) => `Anteile gefundener und richtiger Gesichter: ${group}`,
    disturbancesCaption: (group, condition, share) =>
      `Von den gefundenen Gesichtern sind etwa gleich viele richtig, bis die Störung stark wird. Am schlimmsten ist „${group}, ${condition}“, mit ${share} richtig von den gefundenen. Wo der graue Punkt weit links liegt, wurden viele Gesichter gar nicht gefunden.`,
  },

  networks: {
    names: {
      own: 'EmoSense',
      tuned: 'Das CNN der Arbeit, hier verbessert',
      paper: 'Das CNN der Arbeit',
      resnet5: 'Das ResNet-5 der Arbeit',
      pair: 'Das CNN der Arbeit, nur diese zwei gelehrt',
      split: 'Das CNN der Arbeit, 70/30',
      fold: (number) => `Das CNN der Arbeit, Faltung ${number}`,
    },
    papers: 'Die Netze der Arbeit, hier trainiert',
    official: 'Sieben Ausdrücke, PrivateTest',
    pair: 'Fröhlich oder traurig, PrivateTest',
    splits: 'Sieben Ausdrücke, Aufteilungen der Arbeit',
    label: (title) => `Anteil der Bilder, die jedes Netz richtig benennt: ${title}`,
    caption: (own, paper, mean) =>
      `In der offiziellen Prüfung liegt EmoSense bei ${own} der Bilder richtig, das CNN der Arbeit bei ${paper}. Auf den fünf Faltungen der Arbeit kommt dieses CNN im Mittel auf ${mean}. Die Skalen beginnen nicht bei null: Sehen Sie auch auf die Zahlen.`,
  },

  frameworks: {
    label: 'Anteil der richtigen Bilder nach Epochen, mit TensorFlow und mit PyTorch',
    lossLabel: 'Verlust nach Epochen, mit TensorFlow und mit PyTorch',
    train: (framework) => `${framework}, gelernte Bilder`,
    test: (framework) => `${framework}, PublicTest`,
    lossOf: (curve) => `Verlust: ${curve}`,
    caption: (tensorflow, torch, epochs) =>
      `Die gestrichelten Linien liegen fast auf den durchgezogenen. Nach ${epochs} Epochen hat TensorFlow ${tensorflow.train} der gelernten Bilder richtig und ${tensorflow.test} von PublicTest, PyTorch ${torch.train} und ${torch.test}.`,
  },

  trained: (date, torch, seed, hash) =>
    `Trainiert mit PyTorch ${torch}, Startwert ${seed}; exportiert am ${date}. Die SHA-256 der Datei beginnt mit ${hash}.`,
};
