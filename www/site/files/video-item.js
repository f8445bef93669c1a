/** A video of the list: analyzed frame by frame, not in real time, into a recording with its timeline. */
import { createWorker } from '../../package/client/create-worker.js';
import { formatTime } from '../../package/domain/time.js';
import { html } from '../../package/ui/dom.js';
import { Recording } from '../recording/recording.js';
import { drawCard } from '../recording/recording-card.js';
import { RecordingExports } from '../recording/recording-exports.js';
import { renderSummary } from '../recording/summary.js';
import { Timeline } from '../recording/timeline.js';
import { failureText } from './failure-text.js';
import { FileError } from './file-error.js';
import { connect } from './file-worker.js';
import { MomentFrame } from './moment-frame.js';
import { removeButton } from './tile-buttons.js';
import workerUrl from './video-worker.js?worker&url';

/** @import { EmotionClient, Face } from '../../package/client/client.js' */
/** @import { WorkerClient } from '../../package/client/worker-requests.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { FilesStrings } from '../locales/en/files.js' */
/** @import { ItemState } from './image-item.js' */
/** @import { Group } from './tile-filter.js' */
/** @import { VideoProtocol } from './video-worker.js' */

/**
 * How long the worker may read and decode nothing, in milliseconds, before the file counts as damaged. Each part of the
 * file that it reads for the first time, and each frame, is a sign of life.
 */
const LIMIT_MS = 12_000;
/** Time between two updates of the chart and the status. */
const DRAW_INTERVAL_MS = 250;
/** Time between two videos on the recognizer's clock: longer than it keeps the track of a lost face. */
const VIDEO_GAP_MS = 60_000;

/** The start of the next video on the recognizer's clock, in milliseconds; all videos share this clock. */
let startMs = 0;

export class VideoItem {
  element;
  /** @type {ItemState} */
  state = 'waiting';
  /** Why the file could not be analyzed, as a sentence. */
  failure = '';
  recording;
  /** @type {Blob | null} */
  thumbnail = null;
  #file;
  #strings;
  #commonStrings;
  #timeline;
  #thumbnail = html('div', { class: 'thumb' });
  #thumbnailUrl = '';
  #frame;
  #progress;
  #status = html('p', { class: 'video-status' });
  #chart = html('div', { class: 'timeline', hidden: true });
  #summary = html('div', { class: 'summary' });
  #exports;
  #durationMs = 0;
  /** The recognizer's track ids, mapped to 1, 2, 3 … for each video. @type {Map<number, number>} */
  #trackIds = new Map();
  /** The track whose timeline is shown. @type {number | undefined} */
  #shownTrack;

