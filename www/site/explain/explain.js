/** See inside: for one face of a picture that stands still, what the network saw, what of it mattered, and the scores. */
import { html } from '../../package/ui/dom.js';
import { FaceChooser } from '../../package/ui/face-chooser.js';
import { FaceList } from '../../package/ui/face-list.js';
import { ScoreCards } from '../../package/ui/score-cards.js';
import { messageFor } from '../../package/locales/messages.js';
import { paintCrop, paintHeat, peakOf, scaleGradient } from './heatmap.js';

/** @typedef {import('../../package/client/client.js').Explanation} Explanation */
/** @typedef {import('../../package/client/client.js').Landmarks} Landmarks */
/** @typedef {import('../../package/ui/face-list.js').DisplayedFace} DisplayedFace */
/** @typedef {import('../locales/en/explain.js').Part} Part */
/** @typedef {typeof import('../locales/en/explain.js').words} InsideWords */
/**
 * @typedef {object} Picture
 * @property {import('../../package/client/client.js').Face[]} faces
 * @property {boolean} mirrored as it is shown, so that faces are numbered as there
 * @property {boolean} isLive of the camera, to which there is a way back
 * @property {import('../../package/client/client.js').Emotion[]} emotions that the network tells apart
 * @property {(landmarks: Landmarks, options: { signal: AbortSignal }) => Promise<Explanation>} explain
 */

/** A part that lowers the score by less is not said to matter. */
const LEAST_FALL = 0.05;

export class Inside {
  /** Called when a person closes it. */
  onclose = () => {};
  #place;
  #words;
  #coreWords;
  #heading;
  #close = html('button', { type: 'button', class: 'inside-close' });
  #faces;
  #status = html('p', { class: 'inside-status', role: 'status' });
  #progress;
  #body;
  #crop = html('canvas', { class: 'inside-crop', role: 'img' });
  #heat = html('canvas', { class: 'inside-heat', role: 'img' });
  #cropCaption = html('figcaption');
  #heatCaption = html('span');
  #said = html('p', { class: 'inside-said' });
  #cards;
  /** @type {Picture | null} */
  #picture = null;
  /** Its faces that can be read. @type {DisplayedFace[]} */
  #seen = [];
  /** What was found of a face before, until another picture comes. @type {Map<DisplayedFace, Explanation>} */
  #found = new Map();
  #shown = new AbortController();

  /** @param {HTMLElement} place the section in the page @param {InsideWords} words @param {import('../../package/locales/messages.js').Words} coreWords */
  constructor(place, words, coreWords) {
    this.#place = place;
    this.#words = words;
    this.#coreWords = coreWords;
    this.#heading = html('h2', { id: 'inside-heading', tabindex: '-1' }, words.heading);
    this.#faces = new FaceChooser(words.faces, words.face, (number) =>
      this.#show(/** @type {DisplayedFace} */ (this.#seen.find((one) => one.number === number))),
    );
    this.#progress = html('progress', { 'aria-label': words.computing });
    const list = html('ol', { class: 'cards' });
    this.#cards = new ScoreCards(list, coreWords);
    const legend = html(
      'span',
      { class: 'inside-legend' },
      html('span', {}, words.scale[0]),
      html('span', { class: 'inside-scale' }),
      html('span', {}, words.scale[1]),
    );
    legend.style.setProperty('--scale', scaleGradient());
    this.#body = html(
      'div',
      { class: 'inside-body' },
      html('figure', {}, this.#crop, this.#cropCaption),
      html('figure', {}, this.#heat, html('figcaption', {}, legend, this.#heatCaption)),
      html('div', { class: 'inside-scores' }, this.#said, list),
    );
    place.replaceChildren(
      html('header', {}, this.#heading, this.#close),
      this.#faces.element,
      this.#status,
      this.#progress,
      this.#body,
      html('p', { class: 'inside-limits' }, words.limits),
    );
    this.#close.addEventListener('click', () => this.onclose());
    place.addEventListener('keydown', ({ key }) => key === 'Escape' && this.onclose());
  }

  /** @param {Picture} picture */
  open(picture) {
    this.#picture = picture;
    this.#found.clear();
    this.#cards.emotions = picture.emotions;
    this.#close.textContent = picture.isLive ? this.#words.back : this.#words.close;
    this.#seen = new FaceList().update(picture.faces, picture.mirrored).filter(({ quality }) => quality === 'good');
    this.#place.hidden = false;
    this.#heading.focus({ preventScroll: true });
    this.#place.scrollIntoView({ block: 'start' });
    if (this.#seen.length) return this.#show(this.#seen[0]);
    this.#faces.show([], 0);
    this.#to('failed', this.#words.none);
  }

  /** Takes it away, with nothing kept of the picture. */
  close() {
    this.#shown.abort();
    this.#picture = null;
    this.#found.clear();
    for (const canvas of [this.#crop, this.#heat]) canvas.width = 0;
    this.#cards.render([]);
    this.#place.hidden = true;
  }

  get isOpen() {
    return this.#picture !== null;
  }

  /** @param {DisplayedFace} seen */
  async #show(seen) {
    const picture = /** @type {Picture} */ (this.#picture);
    this.#shown.abort();
    this.#shown = new AbortController();
    const { signal } = this.#shown;
    this.#faces.show(
      this.#seen.map(({ number }) => number),
      seen.number,
    );
    try {
      if (!this.#found.has(seen)) {
        this.#to('computing', this.#words.computing);
        const found = await picture.explain(seen.face.landmarks, { signal });
        if (signal.aborted) return;
        this.#found.set(seen, found);
      }
      this.#draw(seen, /** @type {Explanation} */ (this.#found.get(seen)));
    } catch (error) {
      if (signal.aborted) return;
      const { title, text } = messageFor(this.#coreWords, /** @type {{ code: string }} */ (error).code);
      this.#to('failed', `${title}. ${text}`);
    }
  }

  /** @param {DisplayedFace} seen @param {Explanation} attribution */
  #draw(seen, attribution) {
    const words = this.#words;
    const { side, scores, emotion } = attribution;
    const name = this.#coreWords.emotions[emotion];
    const peak = peakOf(attribution);
    paintCrop(this.#crop, attribution);
    paintHeat(this.#heat, this.#crop, attribution);
    this.#cropCaption.textContent = words.crop(side);
    this.#crop.setAttribute('aria-label', words.crop(side));
    this.#heatCaption.textContent = peak ? words.heat(name, Math.round(100 * peak)) : words.flat(name);
    this.#heat.setAttribute('aria-label', this.#heatCaption.textContent);
    this.#said.textContent = this.#sentences(attribution, name);
    this.#cards.render([{ ...seen, face: { ...seen.face, scores, emotion, track: null } }]);
    this.#to('shown', '');
  }

  /** Which part mattered most, if any did, and what came of the others. @param {Explanation} attribution @param {string} name */
  #sentences({ scores, emotion, occluded }, name) {
    const words = this.#words;
    const score = scores[emotion];
    const parts = /** @type {[Part, number][]} */ (Object.entries(occluded)).sort(([, one], [, other]) => one - other);
    const [[most, least], ...others] = parts;
    if (score - least < LEAST_FALL) return words.spread(name, score);
    return [words.most(most, name, score, least), ...others.map(([part, share]) => words.without(part, share))].join(
      ' ',
    );
  }

  /** @param {'computing' | 'shown' | 'failed'} state @param {string} status */
  #to(state, status) {
    this.#place.dataset.state = state;
    this.#status.textContent = status;
    this.#progress.hidden = state !== 'computing';
    this.#body.hidden = state === 'failed';
  }
}
