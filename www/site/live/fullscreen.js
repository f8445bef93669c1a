/** The button that shows the stage on the full screen, as at a stand; hidden where the browser cannot. */

export class Fullscreen {
  #button;
  #stage;
  #onFailure;

  /**
   * @param {HTMLButtonElement} button in the stage
   * @param {HTMLElement} stage
   * @param {[enter: string, leave: string]} names of the button
   * @param {() => void} onFailure called when the browser refuses
   */
  constructor(button, stage, [enter, leave], onFailure) {
    this.#button = button;
    this.#stage = stage;
    this.#onFailure = onFailure;
    button.hidden = !document.fullscreenEnabled;
    const showName = () => {
      button.ariaLabel = this.isOn ? leave : enter;
      button.title = button.ariaLabel;
    };
    showName();
    button.addEventListener('click', () => this.toggle());
    document.addEventListener('fullscreenchange', showName);
  }

  get isOn() {
    return document.fullscreenElement === this.#stage;
  }

  async toggle() {
    if (this.#button.hidden) return;
    if (this.isOn) await this.leave();
    else await this.#stage.requestFullscreen().catch(this.#onFailure);
  }

  async leave() {
    if (this.isOn) await document.exitFullscreen().catch(() => {}); // it only fails if it is over already
  }
}
