/** The look that the page and the element share: colors of emotions and faces, stage, overlay and cards. */

/** By day, by night. */
const EMOTION_COLORS = {
  angry: ['oklch(0.58 0.19 27)', 'oklch(0.7 0.17 27)'],
  disgusted: ['oklch(0.57 0.13 128)', 'oklch(0.76 0.15 128)'],
  fearful: ['oklch(0.54 0.17 300)', 'oklch(0.73 0.14 300)'],
  happy: ['oklch(0.66 0.15 68)', 'oklch(0.83 0.14 80)'],
  neutral: ['oklch(0.55 0.02 230)', 'oklch(0.75 0.02 230)'],
  sad: ['oklch(0.54 0.14 255)', 'oklch(0.72 0.12 250)'],
  surprised: ['oklch(0.6 0.17 350)', 'oklch(0.75 0.14 350)'],
};
const TINTS = Object.keys(EMOTION_COLORS)
  .map((emotion) => `:is([data-state="${emotion}"], [data-emotion="${emotion}"]) { --tint: var(--${emotion}); }`)
  .join('\n');

/** Custom properties that follow the color scheme of where they are used. @param {string} selector @param {Record<string, string[]>} colors */
export function palette(selector, colors) {
  const rule = (/** @type {(day: string, night: string) => string} */ value) =>
    `${selector} { ${Object.entries(colors)
      .map(([name, [day, night]]) => `--${name}: ${value(day, night)};`)
      .join(' ')} }`;
  return `${rule((day) => day)}
@supports (color: light-dark(#000, #fff)) { ${rule((day, night) => `light-dark(${day}, ${night})`)} }`;
}

