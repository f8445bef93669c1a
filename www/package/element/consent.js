/** Consent to the camera that a person asked to be remembered: one word in this browser's storage for this site. */

const KEY = 'emosense-consent';

export function isRemembered() {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false; // this browser keeps nothing for this page
  }
}

/** @returns {boolean} whether it will be remembered */
export function remember() {
  try {
    localStorage.setItem(KEY, 'yes');
  } catch {
    // The person is asked again next time.
  }
  return isRemembered();
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}
