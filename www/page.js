/** The page: wires camera, pictures, recogniser, overlay and scores together, and goes from state to state. */
import { accuracyInWords } from './accuracy.js';
import { Announcer } from './announcer.js';
import { Camera } from './camera.js';
import { EmotionClient } from './client.js';
import { LiveLoop } from './live.js';
import { MESSAGES, hintFor, unsupported } from './messages.js';
import { Overlay } from './overlay.js';
import { OwnNetwork } from './own-network.js';
import { acceptPictures } from './picture.js';
import { ScoreCards } from './scores.js';
import { Stage } from './stage.js';
import { missingFeatures } from './support.js';

/** @typedef {import('./pkg/emosense.js').Face} Face */
/** @typedef {import('./client.js').Result} Result */

/** A face that is lost for a moment keeps its scores that long, or they would flicker. */
const HOLD_MS = 600;
/** A number that changes more often cannot be read. */
const PACE_INTERVAL_MS = 500;
/** Frames that may fail in a row before the camera is stopped: one trap costs one frame. */
const FAILURES_ALLOWED = 3;

/** @template {Element} T @param {string} id @param {new () => T} type @returns {T} */
function part(id, type) {
  const element = document.getElementById(id);
  if (element instanceof type) return element;
  throw new Error(`The page has no ${id}.`);
}

const video = part('video', HTMLVideoElement);
const toggle = part('toggle', HTMLButtonElement);
const cameraChoice = part('camera', HTMLSelectElement);
const mirror = part('mirror', HTMLInputElement);
const pace = part('pace', HTMLElement);
const notice = part('notice', HTMLDetailsElement);
const consent = part('consent', HTMLButtonElement);
const input = part('picture-input', HTMLInputElement);

const stage = new Stage(part('stage', HTMLElement));
const overlay = new Overlay(part('overlay', SVGSVGElement));
const cards = new ScoreCards(part('cards', HTMLElement));
const announcer = new Announcer(part('announcement', HTMLElement));
const camera = new Camera(video);
const ownNetwork = new OwnNetwork(part('own-network', HTMLDetailsElement), useNetwork);
const loop = new LiveLoop(video, classify, onLiveResult, onLiveError);

/** @type {EmotionClient} */
let client;
let loaded = false;
/** A person waits for the recogniser and sees how far it is. */
let awaited = false;
let progress = { loaded: 0, total: 0 };
/** Given once a visit, and kept nowhere. */
let consented = false;
/** Set once a person has chosen; until then the camera's direction decides. @type {boolean | undefined} */
let mirrorChosen;
/** The identifier of the camera a person has chosen, if any. */
let cameraChosen = '';
let lastFaceAt = 0;
let paceShownAt = 0;
let failures = 0;
/** What is being done now; what began earlier must not show anything any more. */
let turn = 0;
/** @type {() => void} */
let again = () => {};
/** @type {Promise<unknown>} */
let inFlight = Promise.resolve();

/** @param {HTMLVideoElement | Blob} source @param {{ still?: boolean }} [options] */
function classify(source, options) {
  const result = client.classify(source, options);
  inFlight = result.catch(() => {});
  return result;
}

function fetchRecognizer() {
  client = new EmotionClient();
  ownNetwork.forget();
  loaded = false;
  progress = { loaded: 0, total: 0 };
  client.onprogress = (now) => {
    progress = now;
    if (awaited) stage.progress(progress);
  };
  client.ready.then(
    () => {
      loaded = true;
      cards.emotions = client.emotions;
    },
    () => {}, // told to whoever needs it, in `recognizerLoaded`
  );
}

/** @param {import('./network.js').Network | null} network */
async function useNetwork(network) {
  await client.useNetwork(network);
  cards.emotions = client.emotions;
  if (stage.showsPicture) again(); // its scores are those of the network before
  return client.emotions;
}

/** Ends what was going on, then does something else; its failure is shown in words. @param {(wanted: () => boolean) => Promise<void>} action */
async function begin(action) {
  const mine = ++turn;
  const wanted = () => mine === turn;
  again = () => begin(action);
  release();
  document.body.dataset.view = 'session';
  notice.open = false;
  part('stage', HTMLElement).scrollIntoView({ block: 'nearest' }); // the notice may have been scrolled through
  running(action === live);
  keepFocus();
  await inFlight;
  try {
    if (wanted()) await action(wanted);
  } catch (error) {
    if (wanted()) fail(error);
  }
}

/** Lets go of the camera and clears what was shown. */
function release() {
  awaited = false;
  loop.stop();
  camera.close();
  overlay.clear();
  cards.render([]);
  announcer.reset();
  pace.textContent = '';
  stage.mirrored = false;
}

/** @param {unknown} error */
function fail(error) {
  const { code = '' } = /** @type {{ code?: string }} */ (error);
  turn++;
  release();
  running(false);
  stage.message(MESSAGES[code] ?? MESSAGES['inference-failed']);
  if (code === 'no-camera' || code === 'camera-lost') cameraChosen = ''; // so that another one can be opened
  if (code === 'load-failed') {
    client.close();
    const retry = again;
    again = () => {
      fetchRecognizer();
      retry();
    };
  }
}

/** @param {boolean} isRunning the camera is on, or about to be */
function running(isRunning) {
  document.body.classList.toggle('running', isRunning);
  toggle.textContent = isRunning ? 'Stop the camera' : 'Start the camera';
}

