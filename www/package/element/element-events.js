/** The events of <emo-sense>, with the types of their details. */
import { PropertiedElement } from './element-properties.js';

/** @import { EmoSenseElement } from './element.js' */
/** @import { Face } from '../client/pkg/emosense.js' */
/** @import { ErrorCode } from '../client/error.js' */
/** @typedef {import('../session/session.js').State | 'consent'} State */
/** @typedef {import('./emotion-changes.js').EmotionDetail} EmotionDetail */
/** @typedef {{ faces: Face[], width: number, height: number, classifyMs: number }} FacesDetail */
/** @typedef {{ state: State }} StateDetail */
/** @typedef {{ code: ErrorCode, message: string }} ErrorDetail */
/**
 * @typedef {object} EmoSenseEventMap
 * @property {CustomEvent<EmotionDetail>} emotion the emotion of a tracked face changed, or became 'uncertain'
 * @property {CustomEvent<FacesDetail>} faces a frame or an image was classified
 * @property {CustomEvent<StateDetail>} state the property `state` changed
 * @property {CustomEvent<ErrorDetail>} error something failed
 */
/**
 * The events of the element and those of every element. `error` is the element's own.
 * @typedef {Omit<HTMLElementEventMap, keyof EmoSenseEventMap> & EmoSenseEventMap} ElementEventMap
 */

/**
 * @fires {CustomEvent<EmotionDetail>} emotion - The emotion of a tracked face changed, or became 'uncertain'. Bubbles, and
 * crosses shadow roots.
 * @fires {CustomEvent<FacesDetail>} faces - A frame or an image was classified. Bubbles, and crosses shadow roots.
 * @fires {CustomEvent<StateDetail>} state - The property `state` changed. Bubbles, and crosses shadow roots.
 * @fires {CustomEvent<ErrorDetail>} error - Something failed; the code says what. Bubbles, and crosses shadow roots, but
 * does not reach the window, where `error` events are those of uncaught exceptions.
 */
export class EventedElement extends PropertiedElement {
  /**
   * @template {keyof ElementEventMap} Type
   * @overload
   * @param {Type} type
   * @param {(this: EmoSenseElement, event: ElementEventMap[Type]) => any} listener
   * @param {boolean | AddEventListenerOptions} [options]
   * @returns {void}
   */
  /**
   * @overload
   * @param {string} type
   * @param {EventListenerOrEventListenerObject} listener
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

  /**
   * @template {keyof ElementEventMap} Type
   * @overload
   * @param {Type} type
   * @param {(this: EmoSenseElement, event: ElementEventMap[Type]) => any} listener
   * @param {boolean | EventListenerOptions} [options]
   * @returns {void}
   */
  /**
   * @overload
   * @param {string} type
   * @param {EventListenerOrEventListenerObject} listener
   * @param {boolean | EventListenerOptions} [options]
   * @returns {void}
   */
  /**
   * Overrides the method only for its types.
   * @param {string} type
   * @param {any} listener
   * @param {boolean | EventListenerOptions} [options]
   */
  removeEventListener(type, listener, options) {
    super.removeEventListener(type, listener, options);
  }

  /**
   * Dispatches an event that bubbles and crosses shadow roots, up to the document. `error` does not reach the window:
   * there, `error` events are those of uncaught exceptions, and are what error reporting listens to.
   * @template {keyof EmoSenseEventMap} Type
   * @param {Type} type
   * @param {EmoSenseEventMap[Type]['detail']} detail
   * @protected
   */
  dispatch(type, detail) {
    const event = new CustomEvent(type, { detail, bubbles: true, composed: true });
    const { ownerDocument } = this;
    // The last listener at the document, so that all others there are called.
    const end = (/** @type {Event} */ passing) => passing === event && passing.stopPropagation();
    if (type === 'error') ownerDocument.addEventListener(type, end);
    this.dispatchEvent(event);
    ownerDocument.removeEventListener(type, end);
  }
}
