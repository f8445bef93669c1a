/** A button that asks for confirmation, for actions that cannot be undone. */

/**
 * Runs the action at the second press of the button. The first shows the question in place of the text, until the
 * button is pressed again or loses the focus.
 * @param {HTMLButtonElement} button
 * @param {string} question
 * @param {() => void} action
 */
export function confirmFirst(button, question, action) {
  const text = button.textContent;
  const label = button.getAttribute('aria-label');
  const setAsking = (/** @type {boolean} */ isAsking) => {
    button.textContent = isAsking ? question : text;
    if (label) button.setAttribute('aria-label', isAsking ? `${label}: ${question}` : label);
  };
  button.addEventListener('click', () => {
    const isConfirmed = button.textContent === question;
    setAsking(!isConfirmed);
    if (isConfirmed) action();
  });
  button.addEventListener('blur', () => setAsking(false));
}
