/** The page "Photos and videos": wires file input, queue, tiles and exports together. */

import { MAX_FILES } from '../../package/domain/limits.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { messageFor, stringsFor } from '../../package/locales/messages.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { query } from '../../package/ui/dom.js';
import { keepFocus } from '../../package/ui/focus.js';
import { KeyedList } from '../../package/ui/keyed-list.js';
import { sharedStyle } from '../../package/ui/style.js';
import { downloadFile } from '../export/download.js';
import { sharingButton } from '../export/image-sharing.js';
import { localDay } from '../export/local-time.js';
import { strings as english } from '../locales/en/files.js';
import { registerServiceWorker } from '../offline/register.js';
import { openableSettings } from '../settings/settings-button.js';
import { Analyzer } from './analyzer.js';
import { createContactSheet } from './contact-sheet.js';
import { DetailView } from './detail-view.js';
import { failureText } from './failure-text.js';
import { FileError } from './file-error.js';
import { acceptFiles } from './file-sources.js';
import { ImageItem } from './image-item.js';
import { countFaces, toCsv, toJson } from './image-results.js';
import { FileQueue } from './queue.js';
import { TileFilter } from './tile-filter.js';

/** @import { Refused } from './file-sources.js' */
/** @import { Item } from './queue.js' */

/** Names of videos and sound files, for systems that do not tell a file's type. */
const MEDIA_NAME = /\.(mp4|m4v|mov|webm|mkv|avi|mpe?g|ts|wmv|flv|3gp|mp3|m4a|wav|flac|ogg|opus)$/i;

/** How many paths a message lists. */
const SHOWN_PATHS = 3;

document.adoptedStyleSheets = [sharedStyle()];
const strings = await pageStrings(english, {
  de: () => import('../locales/de/files.js'),
  fr: () => import('../locales/fr/files.js'),
});
const commonStrings = stringsFor(language());
const page = query('#files', HTMLElement);
const results = query('#results', HTMLElement);
const progressText = query('#progress-text', HTMLElement);
const stopButton = query('#stop', HTMLButtonElement);
const resumeButton = query('#resume', HTMLButtonElement);
const chooseButton = query('#choose', HTMLButtonElement);
const printButton = query('#print', HTMLButtonElement);
const sheetButton = query('#contact-sheet', HTMLButtonElement);
/** Null if the browser can pass on no images. */
const sheetSharingButton = sharingButton(drawContactSheet, () => exportName('png'), strings.image, showExportError);
const pictureButtons = [printButton, sheetButton, ...(sheetSharingButton ? [sheetSharingButton] : [])];
const progress = query('progress', HTMLProgressElement, results);
const errorText = query('.error', HTMLElement, results);
const refusedText = query('#refused', HTMLElement);
const total = query('.total', HTMLElement, results);
const tools = query('.tile-tools', HTMLElement, results);
const removedBar = query('#removed', HTMLElement);
const removedText = query('p', HTMLElement, removedBar);
const undoButton = query('#undo', HTMLButtonElement);
const exportButtons = /** @type {NodeListOf<HTMLButtonElement>} */ (results.querySelectorAll('.export'));
const queue = new FileQueue();
const analyzer = new Analyzer(queue, show);
const names = { ...commonStrings.emotions, ...strings.groups };
const filter = new TileFilter(
  query('.counts', HTMLElement, tools),
  query('#order', HTMLSelectElement),
  names,
  showTiles,
);
/** @type {KeyedList<Item>} */
const tiles = new KeyedList(query('#tiles', HTMLElement), ({ element }) => ({ element, update: () => {} }));
const detail = new DetailView(strings, commonStrings);

/** @returns {ImageItem[]} */
const images = () => queue.items.filter((item) => item instanceof ImageItem);
const analyzedImages = () => images().filter(isDone);
const analyzedItems = () => queue.items.filter(isDone);

/** @param {{ state: string }} item */
function isDone({ state }) {
  return state === 'done';
}

/** @param {File} file */
function isVideo({ type, name }) {
  return /^(video|audio)\//.test(type) || (!type.startsWith('image/') && MEDIA_NAME.test(name));
}

/** @param {File[]} files @param {Refused} refused */
async function add(files, { unreadable, areTooMany }) {
  const problems = [
    ...(unreadable.length ? [strings.unreadable(unreadable.length, listFirst(unreadable))] : []),
    ...(areTooMany ? [strings.tooManyFiles(MAX_FILES)] : []),
  ];
  refusedText.textContent = problems.join(' ');
  refusedText.hidden = !problems.length;
  if (!files.length) return;
  // Loads the chart library only if there is a video.
  const video = files.some(isVideo) ? await import('./video-item.js').catch(() => null) : null;
  const items = files.map((file) => {
    if (video && isVideo(file)) return new video.VideoItem(file, strings, commonStrings);
    const item = new ImageItem(file, strings, commonStrings);
    if (isVideo(file)) item.fail(new FileError('no-worker')); // the part of the page for videos could not be loaded
    return item;
  });
  queue.add(items);
  analyzer.run();
  show();
}

/** @param {string[]} paths */
function listFirst(paths) {
  const shown = paths.slice(0, SHOWN_PATHS);
  return [...shown, ...(shown.length < paths.length ? ['…'] : [])].join(', ');
}

