// What an engine cannot do yet in the core tests, and why.

const RESIZE_OBSERVER = "its charts resize in the observer's own round: “ResizeObserver loop completed” is reported";

/** The reason by engine and page. @type {Record<string, Record<string, string>>} */
export const LIMITS = {
  chromium: { 'model.html': RESIZE_OBSERVER },
  firefox: { 'model.html': RESIZE_OBSERVER },
  webkit: { 'model.html': RESIZE_OBSERVER },
};
