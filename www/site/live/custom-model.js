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

  /**
   * @param {HTMLDetailsElement} section in the page
   * @param {(source: ModelSource | null) => Promise<Emotion[]>} useModel loads a model, null for the built-in one, and
   * returns the emotions that it recognizes
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
    const chooseButton = query('.choose-model', HTMLButtonElement, section);
    const input = query('input', HTMLInputElement, section);
    chooseButton.addEventListener('click', () => input.click());
    onFilesChosen(input, (files) => this.useFiles(files));
    this.#builtInButton.addEventListener('click', async () => {
      chooseButton.focus(); // the pressed button is about to disappear
      await this.#use(null, strings.builtInUse);
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
      await this.#use({ onnx, config }, (emotions) => this.#strings.inUse(onnx.name, emotions));
    } else {
      this.#showStatus(this.#strings.fileMissing(onnx ? '.json' : '.onnx'), true);
    }
  }

  /** Shows that the built-in model is in use again, after the recognizer was reloaded. */
  reset() {
    this.#builtInButton.hidden = true;
    this.#showStatus('');
  }

  /** @param {ModelSource | null} source @param {(emotions: string) => string} describe */
  async #use(source, describe) {
    this.#showStatus(this.#strings.loading);
    try {
      const emotions = await this.#useModel(source);
      this.#builtInButton.hidden = !source;
      const list = new Intl.ListFormat(document.documentElement.lang);
      this.#showStatus(describe(list.format(emotions.map((emotion) => this.#names[emotion]))));
    } catch (error) {
      const isBuiltIn = this.#builtInButton.hidden === true;
      this.#showStatus(this.#strings.refused(toSentence(/** @type {Error} */ (error).message), isBuiltIn), true);
    }
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
