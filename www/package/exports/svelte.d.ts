/** The types of <emo-sense> in the markup of Svelte 5: `import type {} from 'emosense/svelte'`. */
import type { HTMLAttributes } from 'svelte/elements';
import type { EmoSenseListeners, EmoSenseProps } from '../element/attributes.js';
import type { EmoSenseElement } from '../element/element.js';
import type { EmoSenseEventMap } from '../element/element-events.js';

/** The listeners by the directive of Svelte 4, which Svelte 5 also takes: `on:faces`. */
type Directives = {
  [Type in keyof EmoSenseEventMap as `on:${Type}`]?: ((event: EmoSenseEventMap[Type]) => void) | undefined;
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'emo-sense': Omit<
      HTMLAttributes<EmoSenseElement>,
      keyof EmoSenseListeners | keyof EmoSenseProps | keyof Directives
    > &
      EmoSenseProps &
      Directives;
  }
}
