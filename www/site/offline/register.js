/** Keeps the site on the device with the service worker, and tells in the page's #update when a newer one is there. */

/** Does nothing where the browser has no service workers. */
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
    return; // private mode, or a host that sends no such file: the page works without
  }
  const tell = () => {
    const { waiting } = registration;
    if (!waiting || !serviceWorker.controller) return; // the first one has nothing to replace
    offer(() => {
      serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
      waiting.postMessage('use now');
    });
  };
  tell();
  registration.addEventListener('updatefound', () => registration.installing?.addEventListener('statechange', tell));
}

/** The page is loaded anew when the person says so, and not before: a session may be running. @param {() => void} useIt */
function offer(useIt) {
  const update = /** @type {HTMLElement} */ (document.getElementById('update'));
  update.hidden = false;
  /** @type {HTMLButtonElement} */ (update.querySelector('button')).onclick = useIt;
}
