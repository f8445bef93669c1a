/** Tells a chart when the width of its container has changed. */

/**
 * Calls back with the new width in CSS pixels, in the next animation frame: what changes sizes in the observer's own
 * callback is reported as an error by all browsers ("ResizeObserver loop completed with undelivered notifications").
 * @param {Element} element
 * @param {(width: number) => void} onWidth not called while the element is hidden
 * @param {AbortSignal} [signal] ends the observation
 */
export function observeWidth(element, onWidth, signal) {
  let lastWidth = 0;
  let frame = 0;
  const observer = new ResizeObserver(() => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => {
      const width = Math.round(element.clientWidth);
      if (!width || width === lastWidth) return;
      lastWidth = width;
      onWidth(width);
    });
  });
  observer.observe(element);
  signal?.addEventListener('abort', () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
  });
}
