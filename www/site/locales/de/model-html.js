/** The texts in the HTML of the page about the model in German. */
import { strings as common } from '../../../package/locales/de.js';
import { factTexts } from '../facts.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */

const facts = factTexts(common.element.facts);

/** @type {HtmlStrings} */
export const html = {
  'fact-expressions': facts['fact-expressions'],
  'fact-inform': facts['fact-inform'],
  'fact-work': facts['fact-work'],
  title: 'Das Modell – EmoSense',
  heading: 'Wie genau ist es?',
  lead:
    'Ein kleines Programm betrachtet ein Gesicht und sagt, welchem von sieben Ausdrücken es ähnelt. Wie oft es ' +
    'dasselbe sieht wie die meisten Menschen, hängt vom Ausdruck ab, wie das Bild zeigt. Was jemand fühlt, weiß es ' +
    'nicht.',
  'of-ten-heading': 'Wie viele von zehn Gesichtern benennt es wie Menschen?',
  'of-ten-note':
    'Gemessen an Fotos von Gesichtern, die es nie gesehen hatte und über deren Ausdruck sich mindestens sechs von zehn ' +
    'Menschen einig waren.',
  specialists: 'Für Fachleute',
  'specialists-text':
    'Was gemessen wurde und wo das Modell sich irrt. Jede Zahl und jedes Diagramm wird in Ihrem Browser aus den ' +
    'Dateien berechnet, mit denen das Modell veröffentlicht wurde.',
  agreement: 'Übereinstimmung mit Menschen',
  'agreement-means':
    'der Bilder, die mindestens sechs von zehn Menschen gleich nennen (FER+, PrivateTest): Das Modell nennt sie ' +
    'auch so.',
  'mean-recall': 'Anteil richtig im Mittel',
  'mean-recall-means':
    'das Mittel dieses Anteils über die sieben Ausdrücke, in dem ein seltener so viel zählt wie ein häufiger.',
  'neutral-recall': 'Neutrale Gesichter erkannt',
  'neutral-recall-means':
    'der Gesichter, die die meisten Menschen neutral nennen. Die übrigen hält das Modell für wütend, traurig oder ' +
    'etwas anderes.',
  people: 'Trefferquote auf Fotos',
  'people-means':
    'der Fotos von Menschen, die das Training nie gesehen hat: Das Ergebnis ist das, womit Menschen sie ' +
    'beschriftet haben.',
  accuracy: 'Trefferquote nach Beschriftung',
  'accuracy-means':
    'der Bilder erhalten die eine Beschriftung, die FER-2013 ihnen gegeben hat (PrivateTest), wenn das Modell ' +
    'nach deren Maßstab antwortet.',
  'macro-f1': 'Macro-F1',
  'macro-f1-means':
    'nach denselben Beschriftungen: das Mittel über die sieben Ausdrücke, in dem ein seltener so viel zählt wie ' +
    'ein häufiger. Ein perfektes Modell hat 1.',
  'vote-ece': 'Kalibrierungsfehler, Menschen',
  'vote-ece-means':
    'wie weit ein Wert im Mittel von dem Anteil der Menschen abweicht, die dasselbe sagen. Je kleiner, desto mehr ' +
    'kann man den Prozenten trauen.',
  ece: 'Kalibrierungsfehler, Beschriftung',
  'ece-means':
    'wie weit ein Wert im Mittel davon abweicht, wie oft die Beschriftung dasselbe sagt, wenn das Modell nach ' +
    'deren Maßstab antwortet.',
  size: 'Größe',
  'size-means': 'zum Herunterladen, einmal. Danach geht es offline.',
  weights: 'Gewichte',
  'weights-means': 'Zahlen, die aus den Bildern gelernt wurden. Alles, was das Modell weiß, steckt darin.',
  adds: 'Rechenschritte',
  'adds-means':
    'Multiplikationen mit Addition für ein Gesicht: die Arbeit Ihres Geräts für jedes Gesicht in jedem Bild.',
  'conventions-heading': 'Wer sagt, was richtig ist?',
  'conventions-text':
    'Ein Foto verrät nicht, was ein Gesicht ausdrückt: Nur Menschen können sagen, was sie darin sehen. FER-2013, die ' +
    'Daten, aus denen dieses und die meisten anderen Modelle lernen, hat eine Beschriftung für jedes Bild. Später ' +
    'haben je zehn weitere Menschen dieselben Bilder angesehen und abgestimmt (FER+). Oft sind sie anderer Meinung: ' +
    'Von den Gesichtern, die mindestens sechs von ihnen neutral nennen, ist die Hälfte als traurig, ängstlich, ' +
    'wütend oder anders beschriftet. Das Modell hat beide Maßstäbe gelernt. Von sich aus sagt es, was die meisten ' +
    'Menschen sagen würden. Die Einstellung <1>sensitivity</1> führt von dort, bei 0, zum Maßstab der ' +
    'Beschriftungen von FER-2013, bei 1.',
  'confusion-text':
    'Hier wird jeder Maßstab mit seinen eigenen Antworten verglichen: mit dem, was mindestens sechs Menschen sagen, ' +
    'und mit den Beschriftungen. Jede Zeile enthält die Bilder mit derselben Antwort, jede Spalte die, die das ' +
    'Modell gleich eingeordnet hat. Zeigen oder tippen Sie auf ein Feld, oder gehen Sie mit den Pfeiltasten durch ' +
    'die Felder, um es als Satz zu lesen.',
  'sensitivity-heading': 'Wie empfindlich soll es sein?',
  'sensitivity-text':
    'Zwischen den beiden Maßstäben werden die Antworten gemischt. Je höher die Empfindlichkeit, desto eher bekommt ' +
    'ein schwacher Ausdruck einen Namen, wie in den Beschriftungen von FER-2013, und desto öfter bekommt ihn auch ' +
    'ein Gesicht in Ruhe.',
  'classes-heading': 'Besser bei manchen Ausdrücken',
  'classes-text':
    '<1>Präzision</1>: von den Bildern, die etwa als fröhlich eingeordnet werden, der Anteil, den auch Menschen oder ' +
    'die Beschriftungen so nennen. <2>Anteil richtig</2> (Recall): von den Bildern, die sie fröhlich nennen, der ' +
    'Anteil, der so eingeordnet wird. <3>F1</3> ist nur hoch, wenn beide es sind.',
  'reliability-heading': 'Kann man den Prozenten trauen?',
  'reliability-text':
    'Ein Wert von 70 % sollte heißen, dass sieben von zehn Menschen dasselbe sagen oder, nach dem anderen Maßstab, ' +
    'dass bei sieben von zehn Bildern die Beschriftung dieselbe ist. Die Bilder sind nach dem höchsten Wert des ' +
    'Modells gruppiert: Jeder Punkt steht für ein Fünfzehntel der Skala, seine Fläche für die Zahl der Bilder darin. ' +
    'Gruppen mit weniger als zehn Bildern fehlen.',
  'curves-heading': 'Wie es trainiert wurde',
  'curves-text':
    'Das Modell ist der Schüler größerer Modelle und seines Vorgängers. Es lernt aus den Stimmen, aus ' +
    'den Beschriftungen und vor allem aus den Antworten dieser Lehrer, auch zu 5.500 Fotos von Menschen. Die Epoche ' +
    'wurde auf PublicTest und auf Fotos anderer Menschen gewählt; eine Linie beginnt, wo das Training begann, sie ' +
    'zu messen. PrivateTest wurde einmal für jedes veröffentlichte Modell gemessen; die Fehler eines frühen wurden ' +
    'dort aber angesehen, bevor das Training geändert wurde, womit diese Regel nicht ganz eingehalten wurde.',
  'heights-heading': 'Vom anderen Ende des Zimmers',
  'heights-text':
    'Die Bilder von PrivateTest, bei denen Menschen sich einig sind, wurden in vielen Größen in Bilder von ' +
    '640 × 480 Pixeln gesetzt. Die Gesichter mussten gefunden, ausgerichtet und ausgeschnitten werden wie die Ihrer ' +
    'Kamera, und eingeordnet wie von diesen Menschen. Die Bilder enden dicht am Gesicht, darum ist es schwerer zu ' +
    'finden als ein Gesicht in einem Zimmer.',
  'distortions-heading': 'Gekippt, unscharf, schlecht beleuchtet',
  'distortions-text':
    'Dieselbe Prüfung bei einer Gesichtshöhe von 160 Pixeln, mit den Störungen, die Kameras, Räume und Köpfe ' +
    'verursachen. Die meisten Verluste entstehen, weil das Gesicht nicht gefunden wird.',
  'comparison-heading': 'Im Vergleich zu den Modellen der Studie',
  'comparison-text':
    'Das Projekt entstand aus einer Studie über das Erkennen von Gesichtsausdrücken. Deren Modelle wurden ' +
    'hier neu trainiert, mit denselben Bildern, und auf dieselbe Weise gemessen: an dem, was die meisten Menschen ' +
    'sagen, mit der offiziellen Prüfung an den Beschriftungen von FER-2013, mit der Aufteilung der Daten in der ' +
    'Studie und mit ihrer kleineren Aufgabe, fröhlich von traurig zu unterscheiden. Die meisten kennen nur die ' +
    'Beschriftungen.',
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
    'sind doppelt mit verschiedenen Beschriftungen enthalten. Eine Trefferquote von 100 % kann also niemand ' +
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
  'self-check-heading': 'Rechnet Ihr Gerät genauso?',
  'self-check-text':
    'Das Modell läuft in einer von zwei Engines: der eigenen von EmoSense, die diese Website verwendet, und tract, das ' +
    'eigene Modelle ausführt. Die Prüfung gibt beiden die zwölf Bilder, an denen jede Fassung des Modells getestet ' +
    'wird, und vergleicht ihre Werte mit den veröffentlichten. Dazu lädt sie tract herunter, einige Megabyte.',
  'self-check-start': 'Dieses Gerät prüfen',
  'self-check-cancel': 'Abbrechen',
  'data-heading': 'Daten und Lizenz',
  'data-fer':
    '<1>FER-2013</1> von P.-L. Carrier und A. Courville: Gesichter aus dem Web in Graustufen, 48 × 48 Pixel ' +
    '(<2>Goodfellow et al. 2013</2>). Keines dieser Bilder ist Teil des Modells oder dieser Website.',
  'data-ferplus':
    '<1>FER+</1> von E. Barsoum und anderen: die Stimmen von zehn Beurteilenden zu denselben Bildern ' +
    '(<2>ICMI 2016</2>, MIT-Lizenz).',
  'data-people':
    '<1>Fotos von Menschen</1>, gesammelt und beschriftet vom Projekt <2>muxspace/facial_expressions</2> (Apache-' +
    'Lizenz 2.0 für die Sammlung und ihre Beschriftungen). Zu 5.500 davon hat das Modell die Antworten seiner Lehrer ' +
    'gelernt; mit den übrigen wird es geprüft. Keines dieser Fotos ist Teil des Modells oder dieser Website.',
  'data-face':
    '<1>Gesichter findet</1> ein anderes Modell, YuNet von libfacedetection, unter der BSD-Lizenz mit drei Klauseln.',
  'data-weights': '<1>Die Gewichte dieses Modells</1> hat das Projekt trainiert; sie stehen unter seiner MIT-Lizenz.',
  'data-notices': '<1>Alle Lizenzen</1> der Bestandteile dieser Website.',
  'reproduce-heading': 'Messungen wiederholen',
  'reproduce-text':
    'Im Repository des Projekts. Sie brauchen die Bilder mit den Stimmen (fer2013.npz) oder ohne sie (fer2013.csv ' +
    'von Kaggle); models/README.md beschreibt alle Schritte auf Englisch.',
  'reproduce-measure': 'Die Zahlen oben, direkt auf dem Rechner, in Bildern und im Browser:',
  'commands-measure': 'Befehle, die messen',
  'reproduce-train': 'Das Training, in models/training, in dieser Reihenfolge:',
  'commands-train': 'Befehle, die trainieren',
};
