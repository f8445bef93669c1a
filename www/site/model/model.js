/** The page about the model: puts its figures and charts into their places. */
import { query } from '../../package/ui/dom.js';
import { sharedStyle } from '../../package/ui/style.js';
import { registerServiceWorker } from '../offline/register.js';
import { strings as english } from '../locales/en/model.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { own } from './model-configs.js';
import { showClasses } from './classes.js';
import { showConfusion } from './confusion.js';
import { showCurves, showFrameworks } from './curves.js';
import { showNetworks } from './networks.js';
import { numbersOf } from './numbers.js';
import { showReliability } from './reliability.js';
import { showDisturbances, showHeights } from './robustness.js';

/** What every chart is given. @typedef {{ words: typeof english, emotions: ReturnType<typeof stringsFor>['emotions'], numbers: import('./numbers.js').Numbers }} Context */

/** By the identifier of the figure that each fills. */
const FIGURES = {
  confusion: showConfusion,
  classes: showClasses,
  reliability: showReliability,
  curves: showCurves,
  heights: showHeights,
  disturbances: showDisturbances,
  networks: showNetworks,
  frameworks: showFrameworks,
};

/** @param {Context} context */
function showHeadline({ numbers }) {
  const { accuracy, accuracyWithFlip, macroF1, ece, ferPlusMajorityAccuracy } = own.privateTest;
  const { weights, bytes, multiplyAdds } = own;
  for (const [name, value] of Object.entries({
    accuracy: numbers.percent(accuracy),
    accuracyWithFlip: numbers.percent(accuracyWithFlip),
    macroF1: numbers.thousandths(macroF1),
    ece: numbers.percent(ece),
    ferPlusMajorityAccuracy: numbers.percent(ferPlusMajorityAccuracy),
    weights: numbers.count(weights),
    bytes: numbers.megabytes(bytes / 1e6),
    multiplyAdds: numbers.large(multiplyAdds),
  }))
    query(`[data-figure="${name}"]`, HTMLElement).textContent = value;
}

/** @param {Context} context */
function showTraining({ words }) {
  const { recipe, date, versions, seed } = own.trained;
  query('#recipe', HTMLElement).textContent = recipe.join('\n');
  query('#trained', HTMLElement).textContent = words.trained(
    date,
    versions.torch,
    String(seed),
    own.sha256.slice(0, 12),
  );
}

document.adoptedStyleSheets = [sharedStyle()]; // the emotions' colors
const words = await pageStrings(english, {
  de: () => import('../locales/de/model.js'),
  fr: () => import('../locales/fr/model.js'),
});
const { lang } = document.documentElement;
const context = { words, emotions: stringsFor(language()).emotions, numbers: numbersOf(lang) };
showHeadline(context);
for (const [id, show] of Object.entries(FIGURES)) {
  show(query(`#${id}`, HTMLElement), context);
  await new Promise((resolve) => setTimeout(resolve)); // a task for each: all in one, they keep the page from answering
}
showTraining(context);
registerServiceWorker();
