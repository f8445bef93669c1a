/** The page of places: counts the visitors of a place, and compares the counts of all places. */

import { formatTime } from '../../package/domain/time.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { Session } from '../../package/session/session.js';
import { html, query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { bringIntoView } from '../../package/ui/focus.js';
import { KeyedList } from '../../package/ui/keyed-list.js';
import { ResultView } from '../../package/ui/result-view.js';
import { sharedStyle } from '../../package/ui/style.js';
import { showChartFailure } from '../charts/chart-failure.js';
import { downloadFile } from '../export/download.js';
import { localDay } from '../export/local-time.js';
import { ImportError } from '../import/import-error.js';
import { readJsonFile } from '../import/json-file.js';
import { strings as english } from '../locales/en/places.js';
import { registerServiceWorker } from '../offline/register.js';
import { RunningTask } from '../running/running-task.js';
import { openableSettings } from '../settings/settings-button.js';
import { Counting } from './counting.js';
import { CountingTimer } from './counting-timer.js';
import { CurrentCount } from './current-count.js';
import { parseExport, toCsv, toJson } from './places-export.js';
import { deletePlace, importHours, loadHours } from './places-store.js';
import { colorSwatch, groupByPlace, PlacesTable, placeColor } from './places-table.js';
import { addSignListeners } from './sign.js';

/** @import { HoursChart, Series } from './hours-chart.js' */
/** @import { Hour } from './places-store.js' */

const strings = await pageStrings(english, {
  de: () => import('../locales/de/places.js'),
  fr: () => import('../locales/fr/places.js'),
});
const commonStrings = stringsFor(language());
const placeInput = query('#place', HTMLInputElement);
const agree = query('#agree', HTMLInputElement);
const limit = query('#limit', HTMLSelectElement);
const ended = query('#ended', HTMLElement);
const status = query('#compare-status', HTMLElement);
const period = query('#period', HTMLSelectElement);
const resultView = new ResultView(
  {
    stage: query('#stage', HTMLElement),
    overlay: query('#overlay', SVGSVGElement),
    cards: query('#cards', HTMLElement),
    announcement: query('#announcement', HTMLElement),
  },
  commonStrings,
);
const session = new Session(query('#video', HTMLVideoElement));
const chartContainer = query('#hours', HTMLElement);
/** Loaded when there is something to draw. @type {Promise<HoursChart> | null} */
let chart = null;

const table = new PlacesTable(query('#places-table', HTMLElement), strings, (place) =>
  tryTo(async () => {
    await deletePlace(place);
    await showComparison();
    period.focus(); // the pressed button has disappeared
  }),
);
const MINUTE_MS = 60_000;
/** By place. @type {KeyedList<string>} */
const knownPlaces = new KeyedList(query('#known-places', HTMLElement), (place) => ({
  element: html('option', { value: place }),
  update: () => {},
}));

/** What is counted now, or was counted last. @type {Counting | null} */
let counting = null;
/** What came of what the person asked for last; empty if there is nothing to say. */
let message = '';
/** What there is to say about the comparison; empty for nothing. */
let hint = '';
/** Runs from the first frame of the counting. @type {CountingTimer | null} */
let timer = null;
const currentCount = new CurrentCount(strings);
const task = new RunningTask(() => counting?.hasUnsaved ?? false);

session.onProgress = () => resultView.showProgress(session);
session.onState = () => {
  resultView.showState(session);
  if (session.state === 'opening' || session.state === 'error') bringIntoView(query('#stage', HTMLElement));
  if (session.state === 'paused') {
    counting?.pause();
    showCurrentCount();
  }
  if (session.state === 'stopped' || session.state === 'error') finishCounting();
  if (session.state === 'error') showStage();
};
session.onResult = (result) => {
  resultView.mirrored = session.facesUser;
  resultView.showResult(result, 'camera');
  if (!counting) return;
  timer ??= new CountingTimer(Number(limit.value) * MINUTE_MS, showCurrentCount, () => session.stop());
  counting.update(result.faces);
  showCurrentCount();
};

function startCounting() {
  counting = new Counting(placeInput.value.trim(), () => showComparison().catch(showError), showError);
  task.start();
  document.body.dataset.step = 'during';
  ended.hidden = true;
  showCurrentCount();
  query('#stop', HTMLButtonElement).focus({ preventScroll: true });
  showStage();
  session.openCamera({});
}

/** Ends the count; does nothing if none runs. */
function finishCounting() {
  if (document.body.dataset.step === 'before') return;
  counting?.end();
  task.end();
  document.body.dataset.step = 'before';
  if (counting && timer) {
    const { place, count } = counting;
    const duration = formatTime(timer.elapsedMs / 1000);
    ended.textContent = strings.ended(place, count.people, duration, timer.endsAt <= new Date());
    ended.hidden = false;
  }
  timer?.stop();
  timer = null;
}

function showCurrentCount() {
  if (counting) currentCount.show(counting, timer);
}

/** Brings the camera, or the error in its place, into view: on a phone it is above the form. */
function showStage() {
  query('#stage', HTMLElement).scrollIntoView({ block: 'nearest' });
}

async function showComparison() {
  const allHours = await loadHours();
  const places = groupByPlace(allHours.filter(({ hour }) => isInPeriod(hour)));
  knownPlaces.show([...groupByPlace(allHours).keys()].map((place) => [place, place]));
  query('#compared', HTMLElement).hidden = !places.size;
  for (const id of ['csv', 'json']) query(`#${id}`, HTMLButtonElement).hidden = !places.size;
  hint = places.size ? '' : strings.none;
  showStatus();
  table.show(places);
  const series = [...places].map(([place, hours], position) => ({ place, hours, color: placeColor(position) }));
  if (series.length) showChart(series);
  else showHint(true);
  query('#legend', HTMLElement).replaceChildren(
    ...series.map(({ place, color }) => html('li', {}, colorSwatch(color), ` ${place}`)),
  );
}

/** Shows the hint that some hours have too few people for the chart. @param {boolean} showsEveryHour of the chart */
function showHint(showsEveryHour) {
  query('#few-hours', HTMLElement).hidden = showsEveryHour;
}

/** Draws the chart, or says in its place that the browser refuses it: counting and the table go on. */
async function showChart(/** @type {Series[]} */ series) {
  chart ??= import('./hours-chart.js').then(({ HoursChart }) => {
    chartContainer.replaceChildren(); // a failure of before
    return new HoursChart(chartContainer);
  });
  try {
    showHint((await chart).show(series));
  } catch {
    chart = null; // the next count tries again
    showChartFailure(chartContainer, strings.chartFailed);
  }
}

/** @param {string} hour */
function isInPeriod(hour) {
  if (!period.value) return true;
  const firstDay = new Date();
  firstDay.setHours(0, 0, 0, 0);
  firstDay.setDate(firstDay.getDate() + 1 - Number(period.value));
  return new Date(`${hour}:00`) >= firstDay;
}

/** Runs what the person asked for; if it fails, shows why. @param {() => Promise<void>} action */
function tryTo(action) {
  message = '';
  return action().catch(showError);
}

function showStatus() {
  status.textContent = message || hint;
}

/** @param {unknown} error */
function showError(error) {
  const { code } = /** @type {{ code?: string }} */ (error);
  message = strings.errors[code ?? ''] ?? strings.errors['storage-unavailable'];
  showStatus();
}

/** @param {'csv' | 'json'} extension @param {string} type @param {(hours: Hour[]) => string} format */
async function exportHours(extension, type, format) {
  const hours = (await loadHours()).filter(({ hour }) => isInPeriod(hour));
  const name = `emosense-places-${localDay()}.${extension}`;
  downloadFile(new Blob([format(hours)], { type }), name);
}

/** @param {File[]} files */
async function importFiles(files) {
  /** @type {string[]} */
  const results = [];
  for (const file of files) results.push(await importFile(file));
  message = results.join(' ');
  await showComparison();
}

/** Imports a file and returns the result as text. @param {File} file */
async function importFile(file) {
  try {
    const hours = parseExport(await readJsonFile(file));
    await importHours(hours);
    return strings.imported(hours.length, groupByPlace(hours).size);
  } catch (error) {
    if (!(error instanceof ImportError)) throw error;
    return strings.notImported(file.name, strings.importErrors[error.code](error.message));
  }
}

function addListeners() {
  query('#start', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    startCounting();
  });
  placeInput.addEventListener('input', () => {
    placeInput.setCustomValidity(placeInput.value.trim() ? '' : ' ');
    agree.checked = false; // who was informed at one place was not at another
  });
  addSignListeners();
  query('#stop', HTMLButtonElement).addEventListener('click', () => {
    session.stop();
    query('#count', HTMLButtonElement).focus({ preventScroll: true });
  });
  // Through the form, which needs the place and the tick.
  query('#retry', HTMLButtonElement).addEventListener('click', () => query('#start', HTMLFormElement).requestSubmit());
  period.addEventListener('change', () => tryTo(showComparison));
  query('#csv', HTMLButtonElement).addEventListener('click', () => tryTo(() => exportHours('csv', 'text/csv', toCsv)));
  query('#json', HTMLButtonElement).addEventListener('click', () =>
    tryTo(() => exportHours('json', 'application/json', toJson)),
  );
  const input = query('#import-file', HTMLInputElement);
  query('#import', HTMLButtonElement).addEventListener('click', () => input.click());
  onFilesChosen(input, (files) => tryTo(() => importFiles(files)));
  addEventListener('pagehide', () => session.isOn && session.stop());
}

document.adoptedStyleSheets = [sharedStyle()];
const missing = missingFeatures();
if (missing.length) resultView.stage.showMessage(commonStrings.unsupported(missing));
else addListeners();
openableSettings({ onDeleted: () => tryTo(showComparison) });
await tryTo(showComparison);
registerServiceWorker();
