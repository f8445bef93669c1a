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
  /** By number, in the order of the page. @type {Map<number, Card>} */
  #cards = new Map();
  /** Stands in while there is no face, so that the layout does not shift. */
  #emptyCard;
  /** The emotions that the model recognizes. */
  #emotions = EMOTIONS;

  /** @param {HTMLElement} list @param {Strings} strings */
  constructor(list, strings) {
    this.#list = list;
    this.#strings = strings;
    this.#emptyCard = new Card(null, strings);
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

  /**
   * Shows the faces. The card of one that has left stays, dimmed, until another one comes or all have left: otherwise
   * those below it would jump while somebody looks at them.
   * @param {DisplayedFace[]} faces by number
   */
  render(faces) {
    const isNew = faces.some(({ number }) => !this.#cards.has(number));
    if (isNew || !faces.length) this.#arrange(faces);
    for (const [number, card] of this.#cards) {
      const face = faces.find((face) => face.number === number);
      card.render(face ?? 'left', this.#emotions);
    }
    this.#emptyCard.render('none', this.#emotions);
  }

  /** Shows the cards of these faces and no others. @param {DisplayedFace[]} faces */
  #arrange(faces) {
    this.#cards = new Map(
      faces.map(({ number }) => [number, this.#cards.get(number) ?? new Card(number, this.#strings)]),
    );
    const cards = faces.length ? [...this.#cards.values()] : [this.#emptyCard];
    this.#list.replaceChildren(...cards.map(({ element }) => element));
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

  /** @param {number | null} number of the face, null for none @param {Strings} strings */
  constructor(number, strings) {
    this.#strings = strings;
    this.#bars = EMOTIONS.map((emotion) => new Bar(emotion, strings));
    const heading = html(
      'h3',
      { class: 'card-heading' },
      html('span', { class: 'badge', hidden: number === null }, String(number ?? '')),
      // Without the space, a screen reader would join the two words.
      html('span', { class: 'card-words' }, this.#lead, ' ', this.#name),
      this.#icon,
    );
    const bars = html('div', { class: 'bars' }, ...this.#bars.map(({ row }) => row));
    this.element = html('li', { class: 'card', part: 'card' }, heading, bars);
    if (number !== null) this.element.style.setProperty('--face', faceColor(number));
  }

  /**
   * @param {DisplayedFace | 'left' | 'none'} shown the face, that it has left, or that there is none
   * @param {Emotion[]} emotions that the model recognizes
   */
  render(shown, emotions) {
    const face = typeof shown === 'string' ? undefined : shown;
    const classified = face?.quality === 'good' ? face : undefined;
    const state = classified?.emotion ?? face?.quality ?? /** @type {'left' | 'none'} */ (shown);
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
