/** The measurements that the page shows: the configs of all models, and the robustness curves. */
import emosense from '../../../models/emotion.json';
import kerasTensorflow from '../../../models/paper/keras-tensorflow.json';
import kerasTorch from '../../../models/paper/keras-torch.json';
import paper from '../../../models/paper/paper.json';
import paper7030 from '../../../models/paper/paper-70-30.json';
import fold1 from '../../../models/paper/paper-fold-1.json';
import fold2 from '../../../models/paper/paper-fold-2.json';
import fold3 from '../../../models/paper/paper-fold-3.json';
import fold4 from '../../../models/paper/paper-fold-4.json';
import fold5 from '../../../models/paper/paper-fold-5.json';
import happySad from '../../../models/paper/paper-happy-sad.json';
import tuned from '../../../models/paper/paper-tuned.json';
import resnet5 from '../../../models/paper/resnet5.json';
import robustness from '../../../models/robustness.json';

/** @import { Emotion } from '../../package/client/client.js' */
/**
 * @typedef {object} TestResult what a model achieves on one test set
 * @property {number} accuracy
 * @property {number} accuracyWithFlip accuracy when the scores of the mirrored image are averaged in
 * @property {number} macroF1
 * @property {number} [ece] expected calibration error
 * @property {number | null} [ferPlusMajorityAccuracy] accuracy where six or more of FER+'s ten annotators agree
 * @property {Record<string, { count: number }>} perClass `count`: images with this label
 */

export { emosense, happySad, kerasTensorflow, kerasTorch, paper, paper7030, resnet5, robustness, tuned };

/** The classes in the order of the model's outputs and of the confusion matrix. */
export const LABELS = /** @type {Emotion[]} */ (emosense.labels);

/** The five folds of the paper's cross-validation: their test sets together are all of FER-2013. */
export const folds = [fold1, fold2, fold3, fold4, fold5];

/** Returns the number of images in a test set. @param {TestResult} result */
export const imageCount = ({ perClass }) => sum(Object.values(perClass).map(({ count }) => count));

/** @param {number[]} numbers */
export const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
