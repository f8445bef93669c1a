/** The list from which a person chooses one of several cameras. */

/** @import { Camera } from '../../package/session/camera.js' */

export class CameraSelect {
  /** The id of the camera that a person has chosen; empty for the browser's own choice. */
  deviceId = '';
  #select;
  #camera;
  #nameOf;

  /**
   * @param {HTMLSelectElement} select
   * @param {Camera} camera
   * @param {(number: number) => string} nameOf names a camera without a label
   * @param {() => void} onChoose called when `deviceId` has changed
   */
  constructor(select, camera, nameOf, onChoose) {
    this.#select = select;
    this.#camera = camera;
    this.#nameOf = nameOf;
    select.addEventListener('change', () => {
      this.deviceId = select.value;
      onChoose();
    });
  }

  /** Lists the cameras that are connected now. */
  async refresh() {
    const devices = await this.#camera.list();
    const options = devices.map(({ deviceId, label }, index) => new Option(label || this.#nameOf(index + 1), deviceId));
    this.#select.replaceChildren(...options);
    if (this.#camera.deviceId) this.#select.value = this.#camera.deviceId;
    document.body.classList.toggle('several-cameras', devices.length > 1);
  }
}
