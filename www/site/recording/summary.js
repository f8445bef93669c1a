/** The summary of a recording as a person sees it: a table with the shares and peaks of each face, and the notes. */
import { EMOTIONS } from '../../package/domain/emotions.js';
import { faceColor } from '../../package/domain/face-colors.js';
import { formatTime } from '../../package/domain/time.js';
import { html } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { formatPercent } from '../locales/percent.js';

/** @import { Note, Recording } from './recording.js' */
/** @import { Label } from './track-samples.js' */
/** @import { TrackSummary } from './track-summary.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */
/** @typedef {LiveStrings['summary']} SummaryStrings */
/** Of the labels, in the person's language. @typedef {Record<Label, string>} Names */

/**
 * Returns the elements of the summary.
 * @param {Recording} recording
 * @param {SummaryStrings} strings
 * @param {Names} names
 * @param {((trackId: number) => void) | null} onChoose called when a face's timeline is to be shown; null if the page
 * has another way to choose it
 * @returns {HTMLElement[]}
 */
export function renderSummary(recording, strings, names, onChoose) {
  const tracks = recording.summarize();
  const notes = recording.notes.length ? [renderNotes(recording.notes, strings)] : [];
  if (!tracks.length) return [html('p', {}, strings.none), ...notes];
  const sections = tracks.map((track, index) => {
    const badge = html('span', { class: 'badge', 'aria-hidden': 'true' }, String(track.id));
    badge.style.setProperty('--face', faceColor(track.id));
    const heading = html('h3', {}, badge, ' ', recording.nameOf(track.id, strings.face));
    if (onChoose && tracks.length > 1) heading.append(' ', timelineButton(track.id, index === 0, strings, onChoose));
    return renderTrack(track, heading, strings, names);
  });
  return [...sections, ...notes];
}

/**
 * @param {number} trackId
 * @param {boolean} isPressed whether this face's timeline is shown at first
 * @param {SummaryStrings} strings
 * @param {(trackId: number) => void} onChoose
 */
function timelineButton(trackId, isPressed, strings, onChoose) {
  const attributes = { type: 'button', class: 'link', 'aria-pressed': String(isPressed) };
  const button = html('button', attributes, strings.showTimeline);
  button.addEventListener('click', () => {
    for (const other of button.closest('.summary')?.querySelectorAll('[aria-pressed]') ?? []) {
      other.setAttribute('aria-pressed', String(other === button));
    }
    onChoose(trackId);
  });
  return button;
}

/** @param {TrackSummary} track @param {HTMLElement} heading @param {SummaryStrings} strings @param {Names} names */
function renderTrack(track, heading, strings, names) {
  const { seconds, shares, changes, dominant } = track;
  const labels = [...EMOTIONS, /** @type {const} */ ('uncertain')]
    .filter((label) => shares[label] > 0)
    .sort((one, other) => shares[other] - shares[one]);
  const header = html('tr', {}, ...strings.columns.map((title) => html('th', { scope: 'col' }, title)));
  return html(
    'section',
    { class: 'summary-track' },
    heading,
    html('p', {}, strings.sentence(formatTime(seconds), names[dominant], changes)),
    html(
      'table',
      {},
      html('thead', {}, header),
      html('tbody', {}, ...labels.map((label) => renderRow(label, track, strings, names))),
    ),
  );
}

/** @param {Label} label @param {TrackSummary} track @param {SummaryStrings} strings @param {Names} names */
function renderRow(label, { seconds, shares, peaks }, strings, names) {
  const peak = label === 'uncertain' ? undefined : peaks[label];
  const bar = html('span', { class: 'share' });
  bar.style.setProperty('--share', String(shares[label]));
  return html(
    'tr',
    { 'data-emotion': label },
    html('th', { scope: 'row' }, ...(label === 'uncertain' ? [] : [icon('', label)]), ` ${names[label]}`),
    html('td', {}, bar, formatPercent(shares[label])),
    html('td', {}, formatTime(shares[label] * seconds)),
    html('td', {}, peak ? strings.peak(peak.score, formatTime(peak.atMs / 1000)) : ''),
  );
}

/** @param {Note[]} notes @param {SummaryStrings} strings */
function renderNotes(notes, strings) {
  const items = notes.map(({ atMs, text }) => html('li', {}, html('time', {}, formatTime(atMs / 1000)), ` ${text}`));
  return html('ol', { class: 'summary-notes', 'aria-label': strings.notes }, ...items);
}
