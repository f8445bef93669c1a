/**
 * Lets clicks act only if a person sees what they click: the page around an iframe may make it transparent or cover it,
 * and lure them into pressing its buttons. Needs IntersectionObserver v2; a browser without it lets every click act.
 */

/** How long everything must have been visible, in milliseconds: longer than from pressing a button to letting it go. */
const SEEN_MS = 300;
/** The shortest interval between two checks of the visibility that browsers allow, in milliseconds. */
const DELAY_MS = 100;

/**
 * @param {Element} element what must be visible
 * @param {(isSeen: boolean) => void} onClick called with every click, before it acts
 */
export function allowSeenClicks(element, onClick) {
  if (!('IntersectionObserverEntry' in globalThis && 'isVisible' in IntersectionObserverEntry.prototype)) return;
  let seenSince = Infinity;
  const isSeen = () => performance.now() - seenSince >= SEEN_MS;
  const options = { trackVisibility: true, delay: DELAY_MS, threshold: [0, 0.25, 0.5, 0.75, 1] };
  const firstLook = new Promise((resolve) => {
    new IntersectionObserver((entries) => {
      const { isVisible } = /** @type {{ isVisible: boolean }} */ (/** @type {unknown} */ (entries.at(-1)));
      seenSince = isVisible ? Math.min(seenSince, performance.now()) : Infinity;
      resolve(undefined);
    }, options).observe(element);
  });

  /** Whether the click is one that was held back. */
  let isRepeated = false;
  addEventListener(
    'click',
    async (event) => {
      if (isRepeated) return;
      if (isSeen()) return onClick(true);
      event.preventDefault();
      event.stopImmediatePropagation();
      const [target] = event.composedPath();
      await firstLook;
      // A click on what has just become visible waits for the rest of the time; on what is not visible, it is lost.
      if (seenSince < Infinity) await new Promise((resolve) => setTimeout(resolve, SEEN_MS));
      onClick(isSeen());
      if (!isSeen()) return;
      isRepeated = true;
      /** @type {HTMLElement} */ (target).click();
      isRepeated = false;
    },
    true,
  );
}
