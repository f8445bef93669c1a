/** Defines <emo-sense>; with this script in a page, the element is all that is to be written. */
import { EmoSenseElement } from './element.js';

export { EmoSenseElement };

if (globalThis.customElements && !customElements.get('emo-sense')) customElements.define('emo-sense', EmoSenseElement);