/** A button that was pressed and has gone must not take the keyboard's place with it. */
function keepFocus() {
  const { activeElement, body } = document;
  const gone = activeElement instanceof HTMLElement && activeElement !== body && activeElement.offsetParent === null;
  if (gone) toggle.focus({ preventScroll: true });
}

/** @param {() => boolean} wanted */
async function recognizerLoaded(wanted) {
  if (loaded) return;
  stage.message(MESSAGES.loading);
  stage.progress(progress);
  awaited = true;
  try {
    await client.ready;
  } finally {
    if (wanted()) awaited = false;
  }
}

/** @param {() => boolean} wanted */
async function live(wanted) {
  await recognizerLoaded(wanted);
  if (!wanted()) return;
  stage.message(MESSAGES.opening);
  await camera.open(cameraChosen);
  mirrorView();
  stage.showVideo();
  failures = 0;
  lastFaceAt = performance.now();
  loop.start();
  await listCameras();
}

function stop() {
  turn++;
  release();
  running(false);
  stage.message(MESSAGES.stopped);
}

/** @param {Blob} file */
function read(file) {
  begin(async (wanted) => {
    await recognizerLoaded(wanted);
    if (!wanted()) return;
    stage.message(MESSAGES.reading);
    const result = await classify(file, { still: true });
    if (!wanted()) return;
    if (result.picture) stage.showPicture(result.picture);
    const faces = present(result, false);
    cards.render(faces);
    announcer.faces(faces);
    stage.hint(hintFor(faces, 'picture'));
    pace.textContent = `Read in ${result.classifyMs.toFixed(0)} ms`;
  });
}

/** @param {Result} result @param {import('./live.js').Pace} measured */
function onLiveResult(result, { classifyMs, framesPerSecond, halved }) {
  const now = performance.now();
  const faces = present(result, mirror.checked);
  failures = 0;
  if (faces.length) lastFaceAt = now;
  if (faces.length || now - lastFaceAt > HOLD_MS) {
    cards.render(faces);
    announcer.faces(faces);
    stage.hint(hintFor(faces, 'camera'));
  }
  if (now - paceShownAt > PACE_INTERVAL_MS && framesPerSecond) {
    paceShownAt = now;
    pace.textContent = `${classifyMs.toFixed(0)} ms · ${framesPerSecond.toFixed(0)} frames a second${halved ? ', half, to save data or power' : ''}`;
  }
}

/** @param {Error} error */
function onLiveError(error) {
  failures++;
  if (failures >= FAILURES_ALLOWED) fail(error);
}

/** Draws the faces, numbered from left to right as they are seen. @param {Result} result @param {boolean} mirrored */
function present({ faces, width, height }, mirrored) {
  const middle = (/** @type {Face} */ { bounds }) => (bounds.x + bounds.width / 2) * (mirrored ? -1 : 1);
  const ordered = [...faces].sort((one, other) => middle(one) - middle(other));
  overlay.draw(ordered, width, height, mirrored);
  return ordered;
}

function mirrorView() {
  mirror.checked = mirrorChosen ?? camera.facesUser;
  stage.mirrored = mirror.checked;
}

async function listCameras() {
  const devices = await camera.list();
  cameraChoice.replaceChildren(
    ...devices.map(({ deviceId, label }, index) => new Option(label || `Camera ${index + 1}`, deviceId)),
  );
  if (camera.deviceId) cameraChoice.value = camera.deviceId;
  document.body.classList.toggle('cameras', devices.length > 1);
}

function showNotice() {
  notice.open = true;
  notice.scrollIntoView({ block: 'start' });
  notice.querySelector('summary')?.focus({ preventScroll: true });
}

function wire() {
  consent.addEventListener('click', () => {
    consented = true;
    begin(live);
  });
  toggle.addEventListener('click', () => {
    if (document.body.classList.contains('running')) stop();
    else if (consented) begin(live);
    else {
      // A picture came first: the camera still needs its own consent.
      turn++;
      release();
      stage.showWelcome();
      document.body.dataset.view = 'welcome';
      showNotice();
    }
  });
  mirror.addEventListener('change', () => {
    mirrorChosen = mirror.checked;
    overlay.clear(); // until the next frame comes
    mirrorView();
  });
  cameraChoice.addEventListener('change', () => {
    cameraChosen = cameraChoice.value;
    begin(live);
  });
  part('retry', HTMLButtonElement).addEventListener('click', () => again());
  for (const button of document.querySelectorAll('.choose-picture')) {
    button.addEventListener('click', () => input.click());
  }
  acceptPictures(input, read, (files) => {
    const isMeant = OwnNetwork.isMeant(files);
    if (isMeant) ownNetwork.take(files);
    return isMeant;
  });
  camera.onlost = () => fail({ code: 'camera-lost' });
  navigator.mediaDevices?.addEventListener('devicechange', () => {
    if (document.body.classList.contains('running')) listCameras();
  });
}

part('show-notice', HTMLButtonElement).addEventListener('click', showNotice);
part('accuracy', HTMLElement).textContent = accuracyInWords();
const missing = missingFeatures();
if (missing.length) {
  document.body.dataset.view = 'unsupported';
  stage.message(unsupported(missing));
} else {
  fetchRecognizer(); // while the notice is read
  wire();
  consent.disabled = false;
}
document.getElementById('boot')?.remove();
