/** The texts in the HTML of the page about the model in French. */
import { strings as common } from '../../../package/locales/fr.js';
import { factTexts } from '../facts.js';

/** @import { HtmlStrings } from '../../../package/locales/language.js' */

const facts = factTexts(common.element.facts);

/** @type {HtmlStrings} */
export const html = {
  'fact-expressions': facts['fact-expressions'],
  'fact-inform': facts['fact-inform'],
  'fact-work': facts['fact-work'],
  title: 'Le modèle – EmoSense',
  heading: 'Quelle est son exactitude ?',
  lead:
    'Un petit programme regarde un visage et dit à laquelle de sept expressions il ressemble. La fréquence à laquelle ' +
    'il voit ce que voient la plupart des gens dépend de l’expression, comme le montre l’image. Il ne sait pas ce que ' +
    'quelqu’un ressent.',
  'of-ten-heading': 'Sur dix visages, combien nomme-t-il comme le font les gens ?',
  'of-ten-note':
    'Mesuré sur des photos de visages qu’il n’avait jamais vus et sur l’expression desquels au moins six personnes sur ' +
    'dix étaient d’accord.',
  specialists: 'Pour les spécialistes',
  'specialists-text':
    'Ce qui a été mesuré, et où le modèle se trompe. Chaque nombre et chaque graphique est calculé dans votre ' +
    'navigateur à partir des fichiers publiés avec le modèle.',
  agreement: 'Accord avec les gens',
  'agreement-means':
    'des images que six personnes sur dix ou plus nomment de la même façon (FER+, PrivateTest) : le modèle les nomme ' +
    'ainsi, lui aussi.',
  'mean-recall': 'Rappel moyen',
  'mean-recall-means':
    'la moyenne de cette part sur les sept expressions, où une expression rare compte autant qu’une fréquente.',
  'neutral-recall': 'Visages neutres reconnus',
  'neutral-recall-means':
    'des visages que la plupart des gens disent neutres. Le modèle prend les autres pour des visages en colère, ' +
    'tristes ou autre chose.',
  people: 'Exactitude sur des photos',
  'people-means':
    'des photos de personnes que l’entraînement n’a jamais vues : le résultat est l’étiquette que des gens leur ont ' +
    'donnée.',
  accuracy: 'Exactitude selon l’étiquette',
  'accuracy-means':
    'des images reçoivent l’unique étiquette que FER-2013 leur a donnée (PrivateTest), si le modèle répond selon ' +
    'cette convention.',
  'macro-f1': 'F1 macro',
  'macro-f1-means':
    'selon les mêmes étiquettes : la moyenne sur les sept expressions, où une expression rare compte autant qu’une ' +
    'fréquente. Un modèle parfait obtient 1.',
  'vote-ece': 'Erreur de calibration, gens',
  'vote-ece-means':
    'l’écart moyen entre un score et la part des gens qui disent la même chose. Plus elle est petite, plus on peut ' +
    'se fier aux pourcentages.',
  ece: 'Erreur de calibration, étiquettes',
  'ece-means':
    'l’écart moyen entre un score et la fréquence à laquelle l’étiquette dit la même chose, si le modèle répond ' +
    'selon cette convention.',
  size: 'Taille',
  'size-means': 'à télécharger, une fois. Ensuite, il fonctionne hors ligne.',
  weights: 'Poids',
  'weights-means': 'nombres appris à partir des images : tout ce que le modèle sait s’y trouve.',
  adds: 'Opérations',
  'adds-means':
    'multiplications-additions pour un visage : le travail de votre appareil pour chaque visage de chaque image.',
  'conventions-heading': 'Qui dit ce qui est juste ?',
  'conventions-text':
    'Une photo ne révèle pas ce qu’un visage exprime : seuls des gens peuvent dire ce qu’ils y voient. FER-2013, les ' +
    'données dont ce modèle et la plupart des autres apprennent, a une étiquette par image. Plus tard, dix autres ' +
    'personnes ont regardé chacune des mêmes images et voté (FER+). Souvent, elles sont d’un autre avis : des ' +
    'visages que six d’entre elles ou plus disent neutres, la moitié est étiquetée triste, apeuré, en colère ou ' +
    'autre chose. Le modèle a appris les deux conventions. De lui-même, il dit ce que la plupart des gens diraient. ' +
    'Le réglage <1>sensitivity</1> mène de là, à 0, à la convention des étiquettes de FER-2013, à 1.',
  'confusion-text':
    'Ici, chaque convention est comparée à ses propres réponses : ce que disent six personnes ou plus, et les ' +
    'étiquettes. Chaque ligne contient les images avec la même réponse, chaque colonne celles que le modèle a ' +
    'classées de la même façon. Pointez ou touchez une case, ou parcourez-les avec les flèches, pour la lire sous ' +
    'forme de phrase.',
  'sensitivity-heading': 'Quelle sensibilité lui donner ?',
  'sensitivity-text':
    'Entre les deux conventions, les réponses sont mélangées. Plus la sensibilité est élevée, plus une expression ' +
    'légère reçoit vite un nom, comme dans les étiquettes de FER-2013, et plus souvent un visage au repos en reçoit ' +
    'un, lui aussi.',
  'classes-heading': 'Meilleur pour certaines expressions',
  'classes-text':
    '<1>Précision</1> : des images classées « joyeux », par exemple, la part que les gens ou les étiquettes nomment ' +
    'ainsi, eux aussi. <2>Rappel</2> : des images qu’ils nomment « joyeux », la part qui est classée ainsi. ' +
    '<3>F1</3> n’est élevé que si les deux le sont.',
  'reliability-heading': 'Peut-on se fier au pourcentage ?',
  'reliability-text':
    'Un score de 70 % devrait signifier que sept personnes sur dix disent la même chose ou, selon l’autre ' +
    'convention, que l’étiquette est la même pour sept images sur dix. Les images sont groupées selon le plus haut ' +
    'score du modèle : chaque point représente un quinzième de l’échelle, et sa surface le nombre d’images qui s’y ' +
    'trouvent. Les groupes de moins de dix images manquent.',
  'curves-heading': 'Comment il a été entraîné',
  'curves-text':
    'Le modèle est l’élève de modèles plus grands et de son prédécesseur. Il apprend des votes, des ' +
    'étiquettes et surtout des réponses de ces maîtres, y compris pour 5 500 photos de personnes. L’époque a été ' +
    'choisie sur PublicTest et sur des photos d’autres personnes ; une ligne commence là où l’entraînement a ' +
    'commencé à la mesurer. PrivateTest a été mesuré une fois pour chaque modèle publié ; mais les erreurs d’un des ' +
    'premiers y ont été examinées avant que l’entraînement soit modifié, si bien que cette règle n’a pas été tout à ' +
    'fait respectée.',
  'heights-heading': 'De l’autre bout de la pièce',
  'heights-text':
    'Les images de PrivateTest sur lesquelles les personnes sont d’accord ont été collées en de nombreuses tailles ' +
    'dans des images de 640 × 480 pixels. Les visages devaient être détectés, alignés et découpés comme ceux de votre ' +
    'caméra, et classés comme par ces personnes. Les images s’arrêtent près du visage, ce qui le rend plus difficile ' +
    'à détecter qu’un visage dans une pièce.',
  'distortions-heading': 'Penché, flou, mal éclairé',
  'distortions-text':
    'Le même test à une hauteur de visage de 160 pixels, avec les perturbations que causent caméras, pièces ' +
    'et mouvements de tête. La plupart des pertes viennent de ce que le visage n’est pas détecté.',
  'comparison-heading': 'Comparé aux modèles de l’article',
  'comparison-text':
    'Le projet est né d’un article sur la reconnaissance d’expressions. Ses modèles ont été entraînés ici de ' +
    'nouveau, sur les mêmes images, et mesurés de la même manière : selon ce que disent la plupart des gens, au test ' +
    'officiel selon les étiquettes de FER-2013, selon la division des données de l’article, et à sa tâche plus ' +
    'petite, distinguer « joyeux » de « triste ». La plupart ne connaissent que les étiquettes.',
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
  'self-check-heading': 'Votre appareil calcule-t-il la même chose ?',
  'self-check-text':
    'Le modèle fonctionne avec l’un de deux moteurs : celui d’EmoSense, que ce site utilise, et tract, qui exécute vos ' +
    'propres modèles. La vérification soumet aux deux les douze images sur lesquelles chaque version du modèle est ' +
    'testée, et compare leurs scores aux scores publiés. Pour cela, elle télécharge tract, quelques mégaoctets.',
  'self-check-start': 'Vérifier cet appareil',
  'self-check-cancel': 'Annuler',
  'data-heading': 'Données et licence',
  'data-fer':
    '<1>FER-2013</1>, de P.-L. Carrier et A. Courville : des visages du web en niveaux de gris, 48 × 48 ' +
    'pixels (<2>Goodfellow et al. 2013</2>). Aucune de ces images ne fait partie du modèle ni de ce site.',
  'data-ferplus':
    '<1>FER+</1>, d’E. Barsoum et autres : les votes de dix annotateurs sur les mêmes images (<2>ICMI ' +
    '2016</2>, licence MIT).',
  'data-people':
    '<1>Des photos de personnes</1>, réunies et étiquetées par le projet <2>muxspace/facial_expressions</2> (licence ' +
    'Apache 2.0 pour la collection et ses étiquettes). Pour 5 500 d’entre elles, le modèle a appris les réponses de ' +
    'ses maîtres ; les autres servent à le vérifier. Aucune de ces photos ne fait partie du modèle ni de ce site.',
  'data-face':
    '<1>Les visages sont détectés</1> par un autre modèle, YuNet de libfacedetection, sous la licence BSD à ' +
    'trois clauses.',
  'data-weights': '<1>Les poids de ce modèle</1> ont été entraînés par le projet et sont sous sa licence MIT.',
  'data-notices': '<1>Toutes les licences</1> de ce que ce site contient.',
  'reproduce-heading': 'Reproduire les mesures',
  'reproduce-text':
    'Dans le dépôt du projet. Il vous faut les images (fer2013.npz, ou fer2013.csv de Kaggle) ; ' +
    'models/README.md décrit toutes les étapes, en anglais.',
  'reproduce-measure': 'Les nombres ci-dessus, sur la machine, dans des images et dans un navigateur :',
  'commands-measure': 'Commandes qui mesurent',
  'reproduce-train': 'L’entraînement, dans models/training, dans cet ordre :',
  'commands-train': 'Commandes qui entraînent',
};
