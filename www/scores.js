/** The scores: a card for every face, with a bar and a number for each emotion. */
import { FACE_COLOURS } from './overlay.js';

/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./pkg/emosense.js').Emotion} Emotion */

/** @type {Emotion[]} */
const EMOTIONS = ['angry', 'disgusted', 'fearful', 'happy', 'neutral', 'sad', 'surprised'];

export class ScoreCards {
  #list;
  /** @type {Card[]} */
  #cards = [];
  /** Those that the network gives; the others' bars say that they are not told. */
  #emotions = EMOTIONS;

  /** @param {HTMLElement} list */
  constructor(list) {
    this.#list = list;
    this.render([]);
  }

  /** @param {Emotion[]} emotions */
  set emotions(emotions) {
    this.#emotions = emotions;
    this.render([]);
  }

  /** The first card always stays, so that nothing jumps when a face comes or goes. @param {Face[]} faces */
  render(faces) {
    const wanted = Math.max(faces.length, 1);
    while (this.#cards.length < wanted) this.#cards.push(new Card(this.#list, this.#cards.length));
    this.#cards.forEach((card, index) => {
      card.element.hidden = index >= wanted;
      card.render(faces[index], this.#emotions);
    });
    this.#list.classList.toggle('many', faces.length > 1);
  }
}

class Card {
  element = document.createElement('li');
  #lead;
  #name;
  #glyph;
  #bars;

  /** @param {HTMLElement} list @param {number} index */
  constructor(list, index) {
    const { element } = this;
    element.className = 'card';
    element.style.setProperty('--face', `var(--face-${(index % FACE_COLOURS) + 1})`);
    const heading = add(element, 'h3', 'card-heading');
    add(heading, 'span', 'badge').textContent = String(index + 1);
    const words = add(heading, 'span', 'card-words');
    this.#lead = add(words, 'span', 'card-lead');
    words.append(' '); // a screen reader would join the two words
    this.#name = add(words, 'strong', 'card-name');
    this.#glyph = glyph(heading, 'card-glyph');
    const bars = add(element, 'div', 'bars');
    this.#bars = EMOTIONS.map((emotion) => new Bar(bars, emotion));
    list.append(element);
  }

  /** @param {Face | undefined} face @param {Emotion[]} emotions */
  render(face, emotions) {
    const read = face && !face.tooSmall ? face : undefined;
    const state = read ? read.emotion : face ? 'small' : 'none';
    if (this.element.dataset.state !== state) {
      this.element.dataset.state = state;
      this.#lead.textContent = face && !read ? 'This face is' : 'The expression resembles';
      this.#name.textContent = read ? read.emotion : face ? 'too small to read' : '…';
      this.#glyph.setAttribute('href', `#${read ? read.emotion : 'face'}`);
    }
    for (const bar of this.#bars) {
      bar.isGiven = emotions.includes(bar.emotion);
      bar.render(bar.isGiven ? read?.scores[bar.emotion] : undefined, read?.emotion === bar.emotion);
    }
  }
}

class Bar {
  #row;
  #meter;
  #fill;
  #number;
  /** The whole per cent shown, -1 for none. @type {number | undefined} */
  #percent;

  /** @param {HTMLElement} parent @param {Emotion} emotion */
  constructor(parent, emotion) {
    this.emotion = emotion;
    this.#row = add(parent, 'div', 'bar');
    this.#row.dataset.emotion = emotion;
    glyph(this.#row, 'bar-glyph').setAttribute('href', `#${emotion}`);
    add(this.#row, 'span', 'bar-name').textContent = emotion;
    this.#meter = add(this.#row, 'div', 'bar-track');
    this.#meter.setAttribute('role', 'meter');
    this.#meter.setAttribute('aria-label', emotion);
    this.#meter.setAttribute('aria-valuemin', '0');
    this.#meter.setAttribute('aria-valuemax', '100');
    this.#fill = add(this.#meter, 'div', 'bar-fill');
    this.#number = add(this.#row, 'span', 'bar-number');
    this.#number.setAttribute('aria-hidden', 'true'); // the meter says it
  }

  /** Whether the network knows this emotion. */
  get isGiven() {
    return !this.#row.classList.contains('absent');
  }

  set isGiven(/** @type {boolean} */ isGiven) {
    if (isGiven === this.isGiven) return;
    this.#row.classList.toggle('absent', !isGiven);
    this.#percent = undefined; // so that the next `render` says it anew
  }

  /** Touches the page only where the whole per cent has changed. @param {number | undefined} score @param {boolean} top */
  render(score, top) {
    this.#row.classList.toggle('main', top);
    const percent = score === undefined ? -1 : Math.round(score * 100);
    if (percent === this.#percent) return;
    this.#percent = percent;
    this.#fill.style.setProperty('--score', String(Math.max(percent, 0) / 100));
    this.#number.textContent = percent < 0 ? '–' : `${percent}%`;
    this.#meter.setAttribute('aria-valuenow', String(Math.max(percent, 0)));
    this.#meter.setAttribute('aria-valuetext', percent >= 0 ? `${percent}%` : this.isGiven ? 'not read' : 'not told by this network');
  }
}

/**
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {HTMLElement} parent @param {Name} name @param {string} className
 * @returns {HTMLElementTagNameMap[Name]}
 */
function add(parent, name, className) {
  const element = document.createElement(name);
  element.className = className;
  parent.append(element);
  return element;
}

/** One of the little faces drawn in index.html. @param {HTMLElement} parent @param {string} className */
function glyph(parent, className) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  const use = document.createElementNS(namespace, 'use');
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  svg.append(use);
  parent.append(svg);
  return use;
}
