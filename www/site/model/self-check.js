/** The section in which a person checks that both engines compute the published scores on their device. */
import { EmotionClient } from '../../package/client/client.js';
import { html, query } from '../../package/ui/dom.js';

/** @import { SelfCheck } from '../../package/client/client.js' */
/** @import { Strings } from '../../package/locales/messages.js' */
/** @import { ModelStrings } from '../locales/en/model.js' */
/** @import { NumberFormats } from './number-formats.js' */
/**
 * @typedef {object} SelfCheckContext
 * @property {ModelStrings['selfCheck']} strings
 * @property {Strings['messages']} errors what each error means, by its code
 * @property {NumberFormats} numbers
 */

/** @param {HTMLElement} section in the page @param {SelfCheckContext} context */
export function offerSelfCheck(section, context) {
  const { strings } = context;
  const start = query('.start', HTMLButtonElement, section);
  const cancel = query('.cancel', HTMLButtonElement, section);
  const progress = query('progress', HTMLProgressElement, section);
  const status = query('[role="status"]', HTMLElement, section);
  const results = query('.results', HTMLElement, section);
  let running = new AbortController();

  start.addEventListener('click', async () => {
    running = new AbortController();
    const { signal } = running;
    status.textContent = strings.running;
    status.classList.remove('error');
    results.replaceChildren();
    progress.removeAttribute('value');
    progress.hidden = cancel.hidden = false;
    cancel.focus(); // the pressed button is about to disappear
    start.hidden = true;
    const client = new EmotionClient({ customModelsUrl: globalThis.CUSTOM_MODELS_URL });
    client.onProgress = ({ loaded, total }) => showDownload(progress, loaded, total);
    try {
      const check = await client.selfCheck({ signal });
      status.textContent = check.engines.every(({ passed }) => passed) ? strings.passed : strings.differs;
      results.append(createTable(check, context));
    } catch (error) {
      status.textContent = signal.aborted ? '' : describe(/** @type {Error & { code?: string }} */ (error), context);
      status.classList.toggle('error', !signal.aborted);
    } finally {
      client.close();
      const hadFocus = document.activeElement === cancel;
      start.hidden = false;
      if (hadFocus) start.focus();
      progress.hidden = cancel.hidden = true;
    }
  });
  cancel.addEventListener('click', () => running.abort());
}

/** @param {HTMLProgressElement} progress @param {number} loaded bytes @param {number} total bytes, 0 if unknown */
function showDownload(progress, loaded, total) {
  if (total > 0 && loaded < total) progress.value = loaded / total;
  else progress.removeAttribute('value');
}

/** Says what failed, and what to do. @param {Error & { code?: string }} error @param {SelfCheckContext} context */
function describe({ code = '', message }, { strings, errors }) {
  if (code === 'module-building') return strings.building;
  const known = errors[/** @type {keyof typeof errors} */ (code)];
  return strings.failed(known ? `${known.title}. ${known.text}` : message);
}

/** Returns a table with a column for each engine. @param {SelfCheck} check @param {SelfCheckContext} context */
function createTable({ inUse, engines }, { strings, numbers }) {
  const names = engines.map(({ engine }) => {
    const name = strings.engines[engine];
    return html('th', { scope: 'col' }, engine === inUse ? strings.inUse(name) : name);
  });
  const rows = [
    [strings.difference, engines.map(({ maxDifference }) => numbers.significant(maxDifference))],
    [strings.time, engines.map(({ msPerFace }) => numbers.milliseconds(msPerFace))],
    [strings.build, engines.map(({ build }) => strings.builds[build])],
  ].map(([heading, cells]) =>
    html(
      'tr',
      {},
      html('th', { scope: 'row' }, /** @type {string} */ (heading)),
      .../** @type {string[]} */ (cells).map((cell) => html('td', {}, cell)),
    ),
  );
  const head = html('tr', {}, html('th', { scope: 'col' }, strings.engine), ...names);
  return html('table', {}, html('thead', {}, head), html('tbody', {}, ...rows));
}
