/** Registers the service worker, which makes the site available offline, and offers its updates. */

/** Registers the service worker; does nothing if the browser does not support them. */
export async function registerServiceWorker() {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  /** @type {ServiceWorkerRegistration} */
  let registration;
  try {
    registration = await serviceWorker.register(new URL('service-worker.js', document.baseURI), {
      updateViaCache: 'none',
    });
  } catch {
    return; // a private window, or a host that does not have the file: the page works without
  }
  const offerWaiting = () => {
    const { waiting } = registration;
    if (!waiting || !serviceWorker.controller) return; // the first service worker is not an update
    offerUpdate(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('activate-update');
    });
  };
  offerWaiting();
  registration.addEventListener('updatefound', () =>
    registration.installing?.addEventListener('statechange', offerWaiting),
  );
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
