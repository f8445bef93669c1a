/** ScoreCards: a card for every face, with a bar and a number for each emotion. */
import { EMOTIONS } from '../domain/emotions.js';
import { faceColor } from '../domain/face-colors.js';
import { html } from './dom.js';
import { drawIcon, icon } from './icons.js';

/** @import { Emotion } from '../client/pkg/emosense.js' */
/** @import { Strings } from '../locales/messages.js' */
/** @import { DisplayedFace } from './face-list.js' */

export class ScoreCards {
  #list;
  #strings;
  /** By number. @type {Card[]} */
  #cards = [];
  /** The emotions that the model recognizes. */
  #emotions = EMOTIONS;

  /** @param {HTMLElement} list @param {Strings} strings */
  constructor(list, strings) {
    this.#list = list;
    this.#strings = strings;
    this.render([]);
  }

  /**
   * The emotions that the model recognizes; the bars of all others say that it does not.
   * @param {Emotion[]} emotions
   */
  set emotions(emotions) {
    this.#emotions = emotions;
    this.render([]);
  }

  /** Shows the faces. One card always remains, so that the layout does not shift. @param {DisplayedFace[]} faces */
  render(faces) {
    const count = Math.max(1, ...faces.map(({ number }) => number));
    while (this.#cards.length < count) this.#cards.push(new Card(this.#list, this.#cards.length + 1, this.#strings));
    this.#cards.forEach((card, index) => {
      const face = faces.find(({ number }) => number === index + 1);
      card.element.hidden = !face && (index > 0 || faces.length > 0);
      card.render(face, this.#emotions);
    });
    this.#list.classList.toggle('many', faces.length > 1);
  }
}

class Card {
  element;
  #strings;
  #lead = html('span', { class: 'card-lead' });
  #name = html('strong', { class: 'card-name' });
  #icon = icon('card-icon');
  #bars;

  /** @param {HTMLElement} list @param {number} number @param {Strings} strings */
  constructor(list, number, strings) {
    this.#strings = strings;
    this.#bars = EMOTIONS.map((emotion) => new Bar(emotion, strings));
    const heading = html(
      'h3',
      { class: 'card-heading' },
      html('span', { class: 'badge' }, String(number)),
      // Without the space, a screen reader would join the two words.
      html('span', { class: 'card-words' }, this.#lead, ' ', this.#name),
      this.#icon,
    );
    const bars = html('div', { class: 'bars' }, ...this.#bars.map(({ row }) => row));
    this.element = html('li', { class: 'card', part: 'card' }, heading, bars);
    this.element.style.setProperty('--face', faceColor(number));
    list.append(this.element);
  }

  /** @param {DisplayedFace | undefined} face @param {Emotion[]} emotions that the model recognizes */
  render(face, emotions) {
    const classified = face?.quality === 'good' ? face : undefined;
    const state = classified?.emotion ?? face?.quality ?? 'none';
    if (this.element.dataset.state !== state) {
      this.element.dataset.state = state;
      const { card, emotions: names } = this.#strings;
      const [lead, name] =
        state in card ? card[/** @type {'none'} */ (state)] : [card.looks, names[/** @type {Emotion} */ (state)]];
      this.#lead.textContent = lead;
      this.#name.textContent = name;
      drawIcon(this.#icon, classified && classified.emotion !== 'uncertain' ? classified.emotion : 'face');
    }
    for (const bar of this.#bars) {
      bar.isRecognized = emotions.includes(bar.emotion);
      const score = bar.isRecognized ? classified?.scores[bar.emotion] : undefined;
      bar.render(score, classified?.emotion === bar.emotion);
    }
  }
}

class Bar {
  row;
  emotion;
  #strings;
  #meter;
  #fill = html('div', { class: 'bar-fill' });
  #number = html('span', { class: 'bar-number', 'aria-hidden': 'true' }); // the meter has it for screen readers
  /**
   * The percentage that is shown, in whole percent, or null for none. Undefined before the first rendering.
   * @type {number | null | undefined}
   */
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

  /** Whether the model recognizes this emotion. */
  get isRecognized() {
    return !this.row.classList.contains('absent');
  }

  set isRecognized(/** @type {boolean} */ isRecognized) {
    if (isRecognized === this.isRecognized) return;
    this.row.classList.toggle('absent', !isRecognized);
    this.#percent = undefined; // so that the next rendering updates the text
  }

  /** Changes the page only if the whole percent changes. @param {number | undefined} score @param {boolean} isMain */
  render(score, isMain) {
    this.row.classList.toggle('main', isMain);
    const percent = score === undefined ? null : Math.round(score * 100);
    if (percent === this.#percent) return;
    this.#percent = percent;
    const { notAnalyzed, notRecognized } = this.#strings.bars;
    const missing = this.isRecognized ? notAnalyzed : notRecognized;
    const shown = percent === null ? null : this.#strings.percent(percent / 100);
    this.#fill.style.setProperty('--score', String((percent ?? 0) / 100));
    this.#number.textContent = shown ?? '–';
    this.#meter.setAttribute('aria-valuenow', String(percent ?? 0));
    this.#meter.setAttribute('aria-valuetext', shown ?? missing);
  }
}
