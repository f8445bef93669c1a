/** The section in which a person uses their own model: it takes the two files and shows whether they are in use. */
import { query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';

/** @import { ModelSource } from '../../package/client/custom-model.js' */
/** @import { Emotion } from '../../package/client/pkg/emosense.js' */
/** @import { LiveStrings } from '../locales/en/live.js' */
/** @typedef {LiveStrings['customModel']} CustomModelStrings */

export class CustomModel {
  #section;
  #useModel;
  #strings;
  #names;
  #status;
  #builtInButton;
  #cancelButton;
  /** Gives up the model that is being loaded. */
  #loading = new AbortController();
  /** The name of the custom model in use. */
  #name = '';

  /**
   * @param {HTMLDetailsElement} section in the page
   * @param {(source: ModelSource | null, signal: AbortSignal) => Promise<Emotion[]>} useModel loads a model, null for
   * the built-in one, and returns the emotions that it recognizes; the signal gives it up
   * @param {CustomModelStrings} strings
   * @param {Record<Emotion, string>} names of the emotions
   */
  constructor(section, useModel, strings, names) {
    this.#section = section;
    this.#useModel = useModel;
    this.#strings = strings;
    this.#names = names;
    this.#status = query('.custom-model-status', HTMLElement, section);
    this.#builtInButton = query('.use-built-in', HTMLButtonElement, section);
    this.#cancelButton = query('.cancel-model', HTMLButtonElement, section);
    const chooseButton = query('.choose-model', HTMLButtonElement, section);
    const input = query('input', HTMLInputElement, section);
    chooseButton.addEventListener('click', () => input.click());
    onFilesChosen(input, (files) => this.useFiles(files));
    this.#cancelButton.addEventListener('click', () => {
      chooseButton.focus(); // the pressed button is about to disappear
      this.#loading.abort();
    });
    this.#builtInButton.addEventListener('click', async () => {
      chooseButton.focus(); // the pressed button is about to disappear
      await this.#use(null, '', strings.builtInUse);
    });
  }

  /** Returns whether one of the files may belong to a model. @param {File[]} files */
  static accepts(files) {
    return files.some(({ name }) => /\.(onnx|json)$/i.test(name));
  }

  /** Uses the model of an .onnx and a .json file. @param {File[]} files */
  async useFiles(files) {
    this.#section.open = true;
    const onnx = files.find(({ name }) => /\.onnx$/i.test(name));
    const config = files.find(({ name }) => /\.json$/i.test(name));
    if (onnx && config) {
      await this.#use({ onnx, config }, onnx.name, (emotions) => this.#strings.inUse(onnx.name, emotions));
    } else {
      this.#showStatus(this.#strings.fileMissing(onnx ? '.json' : '.onnx'), true);
    }
  }

  /** Shows that the custom model has failed, and that the built-in one is in use again. */
  showStopped() {
    this.#section.open = true;
    this.#builtInButton.hidden = true;
    this.#showStatus(this.#strings.stopped(this.#name), true);
  }

  /**
   * Uses a model in place of one that is still being loaded.
   * @param {ModelSource | null} source
   * @param {string} name
   * @param {(emotions: string) => string} describe
   */
  async #use(source, name, describe) {
    this.#loading.abort();
    this.#loading = new AbortController();
    const { signal } = this.#loading;
    this.#showStatus(this.#strings.loading);
    this.#cancelButton.hidden = false;
    try {
      const emotions = await this.#useModel(source, signal);
      this.#name = name;
      this.#builtInButton.hidden = !source;
      const list = new Intl.ListFormat(document.documentElement.lang);
      this.#showStatus(describe(list.format(emotions.map((emotion) => this.#names[emotion]))));
    } catch (error) {
      if (signal !== this.#loading.signal) return; // another model is being loaded
      if (signal.aborted) this.#showStatus('');
      else this.#showError(/** @type {Error & { code?: string }} */ (error));
    } finally {
      if (signal === this.#loading.signal) this.#cancelButton.hidden = true;
    }
  }

  /** @param {Error & { code?: string }} error */
  #showError({ code, message }) {
    const isBuiltIn = this.#builtInButton.hidden === true;
    const reason = code === 'timeout' ? this.#strings.tooSlow : toSentence(message);
    this.#showStatus(this.#strings.refused(reason, isBuiltIn), true);
  }

  /** @param {string} text */
  #showStatus(text, isError = false) {
    this.#status.textContent = text;
    this.#status.classList.toggle('error', isError);
  }
}

/** Returns an error's message with a capital letter and a period. @param {string} message */
function toSentence(message) {
  return `${message[0]?.toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
}
