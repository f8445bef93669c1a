/** The code that adds <emo-sense> with some attributes to a page, for plain HTML and for each framework. */

/** @typedef {keyof typeof FRAMEWORKS} Framework */

/** The name of each framework, its language as a highlighter calls it, and its code for the attributes in a tag. */
export const FRAMEWORKS = {
  html: {
    name: 'HTML',
    language: 'xml',
    code: (/** @type {string} */ attributes) => `\
<script type="module" src="https://YOUR-HOST/emosense/emo-sense.js"></script>

<emo-sense${attributes}></emo-sense>

<script type="module">
  document.querySelector('emo-sense').addEventListener('emotion', ({ detail }) => {
    console.log(\`Face \${detail.track} looks \${detail.emotion}\`);
  });
</script>
`,
  },
  react: {
    name: 'React',
    language: 'javascript',
    code: (/** @type {string} */ attributes) => `\
import 'emosense/define';

export function Expression() {
  const onEmotion = ({ detail }) => console.log(\`Face \${detail.track} looks \${detail.emotion}\`);
  return <emo-sense${attributes} onemotion={onEmotion} />;
}
`,
  },
  vue: {
    name: 'Vue',
    language: 'xml',
    code: (/** @type {string} */ attributes) => `\
<script setup>
import 'emosense/define';

const onEmotion = ({ detail }) => console.log(\`Face \${detail.track} looks \${detail.emotion}\`);
</script>

<template>
  <emo-sense${attributes} @emotion="onEmotion"></emo-sense>
</template>
`,
  },
  svelte: {
    name: 'Svelte',
    language: 'xml',
    code: (/** @type {string} */ attributes) => `\
<script>
  import 'emosense/define';

  const onEmotion = ({ detail }) => console.log(\`Face \${detail.track} looks \${detail.emotion}\`);
</script>

<emo-sense${attributes} onemotion={onEmotion}></emo-sense>
`,
  },
  angular: {
    name: 'Angular',
    language: 'typescript',
    code: (/** @type {string} */ attributes) => `\
import { Component, CUSTOM_ELEMENTS_SCHEMA } from '@angular/core';
import 'emosense/define';

@Component({
  selector: 'app-expression',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`<emo-sense${attributes} (emotion)="onEmotion($event)"></emo-sense>\`,
})
export class Expression {
  onEmotion({ detail }: CustomEvent) {
    console.log(\`Face \${detail.track} looks \${detail.emotion}\`);
  }
}
`,
  },
};

/**
 * Returns the code for a framework.
 * @param {Framework} framework
 * @param {Map<string, string>} attributes
 */
export function snippet(framework, attributes) {
  const tag = [...attributes].map(([name, value]) => (value ? ` ${name}="${quoted(value)}"` : ` ${name}`)).join('');
  return FRAMEWORKS[framework].code(tag);
}

/**
 * Returns a value without the characters that end an attribute, or that a framework's template takes for code; only
 * addresses have them, where their percent encoding means the same.
 * @param {string} value
 */
function quoted(value) {
  return value.replaceAll(/["`{}<>\\]/g, encodeURIComponent);
}
