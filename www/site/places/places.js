/** The page of places: counts the visitors of a place, and compares the counts of all places. */
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { Session } from '../../package/session/session.js';
import { html, query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { ResultView } from '../../package/ui/result-view.js';
import { sharedStyle } from '../../package/ui/style.js';
import { downloadFile } from '../export/download.js';
import { strings as english } from '../locales/en/places.js';
import { registerServiceWorker } from '../offline/register.js';
import { happinessIndex } from './happiness-index.js';
import { HoursChart } from './hours-chart.js';
import { parseExport, toCsv, toJson } from './places-export.js';
import { addVisitor, deletePlace, importHours, loadHours } from './places-store.js';
import { colorSwatch, groupByPlace, intervalBar, placeColor, placesTable } from './places-table.js';
import { VisitorCounter } from './visitor-counter.js';

/** @import { Count } from './happiness-index.js' */
/** @import { Hour } from './places-store.js' */

const strings = await pageStrings(english, {
  de: () => import('../locales/de/places.js'),
  fr: () => import('../locales/fr/places.js'),
});
const commonStrings = stringsFor(language());
const placeInput = query('#place', HTMLInputElement);
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
const chart = new HoursChart(query('#hours', HTMLElement));

/** The visitors counted since counting was started. @type {Count} */
let currentCount = { people: 0, happy: 0 };
/** @type {VisitorCounter | null} */
let visitorCounter = null;
/** The text about the current count; the page is updated only when it changes. */
let shownText = '';

session.onProgress = () => resultView.showProgress(session);
session.onState = () => {
  resultView.showState(session);
  if (session.state === 'paused') showAbsence();
  if (session.state === 'stopped' || session.state === 'error') finishCounting();
};
session.onResult = (result) => {
  resultView.mirrored = session.facesUser;
  resultView.showResult(result, 'camera');
  visitorCounter?.update(result.faces, performance.now());
  showCurrentCount();
};

function startCounting() {
  const place = placeInput.value.trim();
  currentCount = { people: 0, happy: 0 };
  visitorCounter = new VisitorCounter((happy) => countVisitor(place, happy));
  document.body.dataset.step = 'during';
  query('#current-place', HTMLElement).textContent = place;
  shownText = '';
  showCurrentCount();
  query('#stop', HTMLButtonElement).focus({ preventScroll: true });
  session.openCamera({});
}

/** Counts those in view: without new frames, nobody is known to be there any longer. */
function showAbsence() {
  visitorCounter?.finish();
  showCurrentCount();
}

function finishCounting() {
  visitorCounter?.finish();
  visitorCounter = null;
  document.body.dataset.step = 'before';
}

/** @param {string} place @param {number} happy share of time the visitor looked happy */
async function countVisitor(place, happy) {
  currentCount.people++;
  currentCount.happy += happy;
  try {
    await addVisitor(place, happy);
    await showComparison();
  } catch (error) {
    showError(error);
  }
}

function showCurrentCount() {
  const index = happinessIndex([currentCount]);
  const inView = visitorCounter?.inView ?? 0;
  const text = index ? strings.current(index, inView) : strings.waiting(inView);
  if (text === shownText) return;
  shownText = text;
  query('#current-text', HTMLElement).textContent = text;
  query('#current-index', HTMLElement).textContent = index ? strings.index(index) : '–';
  query('#current-interval', HTMLElement).replaceChildren(...(index ? [intervalBar(index)] : []));
}

async function showComparison() {
  const allHours = await loadHours();
  const places = groupByPlace(allHours.filter(({ hour }) => isInPeriod(hour)));
  query('#known-places', HTMLElement).replaceChildren(
    ...[...groupByPlace(allHours).keys()].map((place) => html('option', { value: place })),
  );
  query('#compared', HTMLElement).hidden = !places.size;
  for (const id of ['csv', 'json']) query(`#${id}`, HTMLButtonElement).hidden = !places.size;
  status.textContent = places.size ? '' : strings.none;
  query('#places-table', HTMLElement).replaceChildren(
    placesTable(places, strings, async (place) => {
      await deletePlace(place);
      await showComparison();
      period.focus(); // the pressed button has disappeared
    }),
  );
  const series = [...places].map(([place, hours], position) => ({ place, hours, color: placeColor(position) }));
  if (series.length) chart.show(series);
  query('#legend', HTMLElement).replaceChildren(
    ...series.map(({ place, color }) => html('li', {}, colorSwatch(color), ` ${place}`)),
  );
}

/** @param {string} hour */
function isInPeriod(hour) {
  if (!period.value) return true;
  const firstDay = new Date();
  firstDay.setHours(0, 0, 0, 0);
  firstDay.setDate(firstDay.getDate() + 1 - Number(period.value));
  return new Date(`${hour}:00`) >= firstDay;
}

/** @param {unknown} error */
function showError(error) {
  const { code } = /** @type {{ code?: string }} */ (error);
  status.textContent = strings.errors[code ?? ''] ?? strings.errors['storage-unavailable'];
}

/** @param {'csv' | 'json'} extension @param {string} type @param {(hours: Hour[]) => string} format */
async function exportHours(extension, type, format) {
  const hours = (await loadHours()).filter(({ hour }) => isInPeriod(hour));
  const name = `emosense-places-${new Date().toISOString().slice(0, 10)}.${extension}`;
  downloadFile(new Blob([format(hours)], { type }), name);
}

/** @param {File[]} files */
async function importFiles(files) {
  /** @type {string[]} */
  const results = [];
  for (const file of files) results.push(await importFile(file));
  await showComparison();
  status.textContent = results.join(' ');
}

/** Imports a file and returns the result as text. @param {File} file */
async function importFile(file) {
  try {
    const hours = parseExport(JSON.parse(await file.text()));
    await importHours(hours);
    return strings.imported(hours.length, groupByPlace(hours).size);
  } catch (error) {
    const { code = '', message } = /** @type {{ code?: string, message: string }} */ (error);
    const reason = error instanceof SyntaxError ? strings.notJson : (strings.errors[code] ?? message);
    return strings.notImported(file.name, reason);
  }
}

function addListeners() {
  query('#start', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    startCounting();
  });
  placeInput.addEventListener('input', () => placeInput.setCustomValidity(placeInput.value.trim() ? '' : ' '));
  query('#stop', HTMLButtonElement).addEventListener('click', () => {
    session.stop();
    query('#count', HTMLButtonElement).focus({ preventScroll: true });
  });
  query('#retry', HTMLButtonElement).addEventListener('click', startCounting);
  period.addEventListener('change', showComparison);
  query('#csv', HTMLButtonElement).addEventListener('click', () => exportHours('csv', 'text/csv', toCsv));
  query('#json', HTMLButtonElement).addEventListener('click', () => exportHours('json', 'application/json', toJson));
  const input = query('#import-file', HTMLInputElement);
  query('#import', HTMLButtonElement).addEventListener('click', () => input.click());
  onFilesChosen(input, importFiles);
  addEventListener('pagehide', () => visitorCounter?.finish());
}

document.adoptedStyleSheets = [sharedStyle()];
const missing = missingFeatures();
if (missing.length) resultView.stage.showMessage(commonStrings.unsupported(missing));
else addListeners();
await showComparison().catch(showError);
registerServiceWorker();
