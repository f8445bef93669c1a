/** The current count on the page: who is counted and in view, for how long, and the share of them who looked happy. */
import { formatTime } from '../../package/domain/time.js';
import { query } from '../../package/ui/dom.js';
import { happinessIndex, MIN_PEOPLE } from './happiness-index.js';
import { intervalBar } from './places-table.js';

/** @import { PlacesStrings } from '../locales/en/places.js' */
/** @import { Counting } from './counting.js' */
/** @import { CountingTimer } from './counting-timer.js' */

export class CurrentCount {
  #strings;
  #tally = query('#tally', HTMLElement);
  #index = query('#current-index', HTMLElement);
  #interval = query('#current-interval', HTMLElement);
  #text = query('#current-text', HTMLElement);
  #endsAt = query('#ends-at', HTMLElement);

  /** @param {PlacesStrings} strings */
  constructor(strings) {
    this.#strings = strings;
  }

  /** @param {Counting} counting @param {CountingTimer | null} timer null until the first frame */
  show({ place, count, inView }, timer) {
    const index = happinessIndex([count]);
    query('#current-place', HTMLElement).textContent = place;
    this.#tally.textContent = this.#strings.tally(count.people, inView, formatTime((timer?.elapsedMs ?? 0) / 1000));
    this.#endsAt.textContent = timer ? this.#strings.endsAt(timer.endsAt) : '';
    const text = index ? this.#strings.current(index) : this.#strings.waiting(MIN_PEOPLE);
    const share = index ? this.#strings.index(index) : this.#strings.tooFew;
    // Screen readers announce every change of the share.
    if (this.#index.textContent === share && this.#text.textContent === text) return;
    this.#index.textContent = share;
    this.#index.classList.toggle('few', !index);
    this.#interval.replaceChildren(...(index ? [intervalBar(index)] : []));
    this.#text.textContent = text;
  }
}
