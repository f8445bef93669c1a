/** Keeps the keyboard focus when the element that had it disappears. */

/**
 * Moves the focus to the first visible fallback if the focused element is no longer visible.
 * @param {HTMLElement[]} fallbacks
 * @param {DocumentOrShadowRoot} [root] the document, or the shadow root with the focused element
 */
export function keepFocus(fallbacks, root = document) {
  const { activeElement } = root;
  if (!(activeElement instanceof HTMLElement) || activeElement === document.body || activeElement.offsetParent) return;
  fallbacks.find(({ offsetParent }) => offsetParent)?.focus({ preventScroll: true });
}
