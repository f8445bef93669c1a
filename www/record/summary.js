/** What a recording comes to, in words and bars: for each face the shares, the changes, and the highest of each emotion. */
import { html } from '../display/dom.js';
import { glyph } from '../display/glyphs.js';
import { EMOTIONS } from '../display/scores.js';
import { clock } from './timeline.js';

/** @typedef {import('../words/messages.js').Words} Words */

/** @param {import('./recording.js').Recording} recording @param {Words} words @param {(track: number) => void} onchoose shows that face's timeline */
export function summaryOf(recording, words, onchoose) {
  const tracks = recording.summary();
  if (!tracks.length) return [html('p', { class: 'summary-none' }, 'No face was seen long enough to be read.')];
  return [
    ...tracks.map((track, index) => trackOf(track, index, tracks.length > 1, words, onchoose)),
    ...(recording.notes.length ? [html('ol', { class: 'summary-notes', 'aria-label': 'Notes' }, ...recording.notes.map(
      ({ atMs, text }) => html('li', {}, html('time', {}, clock(atMs / 1000)), ` ${text}`),
    ))] : []),
  ];
}

/** @param {import('./recording.js').TrackSummary} track @param {number} index @param {boolean} isChoice @param {Words} words @param {(track: number) => void} onchoose */
function trackOf({ id, seconds, shares, changes, dominant, moments }, index, isChoice, words, onchoose) {
  const named = (/** @type {import('./recording.js').Named} */ name) => words.emotions[name];
  const heading = html('h3', {}, `Face ${index + 1}`);
  if (isChoice) {
    const choose = html('button', { type: 'button', class: 'link' }, 'Show its timeline');
    choose.addEventListener('click', () => onchoose(id));
    heading.append(' ', choose);
  }
  const rows = [...EMOTIONS, /** @type {const} */ ('uncertain')].filter((name) => shares[name] > 0).sort((one, other) => shares[other] - shares[one]);
  return html(
    'section', { class: 'summary-track' },
    heading,
    html('p', {}, `Seen for ${clock(seconds)}. Its expression mostly resembled ${named(dominant)}, and changed ${changes} ${changes === 1 ? 'time' : 'times'}.`),
    html('table', {},
      html('thead', {}, html('tr', {}, ...['Resembled', 'Share', 'Time', 'Highest'].map((title) => html('th', { scope: 'col' }, title)))),
      html('tbody', {}, ...rows.map((name) => {
        const moment = name === 'uncertain' ? undefined : moments[name];
        const share = html('span', { class: 'share' });
        share.style.setProperty('--share', String(shares[name]));
        return html('tr', { 'data-emotion': name },
          html('th', { scope: 'row' }, ...(name === 'uncertain' ? [] : [glyph('', name)]), ` ${named(name)}`),
          html('td', {}, share, `${Math.round(100 * shares[name])} %`),
          html('td', {}, clock(shares[name] * seconds)),
          html('td', {}, moment ? `${Math.round(100 * moment.score)} % at ${clock(moment.atMs / 1000)}` : ''));
      }))),
  );
}
