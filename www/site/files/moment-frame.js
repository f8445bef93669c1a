/** Shows the frame of a chosen moment of a video, with the browser's player; a thumbnail stays if it plays no such file. */
import { html } from '../../package/ui/dom.js';

export class MomentFrame {
  #file;
  #parent;
  /** Created when a person first chooses a moment. @type {HTMLVideoElement | null} */
  #player = null;
  #url = '';

  /** @param {File} file @param {HTMLElement} parent holds the thumbnail that the frame covers */
  constructor(file, parent) {
    this.#file = file;
    this.#parent = parent;
  }

  /** @param {number} atMs since the start of the video */
  show(atMs) {
    this.#player ??= this.#createPlayer();
    this.#player.currentTime = atMs / 1000;
  }

  /** Frees the file. */
  close() {
    URL.revokeObjectURL(this.#url);
    this.#player?.remove();
  }

  #createPlayer() {
    this.#url = URL.createObjectURL(this.#file);
    const player = html('video', { src: this.#url, playsinline: true, hidden: true });
    player.muted = true;
    player.addEventListener('seeked', () => {
      player.hidden = false;
    });
    player.addEventListener('error', () => player.remove());
    this.#parent.append(player);
    return player;
  }
}
