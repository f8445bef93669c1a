/** The types of <emo-sense> in the JSX of React 19: `import type {} from 'emosense/react'`. */
import type { ClassAttributes, HTMLAttributes } from 'react';
import type { EmoSenseProps } from '../element/attributes.js';
import type { EmoSenseElement } from '../element/element.js';

/** `onError` is left out: React does not call it for a custom element, but `onerror`. */
type Props = Omit<HTMLAttributes<EmoSenseElement>, keyof EmoSenseProps | 'onError'> &
  ClassAttributes<EmoSenseElement> &
  EmoSenseProps & { class?: string | undefined };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      'emo-sense': Props;
    }
  }
}
