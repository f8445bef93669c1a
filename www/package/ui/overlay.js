/** The overlay: a bracketed box, five landmarks and a number for every face, in an SVG that lies exactly on the picture. */
import { faceColor } from '../domain/face-colors.js';
import { svg } from './dom.js';
import { reading } from './face-list.js';

/** @typedef {import('./face-list.js').DisplayedFace} DisplayedFace */
/** @typedef {import('../locales/messages.js').Strings} Strings */

/** Below this many pixels on the screen a box among others has no room for a name beside its number. */
const NAMED_WIDTH = 72;

/**
 * How the frame lies on the screen: `scale` screen pixels for one of the frame; of its width, `left` to `right` are in view.
 * @typedef {{ width: number, mirrored: boolean, scale: number, left: number, right: number, top: number }} View
 */

/** The SVG's view box is the frame, fitted as the video or picture below it is, so both always agree. */
export class Overlay {
  #svg;
  #strings;
  /** By number. @type {Mark[]} */
  #marks = [];
  /** @type {DisplayedFace[]} */
  #seen = [];
  #width = 0;
  #height = 0;
  #mirrored = false;

  /** @param {SVGSVGElement} element @param {Strings} strings */
  constructor(element, strings) {
    this.#svg = element;
    this.#strings = strings;
    new ResizeObserver(() => this.#render()).observe(element);
  }

  /**
   * @param {DisplayedFace[]} seen in pixels of the frame; those that are lost for a moment are left out
   * @param {number} width @param {number} height of the frame
   * @param {boolean} mirrored
   */
  draw(seen, width, height, mirrored) {
    if (width !== this.#width || height !== this.#height) {
      this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    }
    this.#seen = seen.filter(({ inView }) => inView);
    this.#width = width;
    this.#height = height;
    this.#mirrored = mirrored;
    this.#render();
  }

  clear() {
    this.#seen = [];
    for (const mark of this.#marks) mark.hide(); // nothing is measured: that would lay out the page at once
  }

  #render() {
    const view = this.#view();
    for (const mark of this.#marks) mark.hide();
    for (const seen of this.#seen) {
      while (this.#marks.length < seen.number) this.#marks.push(new Mark(this.#svg, this.#marks.length + 1));
      this.#marks[seen.number - 1].draw(seen, view, this.#seen.length === 1, this.#strings);
    }
  }

  /** @returns {View} */
  #view() {
    const { clientWidth, clientHeight } = this.#svg;
    // The style sheet gives the video, the picture and the overlay one `object-fit`: contain, or cover to fill the stage.
    const covers = getComputedStyle(this.#svg).objectFit === 'cover';
    this.#svg.setAttribute('preserveAspectRatio', `xMidYMid ${covers ? 'slice' : 'meet'}`);
    const fits = [clientWidth / this.#width, clientHeight / this.#height];
    const scale = (covers ? Math.max(...fits) : Math.min(...fits)) || 1;
    const cut = (/** @type {number} */ side, /** @type {number} */ shown) => Math.max(0, (side - shown / scale) / 2);
    const left = cut(this.#width, clientWidth);
    return {
      width: this.#width,
      mirrored: this.#mirrored,
      scale,
      left,
      right: this.#width - left,
      top: cut(this.#height, clientHeight),
    };
  }
}

/** What is drawn of one face; made once, then moved. */
class Mark {
  #group;
  #halo;
  #box;
  #landmarks;
  #label;
  #name;

  /** @param {SVGSVGElement} parent @param {number} number */
  constructor(parent, number) {
    this.#halo = svg('path', { class: 'halo' });
    this.#box = svg('path', { class: 'box' });
    this.#landmarks = svg('path', { class: 'landmarks' });
    this.#name = svg('text', { class: 'name' });
    const badge = svg('circle', { class: 'badge', r: '13' });
    this.#label = svg('g', { class: 'label' }, badge, svg('text', { class: 'number' }, String(number)), this.#name);
    this.#group = svg('g', { class: 'mark' }, this.#halo, this.#box, this.#landmarks, this.#label);
    this.#group.style.setProperty('--face', faceColor(number));
    parent.append(this.#group);
  }

  hide() {
    this.#group.classList.add('gone');
  }

  /** @param {DisplayedFace} seen @param {View} view @param {boolean} alone no other face needs room for its name @param {Strings} strings */
  draw({ face, quality }, view, alone, strings) {
    this.#group.classList.remove('gone');
    const { width, mirrored, scale } = view;
    const { bounds, landmarks } = face;
    const screenWidth = bounds.width * scale;
    const left = mirrored ? width - bounds.x - bounds.width : bounds.x;
    const brackets = bracketPath(left, bounds.y, bounds.width, bounds.height);
    this.#halo.setAttribute('d', brackets);
    this.#box.setAttribute('d', brackets);
    this.#landmarks.setAttribute(
      'd',
      Object.values(landmarks)
        .map(({ x, y }) => `M${round(mirrored ? width - x : x)} ${round(y)}h0`)
        .join(''),
    );
    this.#group.style.setProperty('--screen-width', `${round(screenWidth)}px`);

    const label = quality === 'good' ? strings.emotions[reading(face).emotion] : strings.labels[quality];
    const name = screenWidth < NAMED_WIDTH && !alone ? '' : label;
    if (this.#name.textContent !== name) this.#name.textContent = name;
    // Labels keep their size on the screen, whatever the frame's, and stay where they are in view.
    const labelWidth = (32 + name.length * 9) / scale;
    const x = Math.max(view.left, Math.min(left, view.right - labelWidth)) + 14 / scale;
    const y = Math.max(bounds.y - 20 / scale, view.top + 16 / scale);
    this.#label.setAttribute('transform', `translate(${round(x)} ${round(y)}) scale(${1 / scale})`);
  }
}

/** The four corners of a box, each with arms a quarter of the shorter side long. @param {number} x @param {number} y @param {number} width @param {number} height */
function bracketPath(x, y, width, height) {
  const arm = round(Math.min(width, height) / 4);
  const bend = round(arm / 3);
  const [left, top, right, bottom] = [x, y, x + width, y + height].map(round);
  return (
    `M${left} ${top + arm}V${top + bend}Q${left} ${top} ${left + bend} ${top}H${left + arm}` +
    `M${right - arm} ${top}H${right - bend}Q${right} ${top} ${right} ${top + bend}V${top + arm}` +
    `M${right} ${bottom - arm}V${bottom - bend}Q${right} ${bottom} ${right - bend} ${bottom}H${right - arm}` +
    `M${left + arm} ${bottom}H${left + bend}Q${left} ${bottom} ${left} ${bottom - bend}V${bottom - arm}`
  );
}

/** To a tenth of a pixel: enough for the eye, and short. @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
