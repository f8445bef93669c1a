/** Lets buttons download a recording as CSV, JSON or picture, and share or copy the picture. */
import { downloadFile } from '../export/download.js';
import { sharingButton } from '../export/image-sharing.js';

/** @import { SharingStrings } from '../export/image-sharing.js' */
/** @import { Recording } from './recording.js' */
/** @typedef {'csv' | 'json' | 'png'} FileType */
/**
 * @typedef {object} ExportSource
 * @property {() => Recording} recording returns what is shown
 * @property {() => Promise<Blob>} drawCard returns its picture, a PNG
 * @property {(extension: string) => string} fileName
 * @property {(error: unknown) => void} onError called when a file cannot be made or shared
 */

export class RecordingExports {
  #source;

  /** @param {ExportSource} source */
  constructor(source) {
    this.#source = source;
  }

  /** Lets the button download a file. @param {HTMLElement} button @param {FileType} type */
  connect(button, type) {
    button.addEventListener('click', async () => {
      try {
        downloadFile(await this.#createFile(type), this.#source.fileName(type));
      } catch (error) {
        this.#source.onError(error);
      }
    });
  }

  /** Returns a button that shares or copies the picture, or null if the browser can do neither. */
  sharingButton(/** @type {SharingStrings} */ strings) {
    const { drawCard, fileName, onError } = this.#source;
    return sharingButton(drawCard, () => fileName('png'), strings, onError);
  }

  /** @param {FileType} type */
  #createFile(type) {
    if (type === 'png') return this.#source.drawCard();
    const recording = this.#source.recording();
    return type === 'csv'
      ? new Blob([recording.toCsv()], { type: 'text/csv' })
      : new Blob([JSON.stringify(recording)], { type: 'application/json' });
  }
}
