/** The two conventions by which the model answers, and what it achieves by each on PrivateTest. */
import { emosense } from './model-configs.js';

/** @typedef {{ count: number, confidence: number, accuracy: number }} ReliabilityBin */
/**
 * @typedef {object} ConventionResult
 * @property {number} accuracy
 * @property {number[][]} confusion rows: what people or the labels say; columns: what the model says
 * @property {number} ece expected calibration error
 * @property {ReliabilityBin[]} reliability
 * @property {string} confusionField where the confusion matrix is in the config
 * @property {string} reliabilityField
 */
/** @typedef {'people' | 'labels'} Convention */

const { ferPlus, ...byLabel } = emosense.privateTest;
const { accuracy, confusion } = ferPlus.sixOrMore;

/** In the order in which the page shows them: first the one by which the model answers by default. */
export const CONVENTIONS = /** @type {const} */ (['people', 'labels']);

/** @type {Record<Convention, ConventionResult>} */
export const results = {
  /** What six or more of FER+'s ten annotators say; the calibration is measured against all votes. */
  people: {
    accuracy,
    confusion,
    ece: ferPlus.ece,
    reliability: ferPlus.reliability,
    confusionField: 'privateTest.ferPlus.sixOrMore.confusion',
    reliabilityField: 'privateTest.ferPlus.reliability',
  },
  /** What FER-2013's single labels say. */
  labels: {
    ...byLabel,
    confusionField: 'privateTest.confusion',
    reliabilityField: 'privateTest.reliability',
  },
};
