/** The page of places: counts the faces before the camera for a named place, and compares what was counted there and elsewhere. */
import { ResultView } from '../../package/ui/result-view.js';
import { html, query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { sharedStyle } from '../../package/ui/style.js';
import { registerServiceWorker } from '../offline/register.js';
import { downloadFile } from '../export/download.js';
import { Session } from '../../package/session/session.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { strings as english } from '../locales/en/places.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { stringsFor } from '../../package/locales/messages.js';
import { Census } from './visitor-counter.js';
import { byPlace, colorOf, interval, tableOf } from './comparison.js';
import { happinessIndex } from './happiness-index.js';
import { HoursChart } from './hours-chart.js';
import { all, count, fromJson, merge, remove, toCsv, toJson } from './places-store.js';

const ownWords = await pageStrings(english, {
  de: () => import('../locales/de/places.js'),
  fr: () => import('../locales/fr/places.js'),
});
const words = stringsFor(language());
const placeInput = query('#place', HTMLInputElement);
const status = query('#compare-status', HTMLElement);
const period = query('#period', HTMLSelectElement);
const display = new ResultView(
  {
    stage: query('#stage', HTMLElement),
    overlay: query('#overlay', SVGSVGElement),
    cards: query('#cards', HTMLElement),
    announcement: query('#announcement', HTMLElement),
  },
  words,
);
const session = new Session(query('#video', HTMLVideoElement));
const chart = new HoursChart(query('#hours', HTMLElement));

/** Of the place that is being counted, since the start. @type {import('./happiness-index.js').Count} */
let sum = { people: 0, happy: 0 };
/** @type {Census | null} */
let census = null;
/** What is shown of the numbers is only changed where it changed. */
let shown = '';

session.onProgress = () => display.showProgress(session);
session.onState = () => {
  display.showState(session);
  if (session.state === 'stopped' || session.state === 'error') finish();
};
session.onResult = (result) => {
  display.mirrored = session.facesUser;
  display.showResult(result, 'camera');
  census?.take(result.faces, performance.now());
  showNow();
};

/** @param {string} place */
function start(place) {
  sum = { people: 0, happy: 0 };
  census = new Census((happy) => counted(place, happy));
  document.body.dataset.step = 'during';
  query('#now-place', HTMLElement).textContent = place;
  shown = '';
  showNow();
  query('#stop', HTMLButtonElement).focus({ preventScroll: true });
  session.openCamera({});
}

function finish() {
  census?.end();
  census = null;
  document.body.dataset.step = 'before';
}

/** @param {string} place @param {number} happy */
async function counted(place, happy) {
  sum.people++;
  sum.happy += happy;
  try {
    await count(place, happy);
    await compare();
  } catch (error) {
    tellTrouble(error);
  }
}

function showNow() {
  const found = happinessIndex([sum]);
  const present = census?.present ?? 0;
  const said = found
    ? ownWords.now(Math.round(found.low), Math.round(found.high), found.people, present)
    : ownWords.waiting(present);
  if (said === shown) return;
  shown = said;
  query('#now-words', HTMLElement).textContent = said;
  query('#now-index', HTMLElement).textContent = found ? ownWords.index(Math.round(found.index)) : '–';
  query('#now-interval', HTMLElement).replaceChildren(...(found ? [interval(found)] : []));
}

async function compare() {
  const hours = await all();
  const places = byPlace(hours.filter(({ hour }) => isInPeriod(hour)));
  query('#known-places', HTMLElement).replaceChildren(
    ...[...byPlace(hours).keys()].map((place) => html('option', { value: place })),
  );
  query('#compared', HTMLElement).hidden = !places.size;
  for (const id of ['csv', 'json']) query(`#${id}`, HTMLButtonElement).hidden = !places.size;
  status.textContent = places.size ? '' : ownWords.none;
  query('#places-table', HTMLElement).replaceChildren(
    tableOf(places, ownWords, async (place) => {
      await remove(place);
      await compare();
      period.focus(); // the button has gone
    }),
  );
  const named = [...places].map(([place, own], index) => ({ place, hours: own, color: colorOf(index) }));
  if (places.size) chart.show(named);
  query('#legend', HTMLElement).replaceChildren(
    ...named.map(({ place, color }) => {
      const swatch = html('span', { class: 'swatch' });
      swatch.style.setProperty('--face', color);
      return html('li', {}, swatch, ` ${place}`);
    }),
  );
}

/** @param {string} hour */
function isInPeriod(hour) {
  if (!period.value) return true;
  const first = new Date();
  first.setHours(0, 0, 0, 0);
  first.setDate(first.getDate() + 1 - Number(period.value));
  return new Date(`${hour}:00`) >= first;
}

/** @param {unknown} error */
function tellTrouble(error) {
  const { code } = /** @type {{ code?: string }} */ (error);
  status.textContent = ownWords.trouble[code ?? ''] ?? ownWords.trouble['storage-unavailable'];
}

/** @param {string} type @param {(hours: import('./places-store.js').Hour[]) => string} text */
async function exportAs(type, text) {
  const hours = (await all()).filter(({ hour }) => isInPeriod(hour));
  const blob = new Blob([text(hours)], { type: type === 'csv' ? 'text/csv' : 'application/json' });
  downloadFile(blob, `emosense-places-${new Date().toISOString().slice(0, 10)}.${type}`);
}

/** @param {File[]} files */
async function mergeFiles(files) {
  /** @type {string[]} */
  const said = [];
  for (const file of files) {
    try {
      const hours = fromJson(JSON.parse(await file.text()));
      await merge(hours);
      said.push(ownWords.merged(hours.length, byPlace(hours).size));
    } catch (error) {
      const { code = '', message } = /** @type {{ code?: string, message: string }} */ (error);
      said.push(
        ownWords.notMerged(
          file.name,
          error instanceof SyntaxError ? ownWords.noJson : (ownWords.trouble[code] ?? message),
        ),
      );
    }
  }
  await compare();
  status.textContent = said.join(' ');
}

function wire() {
  query('#start', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    start(placeInput.value.trim());
  });
  placeInput.addEventListener('input', () => placeInput.setCustomValidity(placeInput.value.trim() ? '' : ' '));
  query('#stop', HTMLButtonElement).addEventListener('click', () => {
    session.stop();
    query('#count', HTMLButtonElement).focus({ preventScroll: true });
  });
  query('#retry', HTMLButtonElement).addEventListener('click', () => start(placeInput.value.trim()));
  period.addEventListener('change', compare);
  query('#csv', HTMLButtonElement).addEventListener('click', () => exportAs('csv', toCsv));
  query('#json', HTMLButtonElement).addEventListener('click', () =>
    exportAs('json', (hours) => JSON.stringify(toJson(hours))),
  );
  const file = query('#merge-file', HTMLInputElement);
  query('#merge', HTMLButtonElement).addEventListener('click', () => file.click());
  onFilesChosen(file, mergeFiles);
  addEventListener('pagehide', () => census?.end());
}

document.adoptedStyleSheets = [sharedStyle()];
const missing = missingFeatures();
if (missing.length) display.stage.showMessage(words.unsupported(missing));
else wire();
await compare().catch(tellTrouble);
registerServiceWorker();
