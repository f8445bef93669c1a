/** The page about the model: fills its headline figures, charts and tables. */
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { query } from '../../package/ui/dom.js';
import { nextTask } from '../../package/ui/next-task.js';
import { sharedStyle } from '../../package/ui/style.js';
import { strings as english } from '../locales/en/model.js';
import { registerServiceWorker } from '../offline/register.js';
import { openableSettings } from '../settings/settings-button.js';
import { showConfusion } from './confusion-matrix.js';
import { CONVENTIONS } from './conventions.js';
import { emosense } from './model-configs.js';
import { numberFormats } from './number-formats.js';
import { showOfTen } from './of-ten.js';
import { showPaperComparison } from './paper-comparison.js';
import { showClasses } from './per-class-scores.js';
import { showReliability } from './reliability-diagram.js';
import { showDistortions, showHeights } from './robustness.js';
import { offerSelfCheck } from './self-check.js';
import { showSensitivity } from './sensitivity-curve.js';
import { showCurves, showFrameworks } from './training-curves.js';

/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { ModelStrings } from '../locales/en/model.js' */
/** @import { NumberFormats } from './number-formats.js' */
/**
 * @typedef {object} Context what every figure is given
 * @property {ModelStrings} strings
 * @property {Strings['emotions']} emotions the names of the emotions
 * @property {NumberFormats} numbers
 */
/** @typedef {(figure: HTMLElement, context: Context) => void} ShowFigure */

/** The function that fills each figure, by the figure's id. @type {Record<string, ShowFigure>} */
const FIGURES = {
  ...Object.fromEntries(
    CONVENTIONS.map((convention) => [
      `confusion-${convention}`,
      (figure, context) => showConfusion(figure, context, convention),
    ]),
  ),
  sensitivity: showSensitivity,
  classes: showClasses,
  reliability: showReliability,
  curves: showCurves,
  heights: showHeights,
  distortions: showDistortions,
  comparison: showPaperComparison,
  frameworks: showFrameworks,
};

/** @param {Context} context */
function showHeadline({ numbers }) {
  const { weights, bytes, multiplyAdds, privateTest, validationPeople } = emosense;
  const { ferPlus, accuracy, macroF1, ece } = privateTest;
  const { sixOrMore } = ferPlus;
  for (const [name, value] of Object.entries({
    agreement: numbers.percent(sixOrMore.accuracy),
    meanRecall: numbers.percent(sixOrMore.meanRecall),
    neutralRecall: numbers.percent(sixOrMore.neutralRecall),
    peopleAccuracy: numbers.percent(validationPeople.accuracy),
    accuracy: numbers.percent(accuracy),
    macroF1: numbers.thousandths(macroF1),
    voteEce: numbers.percent(ferPlus.ece),
    ece: numbers.percent(ece),
    bytes: numbers.megabytes(bytes / 1e6),
    weights: numbers.count(weights),
    multiplyAdds: numbers.large(multiplyAdds),
  }))
    query(`[data-figure="${name}"]`, HTMLElement).textContent = value;
}

/** @param {Context} context */
function showTraining({ strings }) {
  const { recipe, date, versions, seed } = emosense.trained;
  query('#recipe', HTMLElement).textContent = recipe.join('\n');
  query('#trained', HTMLElement).textContent = strings.trained(
    date,
    versions.torch,
    String(seed),
    emosense.sha256.slice(0, 12),
  );
}

document.adoptedStyleSheets = [sharedStyle()]; // has the emotions' colors
const strings = await pageStrings(english, {
  de: () => import('../locales/de/model.js'),
  fr: () => import('../locales/fr/model.js'),
});
const { emotions, messages } = stringsFor(language());
const context = {
  strings,
  emotions,
  numbers: numberFormats(document.documentElement.lang),
};
showOfTen(query('#of-ten', HTMLElement), context);
showHeadline(context);
for (const [id, showFigure] of Object.entries(FIGURES)) {
  showFigure(query(`#${id}`, HTMLElement), context);
  await nextTask();
}
showTraining(context);
offerSelfCheck(query('#self-check', HTMLElement), { ...context, strings: strings.selfCheck, errors: messages });
openableSettings();
registerServiceWorker();
