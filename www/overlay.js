/** The overlay: a bracketed box, five landmarks and a number for every face, in an SVG that lies exactly on the picture. */

/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./pkg/emosense.js').Point} Point */

/** As many colours as style.css has `--face-N`. */
export const FACE_COLOURS = 6;

/** Below this many pixels on the screen a box among others has no room for a name beside its number. */
const NAMED_WIDTH = 72;

/** The SVG's view box is the frame and it is fitted like the video (`object-fit: contain`), so both always agree. */
export class Overlay {
  #svg;
  /** @type {Mark[]} */
  #marks = [];
  /** @type {Face[]} */
  #faces = [];
  #width = 0;
  #height = 0;
  #mirrored = false;

  /** @param {SVGSVGElement} svg */
  constructor(svg) {
    this.#svg = svg;
    new ResizeObserver(() => this.#render()).observe(svg);
  }

  /**
   * @param {Face[]} faces in pixels of the frame
   * @param {number} width @param {number} height of the frame
   * @param {boolean} mirrored
   */
  draw(faces, width, height, mirrored) {
    if (width !== this.#width || height !== this.#height) {
      this.#svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    }
    this.#faces = faces;
    this.#width = width;
    this.#height = height;
    this.#mirrored = mirrored;
    this.#render();
  }

  clear() {
    this.#faces = [];
    this.#render();
  }

  #render() {
    while (this.#marks.length < this.#faces.length) this.#marks.push(new Mark(this.#svg, this.#marks.length));
    const { clientWidth, clientHeight } = this.#svg;
    const scale = Math.min(clientWidth / this.#width, clientHeight / this.#height) || 1;
    const alone = this.#faces.length === 1;
    this.#marks.forEach((mark, index) => mark.draw(this.#faces[index], this.#width, this.#mirrored, scale, alone));
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

  /** @param {SVGSVGElement} svg @param {number} index */
  constructor(svg, index) {
    this.#group = add(svg, 'g', 'mark');
    this.#group.style.setProperty('--face', `var(--face-${(index % FACE_COLOURS) + 1})`);
    this.#halo = add(this.#group, 'path', 'halo');
    this.#box = add(this.#group, 'path', 'box');
    this.#landmarks = add(this.#group, 'path', 'landmarks');
    this.#label = add(this.#group, 'g', 'label');
    add(this.#label, 'circle', 'badge').setAttribute('r', '13');
    add(this.#label, 'text', 'number').textContent = String(index + 1);
    this.#name = add(this.#label, 'text', 'name');
  }

  /**
   * @param {Face | undefined} face @param {number} frameWidth @param {boolean} mirrored
   * @param {number} scale screen pixels for one of the frame @param {boolean} alone no other face needs room for its name
   */
  draw(face, frameWidth, mirrored, scale, alone) {
    this.#group.classList.toggle('gone', !face);
    if (!face) return;
    const { bounds, landmarks, tooSmall, emotion } = face;
    const screenWidth = bounds.width * scale;
    const left = mirrored ? frameWidth - bounds.x - bounds.width : bounds.x;
    const brackets = bracketPath(left, bounds.y, bounds.width, bounds.height);
    this.#halo.setAttribute('d', brackets);
    this.#box.setAttribute('d', brackets);
    this.#landmarks.setAttribute(
      'd',
      Object.values(landmarks)
        .map(({ x, y }) => `M${round(mirrored ? frameWidth - x : x)} ${round(y)}h0`)
        .join(''),
    );
    this.#group.style.setProperty('--screen-width', `${round(screenWidth)}px`);

    const name = screenWidth < NAMED_WIDTH && !alone ? '' : tooSmall ? 'too small' : emotion;
    if (this.#name.textContent !== name) this.#name.textContent = name;
    // Labels keep their size on the screen, whatever the frame's, and stay inside it.
    const labelWidth = (32 + name.length * 9) / scale;
    const x = Math.max(0, Math.min(left, frameWidth - labelWidth)) + 14 / scale;
    const y = Math.max(bounds.y - 20 / scale, 16 / scale);
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

/**
 * @template {keyof SVGElementTagNameMap} Name
 * @param {SVGElement} parent @param {Name} name @param {string} className
 * @returns {SVGElementTagNameMap[Name]}
 */
function add(parent, name, className) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  element.setAttribute('class', className);
  parent.append(element);
  return element;
}
