/** What a recording comes to, in words and bars: for each face the shares, the changes, and the highest of each emotion. */
import { html } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { EMOTIONS } from '../../package/domain/emotions.js';
import { formatTime } from '../../package/domain/time.js';

/** @typedef {typeof import('../locales/en/live.js').words.summary} Words */
/** @typedef {Record<import('./recording.js').Named, string>} Names of the emotions */

/** @param {import('./recording.js').Recording} recording @param {Words} words @param {Names} names @param {(track: number) => void} onchoose shows that face's timeline */
export function renderSummary(recording, words, names, onchoose) {
  const tracks = recording.summarize();
  if (!tracks.length) return [html('p', { class: 'summary-none' }, words.none)];
  return [
    ...tracks.map((track, index) => trackOf(track, index, tracks.length > 1, words, names, onchoose)),
    ...(recording.notes.length
      ? [
          html(
            'ol',
            { class: 'summary-notes', 'aria-label': words.notes },
            ...recording.notes.map(({ atMs, text }) =>
              html('li', {}, html('time', {}, formatTime(atMs / 1000)), ` ${text}`),
            ),
          ),
        ]
      : []),
  ];
}

/** @param {import('./recording.js').TrackSummary} track @param {number} index @param {boolean} isChoice @param {Words} words @param {Names} names @param {(track: number) => void} onchoose */
function trackOf({ id, seconds, shares, changes, dominant, moments }, index, isChoice, words, names, onchoose) {
  const heading = html('h3', {}, words.face(index + 1));
  if (isChoice) {
    const choose = html(
      'button',
      { type: 'button', class: 'link', 'aria-pressed': String(index === 0) },
      words.showTimeline,
    ); // the first one's is shown
    choose.addEventListener('click', () => {
      for (const other of choose.closest('.summary')?.querySelectorAll('[aria-pressed]') ?? [])
        other.setAttribute('aria-pressed', String(other === choose));
      onchoose(id);
    });
    heading.append(' ', choose);
  }
  const rows = [...EMOTIONS, /** @type {const} */ ('uncertain')]
    .filter((name) => shares[name] > 0)
    .sort((one, other) => shares[other] - shares[one]);
  return html(
    'section',
    { class: 'summary-track' },
    heading,
    html('p', {}, words.sentence(formatTime(seconds), names[dominant], changes)),
    html(
      'table',
      {},
      html('thead', {}, html('tr', {}, ...words.columns.map((title) => html('th', { scope: 'col' }, title)))),
      html(
        'tbody',
        {},
        ...rows.map((name) => {
          const moment = name === 'uncertain' ? undefined : moments[name];
          const share = html('span', { class: 'share' });
          share.style.setProperty('--share', String(shares[name]));
          return html(
            'tr',
            { 'data-emotion': name },
            html('th', { scope: 'row' }, ...(name === 'uncertain' ? [] : [icon('', name)]), ` ${names[name]}`),
            html('td', {}, share, `${Math.round(100 * shares[name])} %`),
            html('td', {}, formatTime(shares[name] * seconds)),
            html('td', {}, moment ? words.moment(Math.round(100 * moment.score), formatTime(moment.atMs / 1000)) : ''),
          );
        }),
      ),
    ),
  );
}
