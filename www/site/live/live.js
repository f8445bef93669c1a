/** The page: wires camera, pictures, recognizer, overlay and scores together, and goes from state to state. */
import { ResultView } from '../../package/ui/result-view.js';
import { query } from '../../package/ui/dom.js';
import { keepFocus } from '../../package/ui/focus.js';
import { icon } from '../../package/ui/icons.js';
import { sharedStyle } from '../../package/ui/style.js';
import { acceptLaunches } from '../offline/launch.js';
import { registerServiceWorker } from '../offline/register.js';
import { Session } from '../../package/session/session.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { accuracyOf } from '../locales/accuracy.js';
import { words as english } from '../locales/en/live.js';
import { language, pageWords } from '../../package/locales/language.js';
import { messageFor, wordsIn } from '../../package/locales/messages.js';
import { CustomModel } from './custom-model.js';
import { acceptPictures } from './image-input.js';
import { SeeInside } from './explain-button.js';

/** @typedef {import('../../package/client/client.js').Result} Result */

/** A number that changes more often cannot be read. */
const PACE_INTERVAL_MS = 500;

const video = query('#video', HTMLVideoElement);
const toggle = query('#toggle', HTMLButtonElement);
const cameraChoice = query('#camera', HTMLSelectElement);
const mirror = query('#mirror', HTMLInputElement);
const pace = query('#pace', HTMLElement);
const notice = query('#notice', HTMLDetailsElement);
const consent = query('#consent', HTMLButtonElement);
const input = query('#picture-input', HTMLInputElement);

const ownWords = await pageWords(english, {
  de: () => import('../locales/de/live.js'),
  fr: () => import('../locales/fr/live.js'),
});
const words = wordsIn(language());
const display = new ResultView(
  {
    stage: query('#stage', HTMLElement),
    overlay: query('#overlay', SVGSVGElement),
    cards: query('#cards', HTMLElement),
    announcement: query('#announcement', HTMLElement),
  },
  words,
);
const { stage, cards } = display;
const session = new Session(video);
const seeInside = new SeeInside(
  {
    button: query('#see-inside', HTMLButtonElement),
    section: query('#inside', HTMLElement),
    stage: query('#stage', HTMLElement),
    mirror,
    video,
    picture: query('#picture', HTMLCanvasElement),
  },
  session,
  words,
);
const ownNetwork = new CustomModel(query('#own-network', HTMLDetailsElement), useModel, ownWords.own, words.emotions);

/** Given once a visit, and kept nowhere. */
let consented = false;
/** Set once a person has chosen; until then the camera's direction decides. @type {boolean | undefined} */
let mirrorChosen;
/** The identifier of the camera a person has chosen, if any. */
let cameraChosen = '';
/** Loaded with the first live session or kept recording. @type {Promise<import('../recording/recorder.js').Recorder> | null} */
let recorder = null;
let paceShownAt = 0;

session.onProgress = () => display.showProgress(session);
session.onReady = (emotions) => {
  cards.emotions = emotions;
};
session.onState = onState;
session.onResult = onResult;
seeInside.onfail = () => stage.showHint(messageFor(words, 'load-failed').title);

/** @param {import('../../package/client/custom-model.js').Network | null} network */
async function useModel(network) {
  const { client } = session;
  seeInside.leave();
  await client.useModel(network);
  cards.emotions = client.emotions;
  if (stage.showsImage) session.retry(); // its scores are those of the network before
  return client.emotions;
}

function onState() {
  const { state, kind, error, isOn } = session;
  if (isOn && state !== 'running') showSession();
  seeInside.reset();
  running(isOn && kind === 'camera');
  requestAnimationFrame(() => keepFocus([toggle])); // when the page is laid out anyway: done here, this would be a task of over 50 ms
  if (state !== 'running') pace.textContent = '';
  display.showState(session);
  if (state === 'running' && kind === 'camera') {
    mirrorView();
    listCameras();
    loadedRecorder().then((loaded) => session.state === 'running' && loaded.start());
  } else if (!isOn) recorder?.then((loaded) => loaded.stop());
  else if (kind === 'image') recorder?.then((loaded) => loaded.close());
  if (error?.code === 'no-camera' || error?.code === 'camera-lost') cameraChosen = ''; // so that another one can be opened
  if (error?.code === 'load-failed') ownNetwork.forget();
}

function showSession() {
  document.body.dataset.view = 'session';
  notice.open = false;
  requestAnimationFrame(() => query('#stage', HTMLElement).scrollIntoView({ block: 'nearest' })); // the notice may have been scrolled through
}

/** @param {boolean} isRunning the camera is on, or about to be */
function running(isRunning) {
  document.body.classList.toggle('running', isRunning);
  toggle.textContent = isRunning ? words.element.stop : words.element.start;
}

function openCamera() {
  session.openCamera({ deviceId: cameraChosen });
}

