/** LanguageObserver: finds the nearest `lang` attribute, outside of shadow roots too, and observes its changes. */

export class LanguageObserver {
  #element;
  #observer;

  /** @param {Element} element @param {() => void} onChange called when a `lang` attribute around it has changed */
  constructor(element, onChange) {
    this.#element = element;
    this.#observer = globalThis.MutationObserver && new MutationObserver(onChange);
  }

  /** The value of the nearest attribute; empty if there is none. */
  get language() {
    for (const node of this.#hosts()) {
      const nearest = node.closest('[lang]');
      if (nearest) return nearest.getAttribute('lang') ?? '';
    }
    return '';
  }

  /** Begins to observe, where the element is now. */
  start() {
    this.stop();
    for (const node of this.#hosts()) {
      this.#observer?.observe(node.getRootNode(), { subtree: true, attributeFilter: ['lang'] });
    }
  }

  stop() {
    this.#observer?.disconnect();
  }

  /** Yields the element, the host of the shadow root that it is in, the host of that one's, and so on. */
  *#hosts() {
    /** @type {Element | undefined} */
    let node = this.#element;
    while (node) {
      yield node;
      node = /** @type {Partial<ShadowRoot>} */ (node.getRootNode()).host; // a document has none
    }
  }
}
