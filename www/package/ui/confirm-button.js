/** A button whose first press asks and whose second does, for what cannot be taken back. */

/** @param {HTMLButtonElement} button @param {string} question takes the place of its text, until it is pressed or left @param {() => void} action */
export function confirmFirst(button, question, action) {
  const text = button.textContent;
  const label = button.getAttribute('aria-label');
  const ask = (/** @type {boolean} */ asks) => {
    button.textContent = asks ? question : text;
    if (label) button.setAttribute('aria-label', asks ? `${label}: ${question}` : label);
  };
  button.addEventListener('click', () => {
    if (button.textContent === question) {
      ask(false);
      action();
    } else ask(true);
  });
  button.addEventListener('blur', () => ask(false));
}
