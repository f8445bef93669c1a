// Finds the examples in the documents, and makes a page of each, as a developer would who copies it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import esbuild from 'esbuild';
import { root } from '../../www/build/paths.mjs';

/** @import { Plugin } from 'esbuild' */
/**
 * @typedef {object} Example
 * @property {string} name says where it is
 * @property {string} language of the code block
 * @property {string} code
 */

/** The languages of code blocks that a browser runs, with the tools in this repository. */
const LANGUAGES = ['html', 'js', 'jsx', 'vue', 'svelte'];
/** What an example may expect on the page that it is added to. */
const BODY = '<img src="./photo.jpg" alt=""><div id="root"></div>';
/** Mounts the component of an example, as strictly as its framework can, and removes it with `leave()`. */
const ENTRIES = {
  jsx: `
    import { createElement, StrictMode } from 'react';
    import { createRoot } from 'react-dom/client';
    import * as example from 'example.jsx';
    const app = createRoot(document.querySelector('#root'));
    app.render(createElement(StrictMode, null, createElement(Object.values(example)[0])));
    window.leave = () => app.unmount();`,
  vue: `
    import { createApp } from 'vue';
    import Example from 'example.vue';
    const app = createApp(Example);
    app.mount('#root');
    window.leave = () => app.unmount();`,
  svelte: `
    import { mount, unmount } from 'svelte';
    import Example from 'example.svelte';
    const app = mount(Example, { target: document.querySelector('#root') });
    window.leave = () => unmount(app);`,
};

/** Returns the fenced code blocks of a Markdown file, with the heading that each is under. */
export function examplesInMarkdown(/** @type {string} */ path) {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/^```(\w+)\n(.*?)^```/gms)].map(({ 1: language, 2: code, index }) => {
    const heading = /^#+ (.*)$/gm;
    const headings = [...text.slice(0, index).matchAll(heading)].map(([, title]) => title);
    return { name: `${path}, “${headings.at(-1)}”, ${language}`, language, code };
  });
}

/** Returns the code blocks of a page; those with a tag of HTML in the first line are HTML, the others JSX. */
export function examplesInPage(/** @type {string} */ path) {
  const text = readFileSync(join(root, path), 'utf8');
  const entities = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };
  return [...text.matchAll(/<pre[^>]*><code>(.*?)<\/code><\/pre>/gs)].map(([, encoded], index) => {
    const code = encoded.replace(/&(lt|gt|amp);/g, (entity) => entities[/** @type {'&lt;'} */ (entity)]);
    const language = code.startsWith('<') ? 'html' : 'jsx';
    return { name: `${path}, ${index + 1}, ${language}`, language, code };
  });
}

/** Whether `examplePage` can run a language. */
export const isRunnable = (/** @type {Example} */ { language }) => LANGUAGES.includes(language);

/**
 * Returns a page with the example.
 * @param {Example} example
 * @param {{ host: string, origin: string, integrity: string }} values in place of those that a developer fills in
 */
export async function examplePage({ language, code }, { host, origin, integrity }) {
  const filled = code
    .replaceAll(/https:\/\/your.host\//gi, host)
    .replaceAll('https://YOUR-HOST', new URL(host).origin)
    .replaceAll('https://YOUR-PAGE', origin)
    .replaceAll('{{integrity}}', integrity);
  const modules = ['define', 'element', 'testing'].map((name) => [`emosense/${name}`, `${host}emosense/${name}.js`]);
  const imports = {
    emosense: `${host}emosense/client.js`,
    'emosense-custom-models': `${host}emosense-custom-models/index.js`,
    ...Object.fromEntries(modules),
  };
  const importMap = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
  if (language === 'html') {
    const isFragment = filled.includes('<emo-sense') && !filled.includes('emo-sense.js');
    return page(importMap, isFragment ? `<script type="module">import 'emosense/define';</script>${filled}` : filled);
  }
  const script = language === 'js' ? filled : await bundle(language, filled);
  return page(importMap, `${BODY}<script type="module">${script}</script>`);
}

function page(/** @type {string} */ head, /** @type {string} */ body) {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Example</title>
    <link rel="icon" href="data:,">${head}</head><body>${body}</body></html>`;
}

/**
 * Bundles the component with its framework; the package stays outside.
 * @param {string} language
 * @param {string} code
 */
async function bundle(language, code) {
  const { outputFiles } = await esbuild.build({
    stdin: { contents: ENTRIES[/** @type {'jsx' | 'vue' | 'svelte'} */ (language)], resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    jsx: 'automatic',
    conditions: ['browser'],
    define: { 'process.env.NODE_ENV': '"development"' },
    external: ['emosense', 'emosense/*'],
    plugins: [componentPlugin(language, code)],
    logLevel: 'error',
  });
  return outputFiles[0].text.replaceAll('</script', '<\\/script');
}

/** @param {string} language @param {string} code @returns {Plugin} */
function componentPlugin(language, code) {
  return {
    name: 'component',
    setup(build) {
      build.onResolve({ filter: /^example\./ }, ({ path }) => ({ path, namespace: 'example' }));
      build.onLoad({ filter: /./, namespace: 'example' }, async () => ({
        contents: await compile(language, code),
        loader: language === 'jsx' ? 'jsx' : 'js',
        resolveDir: root,
      }));
    },
  };
}

/** @param {string} language @param {string} code */
async function compile(language, code) {
  if (language === 'vue') {
    const { compileScript, parse } = await import('vue/compiler-sfc');
    const { descriptor } = parse(code);
    const isCustomElement = (/** @type {string} */ tag) => tag === 'emo-sense'; // as the README says
    const templateOptions = { compilerOptions: { isCustomElement } };
    return compileScript(descriptor, { id: 'example', inlineTemplate: true, templateOptions }).content;
  }
  if (language === 'svelte') {
    const { compile } = await import('svelte/compiler');
    return compile(code, { generate: 'client', filename: 'Example.svelte' }).js.code;
  }
  return code;
}
