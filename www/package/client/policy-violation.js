/** Distinguishes what a Content-Security-Policy blocks from every other failure, on a page and in a worker. */
import { EmotionError } from './error.js';

/**
 * How long the event of a violation may take after the failure, in milliseconds: it is dispatched in a separate task, and
 * in a worker of Firefox it comes by way of the page's thread.
 */
const EVENT_LIMIT_MS = 1000;

/**
 * Runs `work`. If the policy blocks it, rejects with the code 'blocked-by-policy' and a message that names the
 * directive.
 * @template T
 * @param {(event: SecurityPolicyViolationEvent) => boolean} isRelated whether a violation belongs to the work
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withPolicyErrors(isRelated, work) {
  /** @type {(event: SecurityPolicyViolationEvent) => void} */
  let onViolation = () => {};
  const blocked = new Promise((_, reject) => {
    onViolation = (event) => {
      if (event.disposition !== 'enforce' || !isRelated(event)) return;
      const { blockedURI, effectiveDirective } = event;
      const message = `The Content-Security-Policy blocks ${blockedURI}: its ${effectiveDirective} must allow it.`;
      reject(new EmotionError('blocked-by-policy', message));
    };
  });
  addEventListener('securitypolicyviolation', onViolation);
  try {
    // The event says more than the failure does.
    const done = work().catch((error) => new Promise((_, reject) => setTimeout(reject, EVENT_LIMIT_MS, error)));
    return await Promise.race([done, blocked]);
  } finally {
    removeEventListener('securitypolicyviolation', onViolation);
  }
}

/**
 * Returns whether a violation is that of a directive against a URL. Of a `blob:…` URL, it names the scheme alone.
 * @param {string} directive
 * @param {string} url
 * @returns {(event: SecurityPolicyViolationEvent) => boolean}
 */
export function isBlocked(directive, url) {
  return ({ effectiveDirective, blockedURI }) =>
    effectiveDirective === directive && new URL(url, document.baseURI).href.startsWith(blockedURI);
}
