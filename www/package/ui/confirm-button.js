/** A button that asks for confirmation, for actions that cannot be undone. */
import { html } from './dom.js';

/**
 * Runs the action at the second press of the button. The first shows the question in place of the text, until the
 * button is pressed again or loses the focus. Both texts are always in the button, one of them invisible, so that it
 * keeps its size: otherwise what is beside it would move away from under the pointer.
 * @param {HTMLButtonElement} button gets the class `confirm`, which lays the texts over each other
 * @param {string} question
 * @param {() => void} action
 */
export function confirmFirst(button, question, action) {
  const label = button.getAttribute('aria-label');
  const texts = [button.textContent, question].map((text) => html('span', {}, text));
  let isAsking = false;
  const setAsking = (/** @type {boolean} */ asking) => {
    isAsking = asking;
    for (const [index, text] of texts.entries()) text.style.visibility = isAsking === (index === 1) ? '' : 'hidden';
    if (label) button.setAttribute('aria-label', isAsking ? `${label}: ${question}` : label);
  };
  button.replaceChildren(...texts);
  button.classList.add('confirm');
  setAsking(false);
  button.addEventListener('click', () => {
    const isConfirmed = isAsking;
    setAsking(!isAsking);
    if (isConfirmed) action();
  });
  button.addEventListener('blur', () => setAsking(false));
}
