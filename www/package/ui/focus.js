/** Keeps a person where they are: the keyboard focus, and what has just changed in view. */

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

/** Scrolls an element into view once the page is laid out, as little as possible. @param {HTMLElement} element */
export function bringIntoView(element) {
  requestAnimationFrame(() => element.scrollIntoView({ block: 'nearest' }));
}
