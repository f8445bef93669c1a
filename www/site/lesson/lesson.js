/** The lesson: shows one expression after another, and how long the learner has held it. Nothing leaves or outlives the page. */
import '../../package/element/define.js';
import { html, query, svg } from '../../package/ui/dom.js';
import { Exercise } from './exercise.js';
import { drawIcon, icon } from '../../package/ui/icons.js';
import { sharedStyle } from '../../package/ui/style.js';
import { strings as english } from '../locales/en/lesson.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';

/** @typedef {import('../../package/client/pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('../../package/client/pkg/emosense.js').Face} Face */

/** The closed ring is looked at that long. */
const CHEER_MS = 1100;
/** After so long without success there is another hint. */
const HINT_MS = 7000;
/** What is seen in the face is told that often, or nobody could read it. */
const SEEN_MS = 700;

const element = /** @type {import('../../package/element/element.js').EmoSenseElement} */ (
  document.querySelector('emo-sense')
);
const words = await pageStrings(english, {
  de: () => import('../locales/de/lesson.js'),
  fr: () => import('../locales/fr/lesson.js'),
});
const { emotions: names, hints, labels } = stringsFor(language());
element.lang = language(); // it was there before the page was put into its language
const ring = query('.ring', HTMLElement);
const card = query('.during', HTMLElement);
const title = query('#target', HTMLElement);
const tip = query('.tip', HTMLElement);
const seen = query('.seen', HTMLElement);
const skip = query('#skip', HTMLButtonElement);
const announcement = query('#announcement', HTMLElement);
const face = icon('face');

let exercise = new Exercise();
let since = 0;
let seenAt = 0;
/** The ring is closed and looked at. */
let cheering = false;

/** @param {'before' | 'during' | 'after'} step */
function show(step) {
  document.body.dataset.step = step;
}

function showTarget() {
  const { target, results, emotions } = exercise;
  if (!target) return showResults();
  since = performance.now();
  card.dataset.emotion = target;
  drawIcon(face, target);
  title.textContent = words.show(names[target]);
  tip.textContent = words.tips[target];
  seen.textContent = '';
  showHeld();
  query('.steps', HTMLElement).replaceChildren(
    ...emotions.map((emotion) => {
      const result = results.get(emotion) ?? (emotion === target ? 'now' : 'to come');
      const attributes = {
        'data-emotion': emotion,
        'data-result': result,
        'aria-current': emotion === target && 'step',
      };
      return html(
        'li',
        attributes,
        icon('', emotion),
        html('span', { class: 'visually-hidden' }, `${names[emotion]}: ${words.results[result]}`),
      );
    }),
  );
}

function showHeld() {
  const { held } = exercise;
  ring.style.setProperty('--held', String(held));
  ring.setAttribute('aria-valuenow', String(Math.round(held * 10) * 10));
}

function showResults() {
  const { results } = exercise;
  const held = [...results.values()].filter((result) => result === 'held').length;
  query('.sum', HTMLElement).textContent = words.sum(held, results.size);
  query('.after .results', HTMLElement).replaceChildren(
    ...[...results].map(([emotion, result]) =>
      html(
        'li',
        { 'data-emotion': emotion, 'data-result': result },
        icon('', emotion),
        html('span', {}, names[emotion]),
        html('span', { class: 'what' }, words.results[result]),
      ),
    ),
  );
  element.stop();
  show('after');
  query('#done', HTMLElement).focus();
}

/** @param {'held' | 'skipped'} result @param {string} [praise] */
function next(result, praise = '') {
  exercise.next(result);
  showTarget();
  const { target } = exercise;
  say(target ? `${praise} ${words.nowShow(names[target], words.tips[target])}` : praise);
}

/** @param {string} text */
function say(text) {
  announcement.textContent = text.trim();
}

function cheer() {
  const { target } = exercise;
  if (!target) return;
  cheering = true;
  ring.classList.add('whole');
  seen.textContent = words.wellDone;
  setTimeout(() => {
    cheering = false;
    ring.classList.remove('whole');
    if (exercise.target === target) next('held', words.held(names[target]));
  }, CHEER_MS);
}

/** @param {Face | undefined} read @param {boolean} counts @param {number} now */
function tellSeen(read, counts, now) {
  if (now - seenAt < SEEN_MS) return;
  seenAt = now;
  if (!read) seen.textContent = hints.camera.none;
  else if (read.quality !== 'good') seen.textContent = hints.camera[read.quality] ?? labels[read.quality];
  else if (counts) seen.textContent = words.hold;
  else {
    const { emotion } = read.track ?? read;
    const now = emotion === 'uncertain' ? words.unclear : words.resembles(names[emotion]);
    seen.textContent = performance.now() - since < HINT_MS ? now : `${now} ${words.stronger}`;
  }
}

/** @param {Face[]} faces */
function take(faces) {
  if (document.body.dataset.step !== 'during' || cheering) return;
  const now = performance.now();
  const [read] = faces;
  const scores = read?.quality === 'good' ? (read.track ?? read).scores : null;
  const counts = exercise.take(scores, now);
  showHeld();
  if (exercise.held === 1) cheer();
  else tellSeen(read, counts, now);
}

document.adoptedStyleSheets = [sharedStyle()];
ring.append(
  svg(
    'svg',
    { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    svg('circle', { cx: '50', cy: '50', r: '45' }),
    svg('circle', { class: 'held', cx: '50', cy: '50', r: '45', pathLength: '100' }),
  ),
  face,
);
element.addEventListener('faces', ({ detail }) => take(detail.faces));
element.addEventListener('state', ({ detail: { state } }) => {
  if (state === 'running' && document.body.dataset.step !== 'during') begin();
  else if (state !== 'running') seen.textContent = words.goOn;
});
skip.addEventListener('click', () => {
  if (!cheering) next('skipped');
});
query('#again', HTMLButtonElement).addEventListener('click', () => element.start());

function begin() {
  exercise = new Exercise();
  show('during');
  showTarget();
  say(`${title.textContent}. ${tip.textContent}`);
}
