/** Whether the device asks to be spared: its data saver is on, or it runs on a battery that is low. */

/** Share of a battery's charge below which it counts as low. */
const LOW = 0.2;

export class PowerSaver {
  /** Absent where the browser tells nothing of it. @type {{ charging: boolean, level: number } | undefined} */
  #battery;

  constructor() {
    const { getBattery } = /** @type {{ getBattery?: () => Promise<{ charging: boolean, level: number }> }} */ (
      navigator
    );
    getBattery?.call(navigator).then(
      (battery) => (this.#battery = battery),
      () => {},
    );
  }

  get wanted() {
    const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (/** @type {unknown} */ (navigator));
    const low = this.#battery !== undefined && !this.#battery.charging && this.#battery.level <= LOW;
    return low || connection?.saveData === true;
  }
}
