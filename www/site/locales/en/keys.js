/** The texts of the list of keys in English. */

export const strings = {
  heading: 'Keyboard shortcuts',
  close: 'Close',
  /** @type {[key: string, meaning: string][]} */
  keys: [
    ['Space', 'start or stop the camera'],
    ['n', 'write a note for this moment'],
    ['s', 'save the recording on this device'],
    ['f', 'full screen, on or off'],
    ['?', 'show this list'],
  ],
  hint: 'They do nothing while you type in a field. Space presses a button that has the focus.',
  use: 'Use these keys',
};
