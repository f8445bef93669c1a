/** FaceTabs: chooses one of a recording's faces, also of those that have left, and names it. */
import { formatTime } from '../../package/domain/time.js';
import { html } from '../../package/ui/dom.js';
import { FaceChooser } from '../../package/ui/face-chooser.js';

/** @import { Recording } from './recording.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */

export class FaceTabs {
  element;
  #strings;
  #chooser;
  #input = html('input', { type: 'text', maxlength: '60', autocomplete: 'off' });
  /** The number of the face that the field names. */
  #named = 0;

  /**
   * @param {LiveStrings} strings
   * @param {(number: number) => void} onChoose called with the number of the face that is chosen
   * @param {(number: number, name: string) => void} onRename the name is empty if it was deleted
   */
  constructor(strings, onChoose, onRename) {
    this.#strings = strings;
    this.#chooser = new FaceChooser(strings.recorder.chooseFace, onChoose);
    const label = html('label', { class: 'face-naming' }, html('span', {}, strings.recorder.faceName), this.#input);
    this.element = html('div', { class: 'face-tabs', hidden: true }, this.#chooser.element, label);
    this.#input.addEventListener('change', () => onRename(this.#named, this.#input.value.trim()));
  }

  /**
   * @param {Recording} recording
   * @param {number} chosen the number of a face
   * @param {Set<number> | null} inView the numbers of the faces in view; null if the recording is over
   */
  show(recording, chosen, inView) {
    const faces = [...recording.tracks.values()].sort((one, other) => one.id - other.id);
    const { summary, recorder } = this.#strings;
    this.element.hidden = !recording.tracks.has(chosen);
    const choices = faces.map(({ id, times }) => ({
      number: id,
      name: recording.nameOf(id, summary.face),
      left: inView && !inView.has(id) ? recorder.left(formatTime((times.at(-1) ?? 0) / 1000)) : '',
    }));
    this.#chooser.show(choices, chosen);
    if (document.activeElement === this.#input && recording.tracks.has(this.#named)) return; // it is being named
    this.#named = chosen;
    this.#input.placeholder = summary.face(chosen);
    this.#input.value = recording.names.get(chosen) ?? '';
  }
}
