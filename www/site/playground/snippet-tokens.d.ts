// The module that www/build/highlight.mjs writes: the tokens of each snippet before and after the attributes.
declare module '*snippets.js?tokens' {
  type Tokens = [className: string, length: number][];
  const tokens: Record<import('./snippets.js').Framework, { before: Tokens; after: Tokens }>;
  export default tokens;
}
