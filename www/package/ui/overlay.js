/** Overlay: a bracketed box, five landmarks and a label for every face, in an SVG that covers the image exactly. */
import { faceColor } from '../domain/face-colors.js';
import { svg } from './dom.js';

/** @import { Strings } from '../locales/messages.js' */
/** @import { DisplayedFace } from './face-list.js' */

/** The width in screen pixels below which a box among others has no room for a name next to its number. */
const NAMED_WIDTH = 72;

/**
 * How the frame is shown on the screen.
 * @typedef {object} View
 * @property {number} width of the frame
 * @property {boolean} mirrored
 * @property {number} scale screen pixels per pixel of the frame
 * @property {number} left the visible part of the frame, in its pixels
 * @property {number} right
 * @property {number} top
 * @property {number} bottom
 */

/** The SVG's view box is the frame, and is fitted as the video or image below it is, so that they always coincide. */
export class Overlay {
  #svg;
  #strings;
  /** By number. @type {Mark[]} */
  #marks = [];
  /** @type {DisplayedFace[]} */
  #faces = [];
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
   * @param {DisplayedFace[]} faces those that are not in view are omitted
   * @param {number} width of the frame
   * @param {number} height
   * @param {boolean} mirrored
   */
  draw(faces, width, height, mirrored) {
    if (width !== this.#width || height !== this.#height) {
      this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    }
    this.#faces = faces.filter(({ inView }) => inView);
    this.#width = width;
    this.#height = height;
    this.#mirrored = mirrored;
    this.#render();
  }

  clear() {
    this.#faces = [];
    for (const mark of this.#marks) mark.hide(); // `#render` would measure the element, which forces a layout
  }

  #render() {
    const view = this.#view();
    for (const mark of this.#marks) mark.hide();
    for (const face of this.#faces) {
      while (this.#marks.length < face.number) this.#marks.push(new Mark(this.#svg, this.#marks.length + 1));
      this.#marks[face.number - 1].draw(face, view, this.#faces.length === 1, this.#strings);
    }
  }

  /** @returns {View} */
  #view() {
    const { clientWidth, clientHeight } = this.#svg;
    // The style sheet gives the video, the image and the overlay the same `object-fit`: contain, or cover.
    const isCovering = getComputedStyle(this.#svg).objectFit === 'cover';
    this.#svg.setAttribute('preserveAspectRatio', `xMidYMid ${isCovering ? 'slice' : 'meet'}`);
    const scales = [clientWidth / this.#width, clientHeight / this.#height];
    const scale = (isCovering ? Math.max(...scales) : Math.min(...scales)) || 1;
    const left = Math.max(0, (this.#width - clientWidth / scale) / 2);
    const top = Math.max(0, (this.#height - clientHeight / scale) / 2);
    return {
      width: this.#width,
      mirrored: this.#mirrored,
      scale,
      left,
      right: this.#width - left,
      top,
      bottom: this.#height - top,
    };
  }
}

/** What is drawn for one face: created once, and then moved. */
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

  /**
   * @param {DisplayedFace} displayed
   * @param {View} view
   * @param {boolean} isAlone whether no other face needs room for its name
   * @param {Strings} strings
   */
  draw({ face, quality, emotion }, view, isAlone, strings) {
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

    const label = quality === 'good' ? strings.emotions[emotion] : strings.labels[quality];
    const name = screenWidth < NAMED_WIDTH && !isAlone ? '' : label;
    if (this.#name.textContent !== name) this.#name.textContent = name;
    // A label keeps its size on the screen, whatever the size of the frame, and stays in view.
    const labelWidth = (32 + name.length * 9) / scale;
    const x = Math.max(view.left, Math.min(left, view.right - labelWidth)) + 14 / scale;
    const y = labelCenter(bounds, view);
    this.#label.setAttribute('transform', `translate(${round(x)} ${round(y)}) scale(${1 / scale})`);
  }
}

/**
 * Returns the vertical center of a label: above the box, else below it, else in it; never on its line.
 * @param {{ y: number, height: number }} bounds of the face
 * @param {View} view
 */
function labelCenter({ y, height }, { scale, top, bottom }) {
  const [distance, margin] = [20 / scale, 16 / scale]; // from the line, and from the edge of the view
  if (y - distance >= top + margin) return y - distance;
  if (y + height + distance <= bottom - margin) return y + height + distance;
  return Math.max(y, top) + distance;
}

/**
 * Returns the path of the four corners of a box. Their arms are a quarter of the shorter side long.
 * @param {number} x @param {number} y @param {number} width @param {number} height
 */
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

/** Rounds to a tenth of a pixel, which nobody sees, so that the attributes are short. @param {number} value */
function round(value) {
  return Math.round(value * 10) / 10;
}
