/** Registers the service worker, which makes the site available offline, and offers its updates. */

/** Registers the service worker; does nothing if the browser does not support them. */
export async function registerServiceWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  // Noted first: a new service worker takes over its pages while `register` or an event is still awaited.
  let isControlled = serviceWorker.controller !== null;
  const wasControlled = isControlled;
  // Another tab has accepted: this one goes on with the files of its own version until the person reloads it.
  serviceWorker.addEventListener('controllerchange', () => {
    if (isControlled) offerUpdate(() => location.reload());
    isControlled = true;
  });
  /** @type {ServiceWorkerRegistration} */
  let registration;
  try {
    registration = await serviceWorker.register(new URL('service-worker.js', document.baseURI), {
      updateViaCache: 'none',
    });
  } catch {
    return; // a private window, or a host that does not have the file: the page works without
  }
  if (wasControlled && registration.waiting) offerUpdate(() => accept(registration));
  registration.addEventListener('updatefound', () => {
    const { installing, active } = registration;
    if (!active) return; // The first service worker is not an update.
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed') offerUpdate(() => accept(registration));
    });
  });
}

/** Uses the new version. @param {ServiceWorkerRegistration} registration */
function accept({ waiting }) {
  if (!waiting) return location.reload(); // another tab has accepted, too
  navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
  waiting.postMessage('activate-update');
}

/**
 * Shows the page's #update. The page reloads only if the person accepts, as a session may be running.
 * @param {() => void} onAccept
 */
function offerUpdate(onAccept) {
  const update = /** @type {HTMLElement} */ (document.getElementById('update'));
  update.hidden = false;
  /** @type {HTMLButtonElement} */ (update.querySelector('button')).onclick = onAccept;
}
