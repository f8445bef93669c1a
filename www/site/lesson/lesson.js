/** The lesson: shows one expression after another and how long the learner has held it. Nothing is sent or stored. */
import '../../package/element/define.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { html, query, svg } from '../../package/ui/dom.js';
import { bringIntoView } from '../../package/ui/focus.js';
import { drawIcon, icon } from '../../package/ui/icons.js';
import { sharedStyle } from '../../package/ui/style.js';
import { strings as english } from '../locales/en/lesson.js';
import { openableSettings } from '../settings/settings-button.js';
import { Exercise } from './exercise.js';

/** @import { Face } from '../../package/client/client.js' */
/** @import { EmoSenseElement } from '../../package/element/element.js' */
/** @import { ExerciseResult } from './exercise.js' */

/** How long the completed ring is shown before the next expression, in milliseconds. */
const SUCCESS_MS = 1100;
/** The time without success after which the feedback adds a hint, in milliseconds. */
const HINT_AFTER_MS = 7000;
/** Time between two feedback texts, in milliseconds: text that changes faster is unreadable. */
const FEEDBACK_INTERVAL_MS = 700;

const element = /** @type {EmoSenseElement} */ (document.querySelector('emo-sense'));
const strings = await pageStrings(english, {
  de: () => import('../locales/de/lesson.js'),
  fr: () => import('../locales/fr/lesson.js'),
});
const { emotions: names, hints } = stringsFor(language());
const ring = query('.ring', HTMLElement);
const card = query('.during', HTMLElement);
const title = query('#target', HTMLElement);
const tip = query('.tip', HTMLElement);
const feedback = query('.feedback', HTMLElement);
const skipButton = query('#skip', HTMLButtonElement);
const announcement = query('#announcement', HTMLElement);
const targetIcon = icon('target-icon');

let exercise = new Exercise();
let targetShownAt = 0;
let feedbackAt = 0;
/** Whether the completed ring is shown; frames do not count meanwhile. */
let showsSuccess = false;

/** @param {'before' | 'during' | 'after'} step */
function showStep(step) {
  document.body.dataset.step = step;
}

function start() {
  exercise = new Exercise();
  showStep('during');
  showTarget();
  announce(`${title.textContent}. ${tip.textContent}`);
}

function showTarget() {
  const { target, results, expressions } = exercise;
  if (!target) return showResults();
  targetShownAt = performance.now();
  card.dataset.emotion = target;
  drawIcon(targetIcon, target);
  title.textContent = strings.instruction(names[target]);
  tip.textContent = strings.tips[target];
  feedback.textContent = '';
  showProgress();
  query('.steps', HTMLElement).replaceChildren(
    ...expressions.map((emotion) => {
      const result = results.get(emotion) ?? (emotion === target ? 'now' : 'upcoming');
      const attributes = {
        'data-emotion': emotion,
        'data-result': result,
        'aria-current': emotion === target && 'step',
      };
      const label = `${names[emotion]}: ${strings.results[result]}`;
      return html('li', attributes, icon('', emotion), html('span', { class: 'visually-hidden' }, label));
    }),
  );
}

function showProgress() {
  const { progress } = exercise;
  ring.style.setProperty('--progress', String(progress));
  ring.setAttribute('aria-valuenow', String(Math.round(progress * 10) * 10));
}

function showResults() {
  const { results } = exercise;
  const doneCount = [...results.values()].filter((result) => result === 'done').length;
  query('.total', HTMLElement).textContent = strings.total(doneCount, results.size);
  query('.after .results', HTMLElement).replaceChildren(
    ...[...results].map(([emotion, result]) =>
      html(
        'li',
        { 'data-emotion': emotion, 'data-result': result },
        icon('', emotion),
        html('span', {}, names[emotion]),
        html('span', { class: 'result' }, strings.results[result]),
      ),
    ),
  );
  element.stop();
  showStep('after');
  query('#done', HTMLElement).focus();
}

/** Continues with the next expression. @param {ExerciseResult} result @param {string} [praise] announced first */
function next(result, praise = '') {
  exercise.next(result);
  showTarget();
  const { target } = exercise;
  announce(target ? `${praise} ${strings.nextInstruction(names[target], strings.tips[target])}` : praise);
}

/** Announces a text to screen readers. @param {string} text */
function announce(text) {
  announcement.textContent = text.trim();
}

function showSuccess() {
  const { target } = exercise;
  if (!target) return;
  showsSuccess = true;
  ring.classList.add('complete');
  feedback.textContent = strings.success;
  setTimeout(() => {
    showsSuccess = false;
    ring.classList.remove('complete');
    if (exercise.target === target) next('done', strings.done(names[target]));
  }, SUCCESS_MS);
}

/**
 * Shows which expression the face shows now.
 * @param {Face | undefined} face
 * @param {boolean} counts whether the target counts
 * @param {number} now
 */
function showFeedback(face, counts, now) {
  if (now - feedbackAt < FEEDBACK_INTERVAL_MS) return;
  feedbackAt = now;
  if (!face) feedback.textContent = hints.camera.none;
  else if (face.quality !== 'good') feedback.textContent = hints.camera[face.quality];
  else if (counts) feedback.textContent = strings.hold;
  else {
    const { shownEmotion } = face;
    const current = shownEmotion === 'uncertain' ? strings.unclear : strings.looks(names[shownEmotion]);
    feedback.textContent = now - targetShownAt < HINT_AFTER_MS ? current : `${current} ${strings.stronger}`;
  }
}

/** @param {Face[]} faces */
function update([face]) {
  if (document.body.dataset.step !== 'during' || showsSuccess) return;
  const now = performance.now();
  const scores = face?.quality === 'good' ? (face.track ?? face).scores : null;
  const counts = exercise.update(scores, now);
  showProgress();
  if (exercise.progress === 1) showSuccess();
  else showFeedback(face, counts, now);
}

document.adoptedStyleSheets = [sharedStyle()];
ring.append(
  svg(
    'svg',
    { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    svg('circle', { cx: '50', cy: '50', r: '45' }),
    svg('circle', { class: 'progress', cx: '50', cy: '50', r: '45', pathLength: '100' }),
  ),
  targetIcon,
);
element.addEventListener('faces', ({ detail }) => update(detail.faces));
element.addEventListener('state', ({ detail: { state } }) => {
  if (state === 'opening' || state === 'error') bringIntoView(element);
  if (state === 'running' && document.body.dataset.step !== 'during') start();
  else if (state !== 'running') feedback.textContent = strings.resume;
});
skipButton.addEventListener('click', () => {
  if (!showsSuccess) next('skipped');
});
query('#again', HTMLButtonElement).addEventListener('click', () => element.start());
openableSettings();
