/** The explanation of a result: what the model sees of a face, and what was important in it. */
import { messageFor } from '../../package/locales/messages.js';
import { html } from '../../package/ui/dom.js';
import { FaceChooser } from '../../package/ui/face-chooser.js';
import { drawCrop, drawHeatmap, legendGradient, peakImportance } from './heatmap.js';

/** @import { Explanation, Landmarks } from '../../package/client/client.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { DisplayedFace } from '../../package/ui/face-list.js' */
/** @import { ExplainStrings, FacePart } from '../locales/en/explain.js' */
/**
 * @typedef {object} ClassifiedImage
 * @property {DisplayedFace[]} faces
 * @property {boolean} mirrored whether it is shown mirrored
 * @property {boolean} isLive whether it is a frozen frame of the camera
 * @property {(landmarks: Landmarks, options: { signal: AbortSignal }) => Promise<Explanation>} explain
 */

/** A part of the face is important if the probability falls at least by this while it is covered. */
const MIN_FALL = 0.05;

export class ExplanationView {
  /** Called when a person closes the explanation. */
  onClose = () => {};
  #section;
  #strings;
  #commonStrings;
  #heading;
  #closeButton = html('button', { type: 'button' });
  #chooser;
  #status = html('p', { class: 'explanation-status', role: 'status' });
  #progress;
  #body;
  #crop = html('canvas', { class: 'explanation-crop', role: 'img' });
  #heatmap = html('canvas', { class: 'explanation-heatmap', role: 'img' });
  #cropCaption = html('figcaption');
  #heatmapCaption = html('span');
  #text = html('p', { class: 'explanation-text' });
  /** @type {ClassifiedImage | null} */
  #image = null;
  /** The faces of the image that can be explained. @type {DisplayedFace[]} */
  #faces = [];
  /** The explanations of this image so far. @type {Map<DisplayedFace, Explanation>} */
  #explanations = new Map();
  /** Cancels the explanation that is being computed. */
  #computing = new AbortController();

  /** @param {HTMLElement} section in the page @param {ExplainStrings} strings @param {Strings} commonStrings */
  constructor(section, strings, commonStrings) {
    this.#section = section;
    this.#strings = strings;
    this.#commonStrings = commonStrings;
    this.#heading = html('h2', { id: 'explanation-heading', tabindex: '-1' }, strings.heading);
    this.#chooser = new FaceChooser(strings.chooseFace, (number) =>
      this.#show(/** @type {DisplayedFace} */ (this.#faces.find((face) => face.number === number))),
    );
    this.#progress = html('progress', { 'aria-label': strings.computing });
    this.#body = html(
      'div',
      { class: 'explanation-body' },
      html('figure', {}, this.#crop, this.#cropCaption),
      html('figure', {}, this.#heatmap, html('figcaption', {}, this.#legend(), this.#heatmapCaption)),
      this.#text,
    );
    section.replaceChildren(
      html('header', {}, this.#heading, this.#closeButton),
      this.#chooser.element,
      this.#status,
      this.#progress,
      this.#body,
      html('p', { class: 'explanation-limits' }, strings.limits),
    );
    this.#closeButton.addEventListener('click', () => this.onClose());
    section.addEventListener('keydown', ({ key }) => key === 'Escape' && this.onClose());
  }

  get isOpen() {
    return this.#image !== null;
  }

  /** Opens the explanation with the first face of an image. @param {ClassifiedImage} image */
  open(image) {
    this.#image = image;
    this.#explanations.clear();
    this.#closeButton.textContent = image.isLive ? this.#strings.back : this.#strings.close;
    this.#faces = image.faces.filter(({ quality }) => quality === 'good');
    this.#section.classList.toggle('mirrored', image.mirrored);
    this.#section.hidden = false;
    this.#heading.focus({ preventScroll: true });
    this.#section.scrollIntoView({ block: 'start' });
    if (this.#faces.length) {
      this.#show(this.#faces[0]);
    } else {
      this.#chooser.show([], 0);
      this.#enter('failed', this.#strings.noFace);
    }
  }

  /** Closes the explanation, and clears all that shows the image. */
  close() {
    this.#computing.abort();
    this.#image = null;
    this.#explanations.clear();
    for (const canvas of [this.#crop, this.#heatmap]) canvas.width = 0;
    this.#section.hidden = true;
  }

  /** @param {DisplayedFace} face */
  async #show(face) {
    const image = /** @type {ClassifiedImage} */ (this.#image);
    this.#computing.abort();
    this.#computing = new AbortController();
    const { signal } = this.#computing;
    this.#chooser.show(
      this.#faces.map(({ number }) => ({ number, name: this.#strings.face(number) })),
      face.number,
    );
    try {
      let explanation = this.#explanations.get(face);
      if (!explanation) {
        this.#enter('computing', this.#strings.computing);
        explanation = await image.explain(face.face.landmarks, { signal });
        if (signal.aborted) return;
        this.#explanations.set(face, explanation);
      }
      this.#draw(explanation);
    } catch (error) {
      if (signal.aborted) return;
      const { title, text } = messageFor(this.#commonStrings, /** @type {{ code: string }} */ (error).code);
      this.#enter('failed', `${title}. ${text}`);
    }
  }

  /** @param {Explanation} explanation */
  #draw(explanation) {
    const strings = this.#strings;
    const { side, emotion } = explanation;
    const name = this.#commonStrings.emotions[emotion];
    const peak = peakImportance(explanation);
    const cropCaption = strings.crop(side);
    const heatmapCaption = peak ? strings.heatmap(name, Math.round(100 * peak)) : strings.flat(name);
    drawCrop(this.#crop, explanation);
    drawHeatmap(this.#heatmap, this.#crop, explanation);
    this.#cropCaption.textContent = cropCaption;
    this.#crop.setAttribute('aria-label', cropCaption);
    this.#heatmapCaption.textContent = heatmapCaption;
    this.#heatmap.setAttribute('aria-label', heatmapCaption);
    this.#text.textContent = this.#describe(explanation, name);
    this.#enter('shown', '');
  }

  /**
   * Describes which part of the face was the most important, if any was.
   * @param {Explanation} explanation
   * @param {string} name of the emotion
   */
  #describe({ scores, emotion, occluded }, name) {
    const strings = this.#strings;
    const score = scores[emotion];
    const parts = /** @type {[FacePart, number][]} */ (Object.entries(occluded));
    const [[part, least], ...others] = parts.sort(([, one], [, other]) => one - other);
    if (score - least < MIN_FALL) return strings.noneImportant(name, score);
    const sentences = others.map(([other, share]) => strings.without(other, share));
    return [strings.mostImportant(part, name, score, least), ...sentences].join(' ');
  }

  #legend() {
    const [less, more] = this.#strings.scale;
    const legend = html(
      'span',
      { class: 'explanation-legend' },
      html('span', {}, less),
      html('span', { class: 'explanation-scale' }),
      html('span', {}, more),
    );
    legend.style.setProperty('--scale', legendGradient());
    return legend;
  }

  /** @param {'computing' | 'shown' | 'failed'} state @param {string} status */
  #enter(state, status) {
    this.#section.dataset.state = state;
    this.#status.textContent = status;
    this.#progress.hidden = state !== 'computing';
    this.#body.hidden = state === 'failed';
  }
}
