/** The list from which a person chooses one of several cameras. */

import { listCameras } from '../../package/session/camera-list.js';

/** @import { Camera } from '../../package/session/camera.js' */

export class CameraSelect {
  /** The id of the camera to open; empty for the browser's own choice. */
  deviceId;
  #select;
  #camera;
  #nameOf;

  /**
   * @param {HTMLSelectElement} select
   * @param {Camera} camera
   * @param {(number: number) => string} nameOf names a camera without a label
   * @param {string} deviceId of the camera that the person has chosen earlier; empty for none
   * @param {(deviceId: string) => void} onChoose called when the person has chosen a camera
   */
  constructor(select, camera, nameOf, deviceId, onChoose) {
    this.#select = select;
    this.#camera = camera;
    this.#nameOf = nameOf;
    this.deviceId = deviceId;
    select.addEventListener('change', () => onChoose(select.value));
  }

  /** Lists the cameras that are connected now. */
  async refresh() {
    const devices = await listCameras();
    const options = devices.map(({ deviceId, label }, index) => new Option(label || this.#nameOf(index + 1), deviceId));
    this.#select.replaceChildren(...options);
    if (this.#camera.deviceId) this.#select.value = this.#camera.deviceId;
    document.body.classList.toggle('several-cameras', devices.length > 1);
  }
}
