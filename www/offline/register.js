/** Keeps the site on the device with the service worker, and tells when a newer one is there. */

/**
 * Does nothing where the browser has no service workers.
 * @param {(useIt: () => void) => void} onupdate a newer version waits; `useIt` loads the page anew with it
 */
export async function keepOnDevice(onupdate) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  /** @type {ServiceWorkerRegistration} */
  let registration;
  try {
    registration = await serviceWorker.register(new URL('service-worker.js', document.baseURI), { updateViaCache: 'none' });
  } catch {
    return; // private mode, or a host that sends no such file: the page works without
  }
  const tell = () => {
    const { waiting } = registration;
    if (!waiting || !serviceWorker.controller) return; // the first one has nothing to replace
    onupdate(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('use now');
    });
  };
  tell();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
}
