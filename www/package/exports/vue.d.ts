/** The types of <emo-sense> in the templates of Vue 3: `import type {} from 'emosense/vue'`. */
import type { EmitFn, HTMLAttributes, PublicProps } from 'vue';
import type { EmoSenseListeners, EmoSenseProps } from '../element/attributes.js';
import type { EmoSenseElement } from '../element/element.js';
import type { EmoSenseEventMap } from '../element/element-events.js';

/** The listeners as templates name them: `@faces` is `onFaces`. */
type Listeners = {
  [Type in keyof EmoSenseEventMap as `on${Capitalize<Type>}`]?: ((event: EmoSenseEventMap[Type]) => void) | undefined;
};
type Props = Omit<HTMLAttributes, keyof EmoSenseProps | keyof Listeners> &
  Omit<EmoSenseProps, keyof EmoSenseListeners> &
  Listeners &
  PublicProps;
type Component = new () => EmoSenseElement & {
  /** @deprecated Only for the types of templates. */
  $props: Props;
  /** @deprecated Only for the types of templates. */
  $emit: EmitFn<{ [Type in keyof EmoSenseEventMap]: (event: EmoSenseEventMap[Type]) => void }>;
};

declare module 'vue' {
  interface GlobalComponents {
    'emo-sense': Component;
    EmoSense: Component;
  }
}