const CSS = `
${palette(':root, .root', EMOTION_COLORS)}

/* On pictures of any brightness, with a dark halo: the same by day and night. */
:root, .root {
  --face-1: oklch(0.86 0.13 180);
  --face-2: oklch(0.86 0.14 80);
  --face-3: oklch(0.8 0.13 330);
  --face-4: oklch(0.88 0.17 130);
  --face-5: oklch(0.8 0.11 250);
  --face-6: oklch(0.78 0.14 40);
  --on-face: oklch(0.22 0.03 195);
}

/* Stage: what lies in it, dark by day and night */

[hidden] { display: none !important; }
.stage { color-scheme: dark; }
.stage > :is(video, canvas), .overlay { position: absolute; inset: 0; display: block; inline-size: 100%; block-size: 100%; object-fit: var(--fit, contain); }
.stage.mirrored > :is(video, canvas) { transform: scaleX(-1); }
.visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

.status-panel { position: absolute; inset: 0; display: grid; align-content: center; justify-items: center; gap: 10px; overflow: auto; padding: 24px; text-align: center; }
.status-panel h2 { font-size: clamp(1.1em, 0.9em + 1.2cqi, 1.6em); line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
.status-panel p { max-inline-size: 46ch; color: oklch(0.95 0.012 180 / 80%); text-wrap: pretty; }
.status-panel button { margin-block-start: 8px; background: var(--face-1); color: var(--on-face); }
.status-panel button:hover { background: oklch(0.92 0.1 180); }
.stage :focus-visible { outline-color: var(--face-1); }
progress { appearance: none; inline-size: min(320px, 80%); block-size: 8px; margin-block-start: 10px; border: 0; border-radius: 999px; overflow: hidden; background: oklch(0.95 0.012 180 / 18%); color: var(--face-1); }
progress::-webkit-progress-bar { background: none; }
progress::-webkit-progress-value { background: var(--face-1); }
progress::-moz-progress-bar { background: var(--face-1); }
progress:indeterminate { background: linear-gradient(90deg, transparent, var(--face-1), transparent) 0 0 / 40% 100% no-repeat oklch(0.95 0.012 180 / 18%); }
progress:indeterminate::-moz-progress-bar { background: none; }
@media (prefers-reduced-motion: no-preference) {
  progress:indeterminate { animation: onward 1.4s linear infinite; }
}
@keyframes onward { from { background-position: -70% 0; } to { background-position: 170% 0; } }
.status-panel .status-amount { font-size: 0.875em; font-variant-numeric: tabular-nums; }

.hint { position: absolute; inset-block-start: 16px; inset-inline: 16px; inline-size: fit-content; margin-inline: auto; padding: 8px 18px; border-radius: 22px; background: oklch(0.17 0.02 190 / 86%); text-align: center; text-wrap: balance; }
.hint:empty { display: none; }

/* Overlay: fitted as the video and the picture are */

.overlay { pointer-events: none; fill: none; stroke-linecap: round; stroke-linejoin: round; direction: ltr; }
.mark.gone { display: none; }
.mark path { vector-effect: non-scaling-stroke; }
.halo { stroke: oklch(0.15 0.02 190 / 55%); stroke-width: calc(clamp(2px, var(--screen-width) * 0.035, 3.5px) + 3.5px); }
.box { stroke: var(--face); stroke-width: clamp(2px, var(--screen-width) * 0.035, 3.5px); }
.landmarks { stroke: var(--face); stroke-width: clamp(3px, var(--screen-width) * 0.07, 6px); }
.label circle { fill: var(--face); }
.label text { font-size: 15px; font-weight: 650; dominant-baseline: central; }
.number { fill: var(--on-face); text-anchor: middle; }
.name { fill: #fff; stroke: oklch(0.15 0.02 190 / 80%); stroke-width: 4px; paint-order: stroke; transform: translateX(19px); }

/* Cards */

.cards { display: grid; gap: 14px; list-style: none; }
.card { contain: content; padding: 18px 20px 20px; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); box-shadow: var(--shadow); }
.card-heading { display: flex; align-items: center; gap: 12px; padding-block-end: 12px; font-size: 1em; font-weight: 400; }
.card .badge { flex: none; display: grid; place-items: center; inline-size: 32px; block-size: 32px; border-radius: 50%; background: var(--face); color: var(--on-face); font-weight: 680; }
.card-words { flex: 1; min-inline-size: 0; line-height: 1.2; }
.card-lead { display: block; color: var(--soft); font-size: 0.875em; }
.card-name { font-size: 1.6em; letter-spacing: -0.025em; }
.card-icon { inline-size: 44px; block-size: 44px; color: var(--tint); }
.card { --tint: var(--soft); }
:is([data-state="none"], [data-state="uncertain"], [data-state^="t"]) .card-name { color: var(--soft); }

${TINTS}

.icon { flex: none; fill: none; stroke: currentcolor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
.dots { stroke-width: 2.6; }
.bars { display: grid; gap: 7px; }
.bar { display: grid; grid-template-columns: 22px 5.4em minmax(0, 1fr) 3em; align-items: center; gap: 10px; color: var(--soft); font-size: 0.9375em; line-height: 24px; }
.bar.main { color: var(--ink); font-weight: 650; }
.bar.absent .bar-name { text-decoration: line-through; }
.bar-icon { inline-size: 22px; block-size: 22px; color: var(--tint); }
.bar-track { block-size: 10px; overflow: hidden; border-radius: 999px; background: var(--track); }
.bar-fill { block-size: 100%; background: var(--tint); transform: scaleX(var(--score, 0)); transform-origin: left; }
.bar-fill:dir(rtl) { transform-origin: right; }
.bar-track, .card .badge { forced-color-adjust: none; }
.bar-number { text-align: end; font-variant-numeric: tabular-nums; }
@media (prefers-reduced-motion: no-preference) {
  .bar-fill { transition: transform 0.14s ease-out; }
}

/* Several faces: the same, closer together */
.many .card { padding: 12px 16px 14px; }
.many .card-heading { padding-block-end: 6px; }
.many .card-name { font-size: 1.25em; }
.many .card-icon { inline-size: 36px; block-size: 36px; }
.many .bars { gap: 2px; }
.many .bar { font-size: 0.875em; line-height: 20px; }
.many .bar-track { block-size: 8px; }
`;

/** @type {CSSStyleSheet | undefined} made once a page, and shared by all */
let sheet;

export function sharedStyle() {
  sheet ??= styleSheet(CSS);
  return sheet;
}

/** A sheet that no policy on styles keeps from being used: it is no text in the page. @param {string} css */
export function styleSheet(css) {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
