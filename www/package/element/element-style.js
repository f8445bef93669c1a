/** The look of <emo-sense> beyond what it shares with the page: its colors, which an author may set, and its layout by its own width. */
import { palette, sharedStyle, styleSheet } from '../ui/style.js';

/** @param {string} name @param {string} day @param {string} night */
const themed = (name, day, night) => [day, night].map((color) => `var(--emo-sense-${name}, ${color})`);

const THEME = {
  surface: themed('surface', 'oklch(0.995 0.004 85)', 'oklch(0.245 0.016 185)'),
  line: themed('line', 'oklch(0.89 0.012 85)', 'oklch(0.345 0.018 185)'),
  track: themed('track', 'oklch(0.935 0.01 85)', 'oklch(0.31 0.017 185)'),
  ink: themed('ink', 'oklch(0.25 0.025 195)', 'oklch(0.95 0.01 120)'),
  soft: themed('soft', 'oklch(0.46 0.025 195)', 'oklch(0.77 0.015 160)'),
  accent: themed('accent', 'oklch(0.42 0.075 190)', 'oklch(0.83 0.1 180)'),
  'on-accent': themed('on-accent', 'oklch(0.985 0.01 85)', 'oklch(0.21 0.03 190)'),
};

const CSS = `
/* Not on :host, where an author's own --accent may stand for --emo-sense-accent. */
${palette('.root', THEME)}
.root { --radius: var(--emo-sense-radius, 16px); --fit: var(--emo-sense-fit, contain); --shadow: none; color: var(--ink); }
:host {
  display: block;
  container-type: inline-size;
  min-inline-size: min(240px, 100%);
  font-style: normal;
  font-weight: 400;
  line-height: 1.45;
  letter-spacing: normal;
  text-align: start;
  text-indent: 0;
  text-transform: none;
  white-space: normal;
}
:host([hidden]) { display: none; }
:host([hide~="overlay"]) .overlay,
:host([hide~="scores"]) .cards,
:host(:is([hide~="controls"], [src])) .controls { display: none; }

*, ::before, ::after { box-sizing: border-box; }
h2, h3, p, ul, ol { margin: 0; padding: 0; }
ul { list-style: none; }
:is(p, h2, li, summary, label, button) { unicode-bidi: plaintext; } /* words of one language in a page of another */
a { color: var(--accent); text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.stage:focus { outline: none; }

button { min-block-size: 44px; border: 1px solid var(--line); border-radius: 999px; padding: 8px 18px; background: var(--surface); color: inherit; font: inherit; font-weight: 560; cursor: pointer; touch-action: manipulation; }
button:hover { border-color: var(--accent); }
button.primary { border-color: transparent; background: var(--accent); color: var(--on-accent); }
button.primary:hover { filter: brightness(1.08); }

.root { display: grid; grid-template: "view" "side" "actions" / minmax(0, 1fr); gap: 10px; align-items: start; }
.view { grid-area: view; }
.side { grid-area: side; }
.view, .side { display: grid; gap: 10px; min-inline-size: 0; }
.stage { position: relative; overflow: hidden; aspect-ratio: var(--emo-sense-ratio, 4 / 3); border-radius: var(--radius); background: oklch(0.2 0.022 190); color: oklch(0.95 0.012 180); }
.stage[data-shows="message"], .stage[data-shows="welcome"] { background-image: radial-gradient(120% 90% at 50% 0, oklch(0.36 0.06 190 / 55%), transparent 70%); }
.status-panel { padding: 12px; gap: 6px; font-size: 0.9375em; line-height: 1.35; }
.status-panel h2 { font-weight: 680; }
.hint { inset-block-start: 8px; inset-inline: 8px; padding: 5px 12px; font-size: 0.875em; line-height: 1.3; }
.controls { display: flex; flex-wrap: wrap; gap: 8px; }
.controls button { flex: 1; }

.welcome { display: none; align-content: center; justify-items: center; gap: 8px; block-size: 100%; padding: 16px; text-align: center; }
.welcome h2 { max-inline-size: 14em; font-size: clamp(1.15em, 0.8em + 2.2cqi, 2em); font-weight: 680; line-height: 1.12; letter-spacing: -0.025em; text-wrap: balance; }
.welcome p { max-inline-size: 34ch; color: oklch(0.95 0.012 180 / 80%); font-size: 0.9375em; text-wrap: balance; }
.seven { display: flex; justify-content: center; gap: 6px; padding-block-end: 4px; }
.seven .icon { inline-size: clamp(20px, 5cqi, 32px); block-size: auto; aspect-ratio: 1; color: var(--tint); }
[data-state="consent"] .welcome { display: grid; }
[data-state="consent"] .stage { aspect-ratio: auto; min-block-size: 150px; }
[data-state="consent"] :is(.controls, .cards), .root:not([data-state="consent"]) .actions { display: none; }

/* One card's height, however many faces: the others are to the side of it. */
.cards { grid-auto-flow: column; grid-auto-columns: minmax(min(100%, 216px), 1fr); gap: 10px; overflow-x: auto; scrollbar-width: none; scroll-snap-type: inline proximity; border-radius: var(--radius); }
.cards.many { grid-auto-columns: minmax(min(92%, 216px), 1fr); }
.card.card { scroll-snap-align: start; padding: 12px 14px; }
.card .card-heading { min-block-size: 68px; /* for either sentence on two lines */ padding-block-end: 8px; gap: 10px; }
.card .badge { inline-size: 28px; block-size: 28px; }
.card .card-lead { font-size: 0.8125em; }
.card .card-name { font-size: 1.3em; line-height: 1.1; }
.card .card-icon { inline-size: 34px; block-size: 34px; }
.card .bars { gap: 2px; }
.card .bar { grid-template-columns: 18px 5.4em minmax(0, 1fr) 2.6em; gap: 8px; font-size: 0.875em; line-height: 22px; }
.card .bar-icon { inline-size: 18px; block-size: 18px; }
.card .bar-track { block-size: 8px; }

.notice { border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); font-size: 0.875em; }
.notice > :not(summary) { margin-inline: 14px; }
summary { display: flex; align-items: center; justify-content: space-between; gap: 10px; min-block-size: 44px; padding-inline: 14px; border-radius: var(--radius); cursor: pointer; list-style: none; font-weight: 620; }
summary::-webkit-details-marker { display: none; }
summary::after { content: ""; flex: none; inline-size: 7px; block-size: 7px; margin-inline-end: 3px; border: solid var(--soft); border-width: 0 2px 2px 0; transform: translateY(-2px) rotate(45deg); }
details[open] > summary::after { transform: translateY(2px) rotate(225deg); }
.facts { display: grid; gap: 8px; padding-block-end: 14px; color: var(--soft); }
.facts li { padding-inline-start: 11px; border-inline-start: 3px solid var(--line); }
.facts strong { color: var(--ink); font-weight: 650; }
.forget { margin-block-end: 12px; }

.actions { grid-area: actions; display: grid; gap: 8px; }
.actions .primary { min-block-size: 50px; }
.remember { display: grid; grid-template-columns: auto minmax(0, 1fr); align-items: center; gap: 0 10px; min-block-size: 44px; cursor: pointer; font-size: 0.9375em; }
.remember input { inline-size: 22px; block-size: 22px; margin: 0; accent-color: var(--accent); cursor: inherit; }
.remembering { color: var(--soft); font-size: 0.8125em; }

@container (max-width: 299px) {
  .card .bar { grid-template-columns: 5.2em minmax(0, 1fr) 2.6em; }
  .card .bar-icon { display: none; }
}
@container (min-width: 560px) {
  .root { grid-template: "view side" auto "actions side" 1fr / minmax(0, 1fr) clamp(230px, 38%, 400px); gap: 10px 14px; }
  [data-state="consent"] .stage { aspect-ratio: 4 / 3; }
  :host([hide~="scores"]) .root:not([data-state="consent"]) { grid-template: "view" "side" / minmax(0, 1fr); }
}
@container (min-width: 860px) {
  .card .card-heading { min-block-size: 60px; }
  .card .bars { gap: 6px; }
  .card.card { padding: 16px 18px; }
  .card .card-name { font-size: 1.6em; }
  .card .card-icon { inline-size: 42px; block-size: 42px; }
}
`;

/** @type {CSSStyleSheet | undefined} made once a page, and shared by all elements in it */
let sheet;

/** @returns {CSSStyleSheet[]} */
export function elementStyles() {
  sheet ??= styleSheet(CSS);
  return [sharedStyle(), sheet];
}
