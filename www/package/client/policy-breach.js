/** Tells a Content-Security-Policy's refusal from every other failure, on a page and in a worker. */
import { EmotionError } from './error.js';

/**
 * Does `work`; a policy's refusal ends it with the code 'blocked-by-policy', and words that name the directive.
 * @template T
 * @param {(event: SecurityPolicyViolationEvent) => boolean} concerns whether a refusal has to do with the work
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function underPolicy(concerns, work) {
  /** @type {(event: SecurityPolicyViolationEvent) => void} */
  let note = () => {};
  const refused = new Promise((_, reject) => {
    note = (event) => {
      if (event.disposition !== 'enforce' || !concerns(event)) return;
      const { blockedURI, effectiveDirective } = event;
      const message = `The Content-Security-Policy refuses ${blockedURI}: its ${effectiveDirective} has to allow that.`;
      reject(new EmotionError('blocked-by-policy', message));
    };
  });
  addEventListener('securitypolicyviolation', note);
  try {
    // The event is a task of its own, before or after the failure, and says more.
    const done = work().catch((error) => new Promise((_, reject) => setTimeout(reject, 0, error)));
    return await Promise.race([done, refused]);
  } finally {
    removeEventListener('securitypolicyviolation', note);
  }
}
