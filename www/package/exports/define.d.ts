/** What `import 'emosense/define'` gives: the element in every document. */
import { EmoSenseElement } from '../element/element.js';

export { EmoSenseElement };

declare global {
  interface HTMLElementTagNameMap {
    'emo-sense': EmoSenseElement;
  }
}
