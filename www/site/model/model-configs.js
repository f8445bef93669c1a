/** What was measured: the networks' cards and the curves of robustness, as the training and the crate wrote them. */
import own from '../../../models/emotion.json';
import kerasTensorflow from '../../../models/paper/keras-tensorflow.json';
import kerasTorch from '../../../models/paper/keras-torch.json';
import paper7030 from '../../../models/paper/paper-70-30.json';
import fold1 from '../../../models/paper/paper-fold-1.json';
import fold2 from '../../../models/paper/paper-fold-2.json';
import fold3 from '../../../models/paper/paper-fold-3.json';
import fold4 from '../../../models/paper/paper-fold-4.json';
import fold5 from '../../../models/paper/paper-fold-5.json';
import happySad from '../../../models/paper/paper-happy-sad.json';
import tuned from '../../../models/paper/paper-tuned.json';
import paper from '../../../models/paper/paper.json';
import resnet5 from '../../../models/paper/resnet5.json';
import robustness from '../../../models/robustness.json';

/** @typedef {import('../../package/client/pkg/emosense.js').Emotion} Emotion */
/** Where the network was right, of the pictures of one test. @typedef {{ accuracy: number, accuracyWithFlip: number, macroF1: number, ece?: number, perClass: Record<string, { count: number }> }} Measured */

export { own, kerasTensorflow, kerasTorch, paper7030, happySad, tuned, paper, resnet5, robustness };

/** The network's outputs, in their order, which is that of the confusion matrix. */
export const LABELS = /** @type {Emotion[]} */ (own.labels);

/** Together their test parts are all of FER-2013. */
export const folds = [fold1, fold2, fold3, fold4, fold5];

/** @param {Measured} measured */
export const picturesOf = ({ perClass }) => sum(Object.values(perClass).map(({ count }) => count));

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
