/** Remembers a person's consent to the camera, if they ask for it: one word in the local storage of this site. */

const KEY = 'emosense-consent';

export function isRemembered() {
  try {
    return localStorage.getItem(KEY) === 'yes';
  } catch {
    return false; // this page may not store anything
  }
}

export function remember() {
  try {
    localStorage.setItem(KEY, 'yes');
  } catch {
    // The person is asked again next time.
  }
}

export function forget() {
  try {
    localStorage.removeItem(KEY);
  } catch {
    // Nothing was stored.
  }
}
