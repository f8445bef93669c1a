/** Hands an image that another app shares from the service worker to the page, through a cache. */

const CACHE = 'shared-image';
/** The form field that holds the image; the web app manifest names it, too. */
const FIELD = 'image';

/**
 * Stores the image of a shared form and redirects to the page that will show it.
 * @param {Request} request
 * @param {string} scope of the service worker
 * @returns {Promise<Response>}
 */
export async function storeSharedImage(request, scope) {
  const form = await request.formData().catch(() => new FormData());
  const image = form.get(FIELD);
  if (image instanceof Blob) {
    const cache = await caches.open(CACHE);
    await cache.put(scope, new Response(image));
  }
  return Response.redirect(`${scope}?shared`, 303);
}

/** Returns the stored image and deletes it; null if there is none. @returns {Promise<Blob | null>} */
export async function takeSharedImage() {
  const cache = await caches.open(CACHE);
  const [response] = await cache.matchAll();
  await caches.delete(CACHE);
  return response ? response.blob() : null;
}
