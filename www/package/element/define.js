/** Defines <emo-sense>. A page needs only this script and the element. */
import { EmoSenseElement } from './element.js';

export { EmoSenseElement };

if (globalThis.customElements && !customElements.get('emo-sense')) customElements.define('emo-sense', EmoSenseElement);
