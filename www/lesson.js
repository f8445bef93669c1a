/** The lesson: shows one expression after another, and how long the learner has held it. Nothing leaves or outlives the page. */
import './element/define.js';
import { html, svg } from './display/dom.js';
import { Exercise } from './exercise.js';
import { drawGlyph, glyph } from './display/glyphs.js';
import { wordsFor } from './words/messages.js';
import { sharedStyle } from './display/style.js';

/** @typedef {import('./client/pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('./client/pkg/emosense.js').Face} Face */

/** The closed ring is looked at that long. */
const CHEER_MS = 1100;
/** After so long without success there is another hint. */
const HINT_MS = 7000;
/** What is seen in the face is told that often, or nobody could read it. */
const SEEN_MS = 700;

/** How each is done. @type {Record<Emotion, string>} */
const TIPS = {
  happy: 'Lift the corners of your mouth, and let your cheeks rise with them.',
  surprised: 'Raise your eyebrows, open your eyes wide and let your jaw drop.',
  neutral: 'Let all of your face rest, with the mouth closed.',
  sad: 'Pull the corners of your mouth down and the inner ends of your brows up.',
  angry: 'Draw your brows down and together, and press your lips firmly.',
  disgusted: 'Wrinkle your nose and raise your upper lip, as at a bad smell.',
  fearful: 'Raise your brows and draw them together, eyes wide, lips stretched sideways.',
};

/** @template {Element} T @param {string} selector @param {new () => T} type @returns {T} */
function part(selector, type) {
  const element = document.querySelector(selector);
  if (element instanceof type) return element;
  throw new Error(`The lesson has no ${selector}.`);
}

const element = /** @type {import('./element/element.js').EmoSenseElement} */ (document.querySelector('emo-sense'));
const { emotions: names, hints, labels } = wordsFor(document.documentElement.lang);
const ring = part('.ring', HTMLElement);
const card = part('.during', HTMLElement);
const title = part('#target', HTMLElement);
const tip = part('.tip', HTMLElement);
const seen = part('.seen', HTMLElement);
const skip = part('#skip', HTMLButtonElement);
const announcement = part('#announcement', HTMLElement);
const face = glyph('face');

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
  drawGlyph(face, target);
  title.textContent = `Show ${names[target]}`;
  tip.textContent = TIPS[target];
  seen.textContent = '';
  showHeld();
  part('.steps', HTMLElement).replaceChildren(...emotions.map((emotion) => {
    const result = results.get(emotion) ?? (emotion === target ? 'now' : 'to come');
    const attributes = { 'data-emotion': emotion, 'data-result': result, 'aria-current': emotion === target && 'step' };
    return html('li', attributes, glyph('', emotion), html('span', { class: 'only-heard' }, `${names[emotion]}: ${result}`));
  }));
}

function showHeld() {
  const { held } = exercise;
  ring.style.setProperty('--held', String(held));
  ring.setAttribute('aria-valuenow', String(Math.round(held * 10) * 10));
}

function showResults() {
  const { results } = exercise;
  const held = [...results.values()].filter((result) => result === 'held').length;
  part('.sum', HTMLElement).textContent = held ? `You held ${held} of ${results.size}.` : 'You looked at all of them.';
  part('.after .results', HTMLElement).replaceChildren(...[...results].map(([emotion, result]) => html(
    'li', { 'data-emotion': emotion, 'data-result': result }, glyph('', emotion), html('span', {}, names[emotion]), html('span', { class: 'what' }, result),
  )));
  element.stop();
  show('after');
  part('#done', HTMLElement).focus();
}

/** @param {'held' | 'skipped'} result @param {string} [praise] */
function next(result, praise = '') {
  exercise.next(result);
  showTarget();
  const { target } = exercise;
  say(target ? `${praise} Now show ${names[target]}. ${TIPS[target]}` : praise);
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
  seen.textContent = 'Held – well done.';
  setTimeout(() => {
    cheering = false;
    ring.classList.remove('whole');
    if (exercise.target === target) next('held', `Held: ${names[target]}.`);
  }, CHEER_MS);
}

/** @param {Face | undefined} read @param {boolean} counts @param {number} now */
function tellSeen(read, counts, now) {
  if (now - seenAt < SEEN_MS) return;
  seenAt = now;
  if (!read) seen.textContent = hints.camera.none;
  else if (read.state !== 'readable') seen.textContent = hints.camera[read.state] ?? labels[read.state];
  else if (counts) seen.textContent = 'That is it – hold it.';
  else {
    const { emotion } = read.track ?? read;
    const now = emotion === 'uncertain' ? 'It resembles none of the seven clearly just now.' : `Just now it resembles ${names[emotion]}.`;
    seen.textContent = performance.now() - since < HINT_MS ? now : `${now} Show it more strongly than you would in life, or skip it.`;
  }
}

/** @param {Face[]} faces */
function take(faces) {
  if (document.body.dataset.step !== 'during' || cheering) return;
  const now = performance.now();
  const [read] = faces;
  const scores = read?.state === 'readable' ? (read.track ?? read).scores : null;
  const counts = exercise.take(scores, now);
  showHeld();
  if (exercise.held === 1) cheer();
  else tellSeen(read, counts, now);
}

document.adoptedStyleSheets = [sharedStyle()];
ring.append(
  svg('svg', { viewBox: '0 0 100 100', 'aria-hidden': 'true' },
    svg('circle', { cx: '50', cy: '50', r: '45' }), svg('circle', { class: 'held', cx: '50', cy: '50', r: '45', pathLength: '100' })),
  face,
);
element.addEventListener('faces', ({ detail }) => take(detail.faces));
element.addEventListener('state', ({ detail: { state } }) => {
  if (state === 'running' && document.body.dataset.step !== 'during') begin();
  else if (state !== 'running') seen.textContent = 'Start the camera to go on.';
});
skip.addEventListener('click', () => {
  if (!cheering) next('skipped');
});
part('#again', HTMLButtonElement).addEventListener('click', () => element.start());

function begin() {
  exercise = new Exercise();
  show('during');
  showTarget();
  say(`${title.textContent}. ${tip.textContent}`);
}
