/** The notice before the camera starts: opens it, and says why it comes after an image or a sample. */
import { query } from '../../package/ui/dom.js';

const notice = query('#notice', HTMLDetailsElement);

/** Opens the notice because a person wants to read it. */
export function showNotice() {
  notice.open = true;
  notice.scrollIntoView({ block: 'start' });
  query('summary', HTMLElement, notice).focus({ preventScroll: true });
}

/** Opens the notice, and says why it comes now: an image or a sample needed none, and stays beside it. */
export function askConsent() {
  document.body.dataset.view = 'consent';
  notice.open = true;
  const reason = query('#consent-reason', HTMLElement);
  reason.scrollIntoView({ block: 'start' });
  reason.focus({ preventScroll: true });
}

export function closeNotice() {
  notice.open = false;
}
