/** The types of <emo-sense> in the JSX of Preact: `import type {} from 'emosense/preact'`. */
import type { ClassAttributes, HTMLAttributes } from 'preact';
import type { EmoSenseProps } from '../element/attributes.js';
import type { EmoSenseElement } from '../element/element.js';

type Props = Omit<HTMLAttributes<EmoSenseElement>, keyof EmoSenseProps | 'onError'> &
  ClassAttributes<EmoSenseElement> &
  EmoSenseProps;

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'emo-sense': Props;
    }
  }
}
