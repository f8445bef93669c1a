/** Overlay: a bracketed box, five landmarks and a label for every face, in an SVG that covers the image exactly. */
import { bracketPath, round } from '../domain/bracket-path.js';
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
  /** Of the faces in view, by number. @type {Map<number, Mark>} */
  #marks = new Map();
  /** @type {DisplayedFace[]} */
  #faces = [];
  #width = 0;
  #height = 0;
  #mirrored = false;

  /** @param {SVGSVGElement} element @param {Strings} strings */
  constructor(element, strings) {
    this.#svg = element;
    this.#strings = strings;
    // The DOM of unit tests (jsdom) has none, and no layout either.
    if (globalThis.ResizeObserver) new ResizeObserver(() => this.#render()).observe(element);
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
    this.#removeOthers([]); // `#render` would measure the element, which forces a layout
  }

  #render() {
    const view = this.#view();
    this.#removeOthers(this.#faces.map(({ number }) => number));
    for (const face of this.#faces) {
      const mark = this.#marks.get(face.number) ?? new Mark(this.#svg, face.number);
      this.#marks.set(face.number, mark);
      mark.draw(face, view, this.#faces.length === 1, this.#strings);
    }
  }

  /** Removes the marks of all other faces. @param {number[]} numbers */
  #removeOthers(numbers) {
    for (const [number, mark] of this.#marks) {
      if (numbers.includes(number)) continue;
      mark.remove();
      this.#marks.delete(number);
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

/** What is drawn for one face: created when it comes into view, and then moved. */
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

  remove() {
    this.#group.remove();
  }

  /**
   * @param {DisplayedFace} displayed
   * @param {View} view
   * @param {boolean} isAlone whether no other face needs room for its name
   * @param {Strings} strings
   */
  draw({ face, quality, emotion }, view, isAlone, strings) {
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
