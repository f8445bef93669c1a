/** The page "Pictures and films": wires intake, queue, contact sheet and exports together. */
import { html, query } from '../../package/ui/dom.js';
import { keepFocus } from '../../package/ui/focus.js';
import { icon } from '../../package/ui/icons.js';
import { sharedStyle } from '../../package/ui/style.js';
import { registerServiceWorker } from '../offline/register.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { strings as english } from '../locales/en/files.js';
import { language, pageStrings } from '../../package/locales/language.js';
import { messageFor, stringsFor } from '../../package/locales/messages.js';
import { countsOf, toCsv, toJson } from './faces-table.js';
import { takeFiles } from './intake.js';
import { Picture } from './image.js';
import { Queue } from './queue.js';
import { downloadFile } from '../export/download.js';
import { sheetPicture } from './contact-sheet.js';

/** By its name where the system does not tell a file's type. */
const FILM = /\.(mp4|m4v|mov|webm|mkv|avi|mpe?g|ts|wmv|flv|3gp|mp3|m4a|wav|flac|ogg|opus)$/i;

document.adoptedStyleSheets = [sharedStyle()];
const words = await pageStrings(english, {
  de: () => import('../locales/de/files.js'),
  fr: () => import('../locales/fr/files.js'),
});
const faceWords = stringsFor(language());
const page = query('#files', HTMLElement);
const sheet = query('#sheet', HTMLElement);
const tiles = query('#tiles', HTMLElement);
const amount = query('#sheet-amount', HTMLElement);
const stop = query('#stop', HTMLButtonElement);
const goOn = query('#go-on', HTMLButtonElement);
const choose = query('#choose', HTMLButtonElement);
const print = query('#print', HTMLButtonElement);
const progress = query('progress', HTMLProgressElement, sheet);
const trouble = query('.trouble', HTMLElement, sheet);
const total = query('.total', HTMLElement, sheet);
const counts = query('.counts', HTMLElement, sheet);
const queue = new Queue();

/** @returns {Picture[]} */
const pictures = () => queue.files.filter((file) => file instanceof Picture);

/** @param {File[]} files */
async function add(files) {
  const isFilm = (/** @type {File} */ { type, name }) =>
    /^(video|audio)\//.test(type) || (!type.startsWith('image/') && FILM.test(name));
  // With it comes the chart.
  const film = files.some(isFilm) ? await import('./video.js') : null;
  const added = files.map((file) =>
    film && isFilm(file) ? new film.Film(file, words, faceWords) : new Picture(file, words, faceWords),
  );
  queue.files.push(...added);
  tiles.append(...added.map(({ element }) => element));
  queue.run();
  show();
}

function show() {
  const { files, done, isRunning, loading } = queue;
  const isEmpty = !files.length;
  page.dataset.view = isEmpty ? 'empty' : 'sheet';
  sheet.hidden = isEmpty;
  progress.hidden = stop.hidden = !isRunning;
  if (loading) {
    amount.textContent = words.loading(faceWords.download.amount(loading.loaded, loading.total));
    progress.removeAttribute('value');
  } else {
    progress.max = files.length;
    progress.value = done;
    amount.textContent = isRunning
      ? words.progress(done, files.length)
      : done < files.length
        ? words.stopped(done, files.length)
        : '';
  }
  goOn.hidden = isRunning || done === files.length;
  goOn.textContent = words.goOn(files.length - done);
  const isRead = (/** @type {{ state: string }} */ { state }) => state === 'read';
  /** @type {HTMLElement} */ for (const button of sheet.querySelectorAll('.export'))
    (button).hidden = isRunning || !pictures().some(isRead);
  print.hidden = isRunning || !files.some(isRead); // films too
  showTrouble();
  if (isRunning) total.textContent = '';
  else showTotal();
  counts.hidden = isRunning;
  keepFocus([choose]);
}

function showTrouble() {
  const message = queue.trouble ? messageFor(faceWords, queue.trouble) : null;
  trouble.hidden = !message;
  const said = message ? `${message.title}. ${message.text}` : '';
  if (trouble.textContent !== said) trouble.textContent = said;
}

/** What all of it comes to. */
function showTotal() {
  const read = pictures().filter(({ state }) => state === 'read');
  const films = queue.files.filter((file) => !(file instanceof Picture) && file.state === 'read').length;
  const { faces, unreadable, emotions } = countsOf(read);
  const failed = queue.files.filter(({ state }) => state === 'failed').length;
  total.textContent = words.total(read.length, films, faces, unreadable, failed);
  counts.replaceChildren(
    ...emotions
      .filter(({ count }) => count)
      .sort((one, other) => other.count - one.count)
      .map(({ emotion, count }) =>
        html(
          'li',
          { 'data-emotion': emotion },
          icon('', emotion),
          html('strong', {}, String(count)),
          ` ${faceWords.emotions[emotion]}`,
        ),
      ),
  );
}

/** @param {string} type */
const nameOf = (type) => `emosense-${new Date().toISOString().slice(0, 10)}.${type}`;

function wire() {
  const input = query('#files-input', HTMLInputElement);
  takeFiles(input, add);
  choose.addEventListener('click', () => input.click());
  stop.addEventListener('click', () => queue.stop());
  goOn.addEventListener('click', () => queue.run());
  query('#clear', HTMLButtonElement).addEventListener('click', () => queue.clear());
  query('#csv', HTMLButtonElement).addEventListener('click', () =>
    downloadFile(new Blob([toCsv(pictures())], { type: 'text/csv' }), nameOf('csv')),
  );
  query('#json', HTMLButtonElement).addEventListener('click', () =>
    downloadFile(new Blob([toJson(pictures())], { type: 'application/json' }), nameOf('json')),
  );
  query('#png', HTMLButtonElement).addEventListener('click', async () => {
    const read = pictures().filter(({ state }) => state === 'read');
    downloadFile(await sheetPicture(read, words, faceWords), nameOf('png'));
  });
  print.addEventListener('click', () => window.print());
  queue.onchange = show;
}

const missing = missingFeatures();
if (missing.length) {
  const { title, text } = faceWords.unsupported(missing);
  /** @type {HTMLElement} */ (document.querySelector('.drop-lead')).textContent = `${title}. ${text}`;
  choose.disabled = true;
} else {
  wire();
  // Fetched while the notice is read; nothing is kept before the page has what it needs itself.
  queue
    .prepare()
    .catch(() => {})
    .then(() => registerServiceWorker());
}
document.getElementById('boot')?.remove();
