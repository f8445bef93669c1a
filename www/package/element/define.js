/** Defines <emo-sense>. A page that loads this script needs to contain only the element. */
import { EmoSenseElement } from './element.js';

export { EmoSenseElement };

if (globalThis.customElements && !customElements.get('emo-sense')) customElements.define('emo-sense', EmoSenseElement);
