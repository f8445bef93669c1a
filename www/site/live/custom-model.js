/** "Use a network of your own": takes an .onnx and its .json, and says what came of it and how to go back. */
import { query } from '../../package/ui/dom.js';
import { onFilesChosen } from '../../package/ui/file-input.js';

/** @typedef {import('../../package/client/custom-model.js').Network} Network */
/** @typedef {import('../../package/client/pkg/emosense.js').Emotion} Emotion */

export class CustomModel {
  #section;
  #use;
  #status;
  #words;
  #names;
  #back;

  /**
   * @param {HTMLDetailsElement} section
   * @param {(network: Network | null) => Promise<Emotion[]>} use gives the emotions that the network knows
   * @param {typeof import('../locales/en/live.js').words.own} words @param {Record<Emotion, string>} names of the emotions
   */
  constructor(section, use, words, names) {
    this.#words = words;
    this.#names = names;
    this.#section = section;
    this.#use = use;
    this.#status = query('.own-status', HTMLElement, section);
    this.#back = query('.own-back', HTMLButtonElement, section);
    const choose = query('.own-choose', HTMLButtonElement, section);
    const input = query('input', HTMLInputElement, section);
    choose.addEventListener('click', () => input.click());
    onFilesChosen(input, (files) => this.take(files));
    this.#back.addEventListener('click', async () => {
      choose.focus(); // this button goes, and must not take the keyboard's place with it
      await this.#try(null, words.builtIn);
    });
  }

  /** Whether dropped files are meant for here. @param {File[]} files */
  static isMeant(files) {
    return files.some(({ name }) => /\.(onnx|json)$/i.test(name));
  }

  /** @param {File[]} files */
  async take(files) {
    this.#section.open = true;
    const onnx = files.find(({ name }) => /\.onnx$/i.test(name));
    const card = files.find(({ name }) => /\.json$/i.test(name));
    if (onnx && card) {
      await this.#try({ onnx, config: card }, (emotions) => this.#words.inUse(onnx.name, emotions));
    } else {
      this.#say(this.#words.both(onnx ? '.json' : '.onnx'), true);
    }
  }

  /** What is in use after the recognizer was fetched anew. */
  forget() {
    this.#back.hidden = true;
    this.#say('');
  }

  /** @param {Network | null} network @param {(emotions: string) => string} said */
  async #try(network, said) {
    this.#say(this.#words.loading);
    try {
      const emotions = await this.#use(network);
      this.#back.hidden = !network;
      const named = emotions.map((emotion) => this.#names[emotion]);
      this.#say(said(new Intl.ListFormat(document.documentElement.lang).format(named)));
    } catch (error) {
      const { message } = /** @type {Error} */ (error);
      const sentence = `${message[0]?.toUpperCase()}${message.slice(1)}${message.endsWith('.') ? '' : '.'}`;
      this.#say(this.#words.goesOn(sentence, this.#back.hidden === true), true);
    }
  }

  /** @param {string} text */
  #say(text, isWrong = false) {
    this.#status.textContent = text;
    this.#status.classList.toggle('wrong', isWrong);
  }
}