/** Removes items; the person can undo it until they remove something else. @param {Item[]} items */
function remove(items) {
  refusedText.hidden = true;
  if (items.length === queue.items.length) analyzer.stop();
  else analyzer.skip(items);
  queue.remove(items);
  show();
  undoButton.focus({ preventScroll: true });
}

function undo() {
  queue.restore();
  show();
}

function show() {
  const { items, doneCount } = queue;
  const { isRunning } = analyzer;
  const isEmpty = !items.length;
  page.dataset.view = isEmpty ? 'empty' : 'results';
  results.hidden = isEmpty;
  progress.hidden = stopButton.hidden = !isRunning;
  showProgress();
  resumeButton.hidden = isRunning || doneCount === items.length;
  resumeButton.textContent = strings.resume(items.length - doneCount);
  for (const button of exportButtons) button.hidden = isRunning || !analyzedImages().length;
  for (const button of pictureButtons) button.hidden = isRunning || !analyzedItems().length; // these show videos, too
  showError();
  if (isRunning) total.textContent = '';
  else showTotal();
  tools.hidden = isRunning;
  removedBar.hidden = !queue.removedCount;
  removedText.textContent = strings.removed(queue.removedCount);
  showTiles();
  keepFocus([chooseButton]);
}

function showTiles() {
  filter.offer(queue.items);
  tiles.show(filter.apply(queue.items).map((item) => [item, item]));
}

/** Does what the button of a tile says. @param {MouseEvent} event */
function pressTile({ target }) {
  const button = /** @type {Element} */ (target).closest('.open, .remove');
  const item = queue.items.find(({ element }) => button && element.contains(button));
  if (!item) return;
  if (button?.matches('.remove')) remove([item]);
  else if (item instanceof ImageItem) {
    detail.open(/** @type {ImageItem[]} */ (filter.apply(analyzedImages())), item);
  }
}

function showProgress() {
  const { items, doneCount } = queue;
  const { isRunning, loading } = analyzer;
  if (loading) {
    progressText.textContent = strings.loading(commonStrings.download.amount(loading.loaded, loading.total));
    progress.removeAttribute('value');
    return;
  }
  progress.max = items.length;
  progress.value = doneCount;
  if (isRunning) progressText.textContent = strings.progress(doneCount, items.length);
  else progressText.textContent = doneCount < items.length ? strings.stopped(doneCount, items.length) : '';
}

function showError() {
  const message = analyzer.errorCode ? messageFor(commonStrings, analyzer.errorCode) : null;
  errorText.hidden = !message;
  const text = message ? `${message.title}. ${message.text}` : '';
  if (errorText.textContent !== text) errorText.textContent = text; // screen readers announce every change
}

/** Shows how many files and faces there are. */
function showTotal() {
  const analyzed = analyzedImages();
  const { faces, unclassified } = countFaces(analyzed);
  total.textContent = strings.total({
    images: analyzed.length,
    videos: queue.items.filter((item) => !(item instanceof ImageItem) && isDone(item)).length,
    faces,
    unclassified,
    failed: queue.items.filter(({ state }) => state === 'failed').length,
  });
}

/** @param {string} extension */
function exportName(extension) {
  return `emosense-${localDay()}.${extension}`;
}

function drawContactSheet() {
  const date = new Date().toLocaleDateString(document.documentElement.lang, { dateStyle: 'long' });
  const title = { title: query('h1', HTMLElement).textContent, about: `${date} · ${total.textContent}` };
  return createContactSheet(analyzedItems(), title, { strings, commonStrings });
}

async function downloadContactSheet() {
  try {
    downloadFile(await drawContactSheet(), exportName('png'));
  } catch (error) {
    showExportError(error);
  }
}

/** @param {unknown} error */
function showExportError(error) {
  errorText.textContent = failureText(error, strings, commonStrings);
  errorText.hidden = false;
}

function addListeners() {
  const input = query('#files-input', HTMLInputElement);
  acceptFiles(input, add);
  chooseButton.addEventListener('click', () => input.click());
  stopButton.addEventListener('click', () => analyzer.stop());
  resumeButton.addEventListener('click', () => analyzer.run());
  query('#clear', HTMLButtonElement).addEventListener('click', () => remove(queue.items));
  undoButton.addEventListener('click', undo);
  query('#tiles', HTMLElement).addEventListener('click', pressTile);
  query('#csv', HTMLButtonElement).addEventListener('click', () =>
    downloadFile(new Blob([toCsv(images())], { type: 'text/csv' }), exportName('csv')),
  );
  query('#json', HTMLButtonElement).addEventListener('click', () =>
    downloadFile(new Blob([toJson(images())], { type: 'application/json' }), exportName('json')),
  );
  sheetButton.addEventListener('click', downloadContactSheet);
  if (sheetSharingButton) sheetButton.after(sheetSharingButton);
  printButton.addEventListener('click', () => window.print());
}

const missing = missingFeatures();
if (missing.length) {
  const { title, text } = commonStrings.unsupported(missing);
  query('.drop-lead', HTMLElement).textContent = `${title}. ${text}`;
  chooseButton.disabled = true;
} else {
  addListeners();
  // Loads the recognizer while people read the notice; the service worker comes last, so that it delays nothing.
  analyzer
    .prepare()
    .catch(() => {})
    .then(() => registerServiceWorker());
}
openableSettings();
document.getElementById('boot')?.remove();
