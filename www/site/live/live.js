/** The live page: connects the session with the camera's controls, the results, the recorder and the explanation. */
import { language, pageStrings } from '../../package/locales/language.js';
import { messageFor, stringsFor } from '../../package/locales/messages.js';
import { missingFeatures } from '../../package/session/browser-support.js';
import { Session } from '../../package/session/session.js';
import { query } from '../../package/ui/dom.js';
import { bringIntoView, keepFocus } from '../../package/ui/focus.js';
import { nextTask } from '../../package/ui/next-task.js';
import { ResultView } from '../../package/ui/result-view.js';
import { sharedStyle } from '../../package/ui/style.js';
import { strings as english } from '../locales/en/live.js';
import { acceptLaunches } from '../offline/launch.js';
import { registerServiceWorker } from '../offline/register.js';
import { openableSettings } from '../settings/settings-button.js';
import { sayAccuracy } from './accuracy.js';
import { CameraSelect } from './camera-select.js';
import { CustomModel } from './custom-model.js';
import { showEmotionIcons } from './emotion-icons.js';
import { ExplainButton } from './explain-button.js';
import { Fullscreen } from './fullscreen.js';
import { acceptImages } from './image-input.js';
import { addKeys } from './keys.js';
import { LazyRecorder } from './lazy-recorder.js';
import { Legend } from './legend.js';
import { cameraChoice, changeOf, recognizerOptions, showDrawn } from './live-settings.js';
import { askConsent, closeNotice, showNotice } from './notice.js';
import { Samples } from './samples.js';
import { StatsDisplay } from './stats-display.js';

/** @import { ModelSource } from '../../package/client/custom-model.js' */
/** @import { Result } from '../../package/client/client.js' */
/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { SettingsValues } from '../settings/settings.js' */
/** @import { LiveStats } from '../../package/session/live-loop.js' */

const stageElement = query('#stage', HTMLElement);
const toggle = query('#toggle', HTMLButtonElement);
const mirror = query('#mirror', HTMLInputElement);
const consent = query('#consent', HTMLButtonElement);
const video = query('#video', HTMLVideoElement);

const [pageText, settings] = await Promise.all([
  pageStrings(english, {
    de: () => import('../locales/de/live.js'),
    fr: () => import('../locales/fr/live.js'),
  }),
  openableSettings({ onChange: applySettings }),
]);
const strings = stringsFor(language());
const loadFailed = messageFor(strings, 'load-failed').title;

const resultView = new ResultView(
  {
    stage: stageElement,
    overlay: query('#overlay', SVGSVGElement),
    cards: query('#cards', HTMLElement),
    announcement: query('#announcement', HTMLElement),
  },
  strings,
);
const { stage, cards } = resultView;
/** The custom model in use, null for the built-in one. @type {ModelSource | null} */
let model = null;
const session = new Session(video, () => ({
  customModelsUrl: globalThis.CUSTOM_MODELS_URL,
  model,
  ...recognizerOptions(settings.values),
}));
const cameraSelect = new CameraSelect(
  query('#camera', HTMLSelectElement),
  session.camera,
  pageText.camera,
  settings.values.camera,
  (camera) => settings.change({ camera }),
);
const fullscreen = new Fullscreen(query('#fullscreen', HTMLButtonElement), stageElement, pageText.fullscreen, () =>
  stage.showHint(pageText.fullscreenRefused),
);
const stats = new StatsDisplay(query('#stats', HTMLElement), pageText);
const explainButton = new ExplainButton(
  {
    button: query('#explain', HTMLButtonElement),
    section: query('#explanation', HTMLElement),
    stage: stageElement,
    mirror,
    video,
    image: query('#image', HTMLCanvasElement),
  },
  session,
  strings,
);
const customModel = new CustomModel(
  query('#custom-model', HTMLDetailsElement),
  useModel,
  pageText.customModel,
  strings.emotions,
);
const recorder = new LazyRecorder(pageText, strings.emotions, () => {
  if (session.isOn) session.stop();
  showSummary();
});

