/** PowerSaver: tells whether the device should save data or battery. */

/** The level below which a battery that is not charging counts as low, from 0 to 1. */
const LOW_BATTERY_LEVEL = 0.2;

export class PowerSaver {
  /**
   * Undefined if the browser does not have the Battery Status API.
   * @type {{ charging: boolean, level: number } | undefined}
   */
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

  /** Whether the browser's data saver is on, or the battery is low. */
  get isOn() {
    const { connection } = /** @type {{ connection?: { saveData?: boolean } }} */ (/** @type {unknown} */ (navigator));
    const isLow = this.#battery !== undefined && !this.#battery.charging && this.#battery.level <= LOW_BATTERY_LEVEL;
    return isLow || connection?.saveData === true;
  }
}
