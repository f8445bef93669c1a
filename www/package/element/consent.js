/** Consent: a person's consent to the camera on one element, and on all of this site if they ask to remember it. */

/** Remembering stores one word in the local storage of this site. */
const KEY = 'emosense-consent';

export class Consent {
  #isGivenHere = false;

  /** Whether there is consent, by a person on this element, passed on by the page, or remembered. */
  get isGiven() {
    return this.#isGivenHere || this.isRemembered;
  }

  get isRemembered() {
    try {
      return localStorage.getItem(KEY) === 'yes';
    } catch {
      return false; // this page may not store anything
    }
  }

  /** @param {boolean} shouldRemember */
  give(shouldRemember) {
    this.#isGivenHere = true;
    if (!shouldRemember) return;
    try {
      localStorage.setItem(KEY, 'yes');
    } catch {
      // The person is asked again next time.
    }
  }

  withdraw() {
    this.#isGivenHere = false;
    try {
      localStorage.removeItem(KEY);
    } catch {
      // Nothing was stored.
    }
  }
}
