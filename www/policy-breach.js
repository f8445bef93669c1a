/** Tells a Content-Security-Policy's refusal from every other failure, on a page and in a worker. */
import { EmotionError } from './error.js';

/**
 * Does `work`. Where it fails because a policy refused something, the error says which directive did, with the code
 * 'blocked-by-policy'.
 * @template T
 * @param {(event: SecurityPolicyViolationEvent) => boolean} concerns whether a refusal has to do with the work
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function underPolicy(concerns, work) {
  /** @type {SecurityPolicyViolationEvent | undefined} */
  let breach;
  const note = (/** @type {Event} */ event) => {
    const refusal = /** @type {SecurityPolicyViolationEvent} */ (event);
    if (refusal.disposition === 'enforce' && concerns(refusal)) breach ??= refusal;
  };
  addEventListener('securitypolicyviolation', note);
  try {
    return await work();
  } catch (error) {
    await new Promise((resolve) => setTimeout(resolve)); // the event is a task of its own, after the failure
    if (!breach) throw error;
    const { effectiveDirective, blockedURI } = breach;
    const message = `The Content-Security-Policy refuses ${blockedURI}: its ${effectiveDirective} has to allow that.`;
    throw new EmotionError('blocked-by-policy', message);
  } finally {
    removeEventListener('securitypolicyviolation', note);
  }
}