const legend = new Legend(toggle, settings);
const samples = new Samples(pageText.samples, (sample, file) => {
  if (sample === 'photo') session.openFile(file);
  else session.openUrl(URL.createObjectURL(file), { atSeconds: 0, isPlaying: true });
});

/** Whether a person has consented to the camera on this visit; it is not saved anywhere. */
let consented = false;
/** Whether a person wants the camera mirrored; undefined until they have chosen. @type {boolean | undefined} */
let mirrorChosen;

session.onProgress = () => resultView.showProgress(session);
session.onReady = (emotions) => {
  cards.emotions = emotions;
};
session.onModelStopped = showModelStopped;
session.onState = showState;
session.onResult = showResult;
explainButton.onFreeze = () => recorder.interrupt();
explainButton.onFrozen = (hint) => stage.showHint(hint(recorder.time));
explainButton.onResume = () => recorder.start();
explainButton.onLoadError = () => stage.showHint(loadFailed);

function showState() {
  const { state, kind, error, isOn } = session;
  if (error?.code === 'no-camera' && cameraSelect.deviceId) {
    cameraSelect.deviceId = ''; // the one that was chosen is not connected: any other one
    openCamera();
    return;
  }
  const isCamera = kind === 'camera';
  if (state === 'loading' || state === 'opening') showSession();
  explainButton.reset();
  document.body.classList.toggle('camera-on', isOn && isCamera);
  toggle.textContent = isOn && isCamera ? strings.element.stop : strings.element.start;
  requestAnimationFrame(() => keepFocus([toggle])); // it needs the layout, which would take over 50 ms here
  if (state !== 'running') stats.clear();
  // An image stays until the camera runs.
  if (isCamera && stage.showsImage && (state === 'loading' || state === 'opening')) {
    stage.showHint(strings.messages.opening.text);
  } else {
    if (isCamera && stage.showsImage) resultView.clear();
    resultView.showState(session);
  }
  if (state === 'running' && isCamera) {
    updateMirror();
    cameraSelect.refresh();
    recorder.start();
  } else if (isOn && isCamera) recorder.interrupt();
  else if (recorder.end() && !isOn) showSummary();
  if (error) bringIntoView(stageElement);
  if (error?.code === 'camera-lost') cameraSelect.deviceId = ''; // any other one
}

function showSession() {
  document.body.dataset.view = 'session';
  closeNotice();
  bringIntoView(stageElement); // the notice may have been scrolled
}

/** Shows the summary of a recording in place of the stage and the cards. */
function showSummary() {
  document.body.dataset.view = 'summary';
  closeNotice();
  fullscreen.leave();
  bringIntoView(stageElement); // a strip above the summary, which so is in view, too
}

/** @param {Result} result @param {LiveStats | null} liveStats null for a still image */
function showResult(result, liveStats) {
  if (result.image) stage.showImage(result.image);
  const faces = resultView.showResult(result, liveStats ? 'camera' : 'image');
  if (session.kind !== 'video') explainButton.update(faces);
  if (faces.length) legend.show();
  if (liveStats) {
    stats.showLive(liveStats);
    recorder.addFaces(faces);
  } else {
    stats.showImage(result.classifyMs);
  }
}

/** Mirrors the camera if the person has chosen that, or by default if it faces them. */
function updateMirror() {
  mirror.checked = mirrorChosen ?? session.facesUser;
  resultView.mirrored = mirror.checked;
}

/** Opens an image that a person has chosen or shared. @param {Blob} file */
function openImage(file) {
  samples.leave();
  session.openFile(file);
}

function openCamera() {
  samples.leave();
  session.openCamera(cameraChoice(cameraSelect.deviceId, settings.values));
}