  /** @param {File} file @param {FilesStrings} strings @param {Strings} commonStrings */
  constructor(file, strings, commonStrings) {
    this.#file = file;
    this.#strings = strings;
    this.#commonStrings = commonStrings;
    this.recording = new Recording(file.lastModified);
    this.#progress = html('progress', { 'aria-label': strings.video.progress(file.name), hidden: true });
    this.#timeline = new Timeline(this.#chart, strings.timeline, commonStrings.emotions);
    this.#frame = new MomentFrame(file, this.#thumbnail);
    this.#timeline.onChoose = (atMs) => this.#frame.show(atMs);
    const exports = new RecordingExports({
      recording: () => this.recording,
      drawCard: () => this.#drawCard(),
      fileName: (extension) => `${this.name.replace(/\.\w+$/, '')}-emosense.${extension}`,
      onError: (error) => (this.#status.textContent = failureText(error, strings, commonStrings)),
    });
    const names = /** @type {const} */ ({ csv: 'CSV', json: 'JSON', png: strings.video.chartImage });
    const buttons = Object.entries(names).map(([type, name]) => {
      const button = html('button', { type: 'button' }, name);
      exports.connect(button, /** @type {keyof typeof names} */ (type));
      return button;
    });
    const sharingButton = exports.sharingButton(strings.image);
    if (sharingButton) buttons.push(sharingButton);
    this.#exports = html('div', { class: 'video-exports', hidden: true }, ...buttons);
    this.element = html(
      'li',
      { class: 'video', 'data-state': 'waiting' },
      this.#thumbnail,
      html(
        'div',
        { class: 'video-about' },
        html('h3', { class: 'file-name', dir: 'auto' }, file.name),
        this.#status,
        this.#progress,
        this.#exports,
      ),
      this.#chart,
      this.#summary,
      removeButton(this.name, strings),
    );
    this.#status.textContent = strings.waiting;
  }

  /** The duration as people read it. */
  get duration() {
    return formatDuration(this.#durationMs);
  }

  get name() {
    return this.#file.name;
  }

  /** What the video is found by. @returns {Group[]} */
  get groups() {
    return this.state === 'failed' ? ['failed'] : ['video'];
  }

  /** A video has no score of its own: it comes after the images. */
  highestScore() {
    return -1;
  }

  /**
   * Analyzes the video and shows the result, or what was analyzed before it was stopped; lets it wait again if that is
   * nothing. Never rejects.
   * @param {EmotionClient} client
   * @param {unknown} _imageWorker a video starts a worker for itself
   * @param {AbortSignal} signal
   */
  async analyze(client, _imageWorker, signal) {
    this.#setState('analyzing');
    this.#status.textContent = this.#strings.analyzing;
    /** @type {WorkerClient<VideoProtocol>} */
    const worker = connect(createWorker(workerUrl));
    const request = { limitMs: LIMIT_MS, signal };
    let atMs = 0;
    try {
      const { durationMs, thumbnail } = await worker.request('open', { file: this.#file }, request);
      this.#showOpened(durationMs, thumbnail);
      const startedAt = performance.now();
      let drawnAt = startedAt;
      for (;;) {
        const frame = await worker.request('next', {}, request);
        if (!frame) break;
        atMs = frame.atMs;
        const { faces } = await client.classify(frame.image, { atMs: startMs + atMs, signal });
        this.recording.addFaces(this.#withOwnTrackIds(faces), atMs);
        const now = performance.now();
        if (now - drawnAt < DRAW_INTERVAL_MS) continue;
        drawnAt = now;
        this.#showProgress(atMs, atMs / (now - startedAt));
      }
      const speed = durationMs / (performance.now() - startedAt);
      this.#finish(this.#strings.video.done(formatDuration(durationMs), speed));
    } catch (error) {
      if (signal.aborted) return this.#stop(atMs);
      const isDamaged = error instanceof FileError && error.code === 'damaged';
      if (isDamaged && atMs) this.#finish(this.#strings.video.damagedAfter(formatTime(atMs / 1000)));
      else this.#fail(isDamaged ? new FileError('damaged-video') : error);
    } finally {
      worker.close(new FileError('no-worker'));
      startMs += atMs + VIDEO_GAP_MS;
    }
  }

  /** Frees the thumbnail. */
  dispose() {
    URL.revokeObjectURL(this.#thumbnailUrl);
    this.#frame.close();
    this.#timeline.close();
  }

  /** @param {ItemState} state */
  #setState(state) {
    this.state = state;
    this.element.dataset.state = state;
  }

  /** @param {number} durationMs @param {Blob | null} thumbnail */
  #showOpened(durationMs, thumbnail) {
    this.#durationMs = durationMs;
    this.#progress.max = durationMs;
    this.#progress.value = 0;
    this.#progress.hidden = false;
    this.#chart.hidden = false;
    if (!thumbnail) return;
    this.thumbnail = thumbnail;
    URL.revokeObjectURL(this.#thumbnailUrl); // of an analysis that was stopped
    this.#thumbnailUrl = URL.createObjectURL(thumbnail);
    this.#thumbnail.replaceChildren(html('img', { src: this.#thumbnailUrl, alt: '' }));
  }

  /** @param {number} atMs @param {number} speed video time per real time */
  #showProgress(atMs, speed) {
    this.#progress.value = atMs;
    this.#status.textContent = this.#strings.video.analyzing(
      formatTime(atMs / 1000),
      formatDuration(this.#durationMs),
      speed,
    );
    this.#drawTimeline();
  }

  #drawTimeline() {
    this.#timeline.show({ recording: this.recording, track: this.#track, from: 0, to: this.#durationMs });
  }

  /** The track whose timeline is shown. */
  get #track() {
    const { tracks } = this.recording;
    return tracks.get(this.#shownTrack ?? -1) ?? tracks.values().next().value;
  }

  /** Shows the finished recording. @param {string} status */
  #finish(status) {
    const { isEmpty } = this.recording;
    this.#setState('done');
    this.#progress.hidden = true;
    this.#exports.hidden = isEmpty;
    this.#chart.hidden = isEmpty;
    this.#status.textContent = status;
    this.#shownTrack = this.recording.summarize()[0]?.id;
    if (!isEmpty) this.#drawTimeline();
    this.#summary.replaceChildren(
      ...renderSummary(this.recording, this.#strings.summary, this.#commonStrings.emotions, (id) => {
        this.#shownTrack = id;
        this.#drawTimeline();
        this.#chart.scrollIntoView({ block: 'nearest' });
      }),
    );
  }

  /** Shows what was analyzed before the stop; lets the video wait again if that is nothing. @param {number} atMs */
  #stop(atMs) {
    if (atMs || !this.recording.isEmpty) {
      this.#finish(this.#strings.video.stopped(formatTime(atMs / 1000), formatDuration(this.#durationMs)));
      return;
    }
    this.#setState('waiting');
    this.#progress.hidden = true;
    this.#chart.hidden = true;
    this.#status.textContent = this.#strings.waiting;
  }

  /** @param {unknown} error */
  #fail(error) {
    this.failure = failureText(error, this.#strings, this.#commonStrings);
    this.#setState('failed');
    this.#progress.hidden = true;
    this.#chart.hidden = true;
    this.#status.textContent = this.failure;
  }

  /** Returns the faces with track ids that start from 1 in this video. @param {Face[]} faces @returns {Face[]} */
  #withOwnTrackIds(faces) {
    return faces.map((face) => {
      if (!face.track) return face;
      const id = this.#trackIds.get(face.track.id) ?? this.#trackIds.size + 1;
      this.#trackIds.set(face.track.id, id);
      return { ...face, track: { ...face.track, id } };
    });
  }

  /** Returns the picture of the timeline that is shown. */
  #drawCard() {
    const { recording } = this;
    const track = this.#track;
    return drawCard({
      recording,
      track,
      timeline: this.#timeline,
      title: this.name,
      about: [
        this.#strings.image.title,
        new Date(recording.startedAt).toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' }),
        this.duration,
        ...(track && recording.tracks.size > 1 ? [recording.nameOf(track.id, this.#strings.summary.face)] : []),
      ],
      names: this.#commonStrings.emotions,
      caveat: this.#strings.contactSheetNotice,
    });
  }
}

/** Returns a duration as 1:05, rounded to the nearest second; `formatTime` alone rounds down. @param {number} ms */
function formatDuration(ms) {
  return formatTime(Math.round(ms / 1000));
}
