/** The events of <emo-sense>, with the types of their details. */
import { AttributedElement } from './element-attributes.js';

/** @import { Face } from '../client/pkg/emosense.js' */
/** @import { State } from './element-view.js' */
/** @typedef {import('./emotion-changes.js').EmotionDetail} EmotionDetail */
/** @typedef {{ faces: Face[], width: number, height: number, classifyMs: number }} FacesDetail */
/**
 * @typedef {object} EmoSenseEventMap
 * @property {CustomEvent<EmotionDetail>} emotion the emotion of a tracked face changed, or became 'uncertain'
 * @property {CustomEvent<FacesDetail>} faces a frame or an image was classified
 * @property {CustomEvent<{ state: State }>} state the property `state` changed
 * @property {CustomEvent<{ code: string, message: string }>} error something failed
 */

export class EventedElement extends AttributedElement {
  /**
   * @template {keyof EmoSenseEventMap} Type
   * @overload
   * @param {Type} type
   * @param {(this: EventedElement, event: EmoSenseEventMap[Type]) => void} listener
   * @param {boolean | AddEventListenerOptions} [options]
   * @returns {void}
   */
  /**
   * @overload
   * @param {string} type
   * @param {any} listener
   * @param {boolean | AddEventListenerOptions} [options]
   * @returns {void}
   */
  /**
   * Overrides the method only for its types, which know the events of the element.
   * @param {string} type
   * @param {any} listener
   * @param {boolean | AddEventListenerOptions} [options]
   */
  addEventListener(type, listener, options) {
    super.addEventListener(type, listener, options);
  }
}