/** Applies settings that have changed; a recording goes on. @param {SettingsValues} before */
function applySettings(before) {
  const change = changeOf(before, settings.values);
  showDrawn(stageElement, settings.values);
  if (change.recognizer) {
    explainButton.close();
    resultView.expectNewTracks();
    session.renewClient().catch(() => model && showModelStopped());
  }
  if (!change.camera) return;
  cameraSelect.deviceId = settings.values.camera;
  if (session.isOn && session.kind === 'camera') openCamera();
}

/** Opens the camera, whose recording takes the place of the one before, unless that is to be kept. */
async function startCamera() {
  if (await recorder.mayReplace()) openCamera();
}

/** @param {ModelSource | null} source @param {AbortSignal} signal gives the model up @returns {Promise<Emotion[]>} */
async function useModel(source, signal) {
  const { client } = session;
  explainButton.close();
  await client.useModel(source, { signal });
  model = source;
  cards.emotions = client.emotions;
  if (stage.showsImage)
    session.retry(); // the scores on the page are those of the previous model
  else recorder.addNote(pageText.recorder.modelChanged(/** @type {File | undefined} */ (source?.onnx)?.name));
  return client.emotions;
}

async function showModelStopped() {
  const { client } = session;
  model = null;
  customModel.showStopped();
  resultView.clearFaces(); // the tracks of the built-in model are others
  await client.ready.catch(() => {}); // the next frame tries again
  cards.emotions = client.emotions;
}

/** Starts or stops the camera. Starting needs consent, also if the session began with an image. */
function toggleCamera() {
  if (session.isOn && session.kind === 'camera') {
    session.stop();
  } else if (consented) {
    startCamera();
  } else {
    askConsent();
  }
}

/** Takes dropped files of a model. @param {File[]} files */
function takeModelFiles(files) {
  const isModel = CustomModel.accepts(files);
  if (isModel) customModel.useFiles(files);
  return isModel;
}

function addListeners() {
  consent.addEventListener('click', () => {
    consented = true;
    startCamera();
  });
  toggle.addEventListener('click', toggleCamera);
  mirror.addEventListener('change', () => {
    mirrorChosen = mirror.checked;
    updateMirror();
  });
  query('#retry', HTMLButtonElement).addEventListener('click', () =>
    session.kind === 'camera' ? startCamera() : session.retry(),
  );
  const imageInput = query('#image-input', HTMLInputElement);
  for (const button of document.querySelectorAll('.choose-image')) {
    button.addEventListener('click', () => imageInput.click());
  }
  acceptImages(imageInput, openImage, takeModelFiles);
  query('#saved-recordings', HTMLDetailsElement).addEventListener('toggle', () => recorder.load());
  addEventListener('pagehide', () => session.isOn && session.kind === 'camera' && session.stop());
  navigator.mediaDevices?.addEventListener('devicechange', () => {
    if (session.isOn && session.kind === 'camera') cameraSelect.refresh();
  });
  addKeys({ toggleCamera, recorder, fullscreen }, settings, () => stage.showHint(loadFailed));
}

document.adoptedStyleSheets = [sharedStyle()];
showDrawn(stageElement, settings.values);
showEmotionIcons(strings.emotions);
query('#show-notice', HTMLButtonElement).addEventListener('click', showNotice);
sayAccuracy(query('#accuracy', HTMLElement), pageText.accuracy, strings.emotions, loadFailed);
await nextTask(); // together with what follows and the first layout this would be a task of over 50 ms
const missing = missingFeatures();
if (missing.length) {
  document.body.dataset.view = 'unsupported';
  stage.showMessage(strings.unsupported(missing));
} else {
  void session.client; // loads the recognizer while the person reads the notice
  addListeners();
  consent.disabled = false;
  acceptLaunches(openImage, query('#install', HTMLButtonElement), pageText.shared);
  session.client.ready.catch(() => {}).then(() => registerServiceWorker()); // what the page needs itself comes first
}
query('#boot', HTMLElement).remove();
