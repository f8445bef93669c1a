/** The scores: a card for every face, with a bar and a number for each emotion. */
import { html } from './dom.js';
import { drawIcon, icon } from './icons.js';
import { EMOTIONS } from '../domain/emotions.js';
import { faceColor } from '../domain/face-colors.js';
import { reading } from './face-list.js';

/** @typedef {import('../client/pkg/emosense.js').Emotion} Emotion */
/** @typedef {import('./face-list.js').DisplayedFace} DisplayedFace */
/** @typedef {import('../locales/messages.js').Strings} Strings */

export class ScoreCards {
  #list;
  #strings;
  /** By number. @type {Card[]} */
  #cards = [];
  /** Those that the network gives; the others' bars say that they are not told. */
  #emotions = EMOTIONS;

  /** @param {HTMLElement} list @param {Strings} strings */
  constructor(list, strings) {
    this.#list = list;
    this.#strings = strings;
    this.render([]);
  }

  /** @param {Emotion[]} emotions */
  set emotions(emotions) {
    this.#emotions = emotions;
    this.render([]);
  }

  /** One card always stays, so that nothing jumps when a face comes or goes. @param {DisplayedFace[]} seen */
  render(seen) {
    const wanted = Math.max(1, ...seen.map(({ number }) => number));
    while (this.#cards.length < wanted) this.#cards.push(new Card(this.#list, this.#cards.length + 1, this.#strings));
    this.#cards.forEach((card, index) => {
      const shown = seen.find(({ number }) => number === index + 1);
      card.element.hidden = !shown && (index > 0 || seen.length > 0);
      card.render(shown, this.#emotions);
    });
    this.#list.classList.toggle('many', seen.length > 1);
  }
}

class Card {
  #strings;
  #lead = html('span', { class: 'card-lead' });
  #name = html('strong', { class: 'card-name' });
  #icon = icon('card-icon');
  #bars;

  /** @param {HTMLElement} list @param {number} number @param {Strings} strings */
  constructor(list, number, strings) {
    this.#strings = strings;
    this.#bars = EMOTIONS.map((emotion) => new Bar(emotion, strings));
    // The space between the two words: a screen reader would join them.
    const sentence = html('span', { class: 'card-words' }, this.#lead, ' ', this.#name);
    const heading = html(
      'h3',
      { class: 'card-heading' },
      html('span', { class: 'badge' }, String(number)),
      sentence,
      this.#icon,
    );
    const bars = html('div', { class: 'bars' }, ...this.#bars.map(({ row }) => row));
    this.element = html('li', { class: 'card', part: 'card' }, heading, bars);
    this.element.style.setProperty('--face', faceColor(number));
    list.append(this.element);
  }

  /** @param {DisplayedFace | undefined} seen @param {Emotion[]} emotions */
  render(seen, emotions) {
    const read = seen?.quality === 'good' ? reading(seen.face) : undefined;
    const state = read ? read.emotion : (seen?.quality ?? 'none');
    if (this.element.dataset.state !== state) {
      this.element.dataset.state = state;
      const { card, emotions: names } = this.#strings;
      const [lead, name] =
        state in card ? card[/** @type {'none'} */ (state)] : [card.resembles, names[/** @type {Emotion} */ (state)]];
      this.#lead.textContent = lead;
      this.#name.textContent = name;
      drawIcon(this.#icon, read && read.emotion !== 'uncertain' ? read.emotion : 'face');
    }
    for (const bar of this.#bars) {
      bar.isGiven = emotions.includes(bar.emotion);
      bar.render(bar.isGiven ? read?.scores[bar.emotion] : undefined, read?.emotion === bar.emotion);
    }
  }
}

class Bar {
  row;
  #strings;
  #meter;
  #fill = html('div', { class: 'bar-fill' });
  #number = html('span', { class: 'bar-number', 'aria-hidden': 'true' }); // the meter says it
  /** The whole per cent shown, -1 for none. @type {number | undefined} */
  #percent;

  /** @param {Emotion} emotion @param {Strings} strings */
  constructor(emotion, strings) {
    this.emotion = emotion;
    this.#strings = strings;
    const name = strings.emotions[emotion];
    const meter = { role: 'meter', 'aria-label': name, 'aria-valuemin': '0', 'aria-valuemax': '100' };
    this.#meter = html('div', { class: 'bar-track', ...meter }, this.#fill);
    this.row = html(
      'div',
      { class: 'bar', 'data-emotion': emotion },
      icon('bar-icon', emotion),
      html('span', { class: 'bar-name' }, name),
      this.#meter,
      this.#number,
    );
  }

  /** Whether the network knows this emotion. */
  get isGiven() {
    return !this.row.classList.contains('absent');
  }

  set isGiven(/** @type {boolean} */ isGiven) {
    if (isGiven === this.isGiven) return;
    this.row.classList.toggle('absent', !isGiven);
    this.#percent = undefined; // so that the next `render` says it anew
  }

  /** Touches the page only where the whole per cent has changed. @param {number | undefined} score @param {boolean} top */
  render(score, top) {
    this.row.classList.toggle('main', top);
    const percent = score === undefined ? -1 : Math.round(score * 100);
    if (percent === this.#percent) return;
    this.#percent = percent;
    const { unread, absent } = this.#strings.bars;
    this.#fill.style.setProperty('--score', String(Math.max(percent, 0) / 100));
    this.#number.textContent = percent < 0 ? '–' : `${percent}%`;
    this.#meter.setAttribute('aria-valuenow', String(Math.max(percent, 0)));
    this.#meter.setAttribute('aria-valuetext', percent >= 0 ? `${percent}%` : this.isGiven ? unread : absent);
  }
}