/** @param {Result} result @param {import('../../package/session/live-loop.js').Pace | null} measured none for a picture */
function onResult(result, measured) {
  if (result.image) stage.showImage(result.image);
  else if (!measured) {
    display.clear(); // faces are numbered anew in a frame that stands still
    mirrorView();
  }
  seeInside.take(result);
  const seen = display.showResult(result, measured ? 'camera' : 'image');
  if (measured) {
    showPace(measured);
    recorder?.then((loaded) => loaded.take(seen));
  } else pace.textContent = ownWords.readIn(result.classifyMs);
}

/** @param {import('../../package/session/live-loop.js').Pace} measured */
function showPace({ classifyMs, framesPerSecond, halved }) {
  const now = performance.now();
  if (now - paceShownAt < PACE_INTERVAL_MS || !framesPerSecond) return;
  paceShownAt = now;
  pace.textContent = ownWords.pace(classifyMs, framesPerSecond, halved);
}

function mirrorView() {
  mirror.checked = mirrorChosen ?? session.facesUser;
  display.mirrored = mirror.checked;
}

async function listCameras() {
  const { camera } = session;
  const devices = await camera.list();
  cameraChoice.replaceChildren(
    ...devices.map(({ deviceId, label }, index) => new Option(label || ownWords.camera(index + 1), deviceId)),
  );
  if (camera.deviceId) cameraChoice.value = camera.deviceId;
  document.body.classList.toggle('cameras', devices.length > 1);
}

/** With it come the chart and the list of what is kept. */
function loadedRecorder() {
  recorder ??= loadRecorder();
  return recorder;
}

async function loadRecorder() {
  await import('../recording/timeline.js'); // the chart library's start takes long enough for a task of its own
  await nextTask();
  const [{ Recorder }, { KeptList }] = await Promise.all([
    import('../recording/recorder.js'),
    import('../recording/saved-list.js'),
  ]);
  await nextTask();
  const loaded = new Recorder(query('#recorder', HTMLElement), ownWords, words.emotions);
  const list = new KeptList(query('#kept', HTMLElement), ownWords.kept, (recording) => {
    if (session.isOn) session.stop();
    document.body.dataset.view = 'session';
    loaded.show(recording);
    query('#recorder', HTMLElement).scrollIntoView({ block: 'start' });
  });
  loaded.onkept = () => list.refresh();
  list.refresh();
  return loaded;
}

/** What comes after it is another task of the main thread. */
function nextTask() {
  return new Promise((resolve) => setTimeout(resolve));
}

function showNotice() {
  notice.open = true;
  notice.scrollIntoView({ block: 'start' });
  notice.querySelector('summary')?.focus({ preventScroll: true });
}

function wire() {
  consent.addEventListener('click', () => {
    consented = true;
    openCamera();
  });
  toggle.addEventListener('click', () => {
    if (session.isOn && session.kind === 'camera') session.stop();
    else if (consented) openCamera();
    else {
      // A picture came first: the camera still needs its own consent.
      session.reset();
      stage.showWelcome();
      document.body.dataset.view = 'welcome';
      showNotice();
    }
  });
  mirror.addEventListener('change', () => {
    mirrorChosen = mirror.checked;
    mirrorView();
  });
  cameraChoice.addEventListener('change', () => {
    cameraChosen = cameraChoice.value;
    openCamera();
  });
  query('#retry', HTMLButtonElement).addEventListener('click', () => session.retry());
  for (const button of document.querySelectorAll('.choose-picture')) {
    button.addEventListener('click', () => input.click());
  }
  acceptPictures(
    input,
    (file) => session.openFile(file),
    (files) => {
      const isMeant = CustomModel.isMeant(files);
      if (isMeant) ownNetwork.take(files);
      return isMeant;
    },
  );
  query('#kept', HTMLDetailsElement).addEventListener('toggle', loadedRecorder, { once: true });
  navigator.mediaDevices?.addEventListener('devicechange', () => {
    if (session.isOn && session.kind === 'camera') listCameras();
  });
}

document.adoptedStyleSheets = [sharedStyle()];
for (const item of document.querySelectorAll('.seven li')) {
  item.prepend(
    icon(
      '',
      /** @type {import('../../package/ui/icons.js').IconName} */ (/** @type {HTMLElement} */ (item).dataset.emotion),
    ),
  );
}
query('#show-notice', HTMLButtonElement).addEventListener('click', showNotice);
query('#accuracy', HTMLElement).textContent = ownWords.accuracy(accuracyOf(words.emotions));
await nextTask(); // in one, this and the page's first layout take over 50 ms
const missing = missingFeatures();
if (missing.length) {
  document.body.dataset.view = 'unsupported';
  stage.showMessage(words.unsupported(missing));
} else {
  void session.client; // fetched while the notice is read
  wire();
  consent.disabled = false;
  acceptLaunches((file) => session.openFile(file), query('#install', HTMLButtonElement));
  // Not before the page has what it needs itself.
  session.client.ready.catch(() => {}).then(() => registerServiceWorker());
}
document.getElementById('boot')?.remove();
