/** Hands an image that another app shares from the service worker to the page, through a cache. */
import { SHARED_IMAGE } from './cache-names.js';
import { readBody } from './request-body.js';

/** The form field that holds the image; the web app manifest names it, too. */
const FIELD = 'image';

/**
 * Stores the image of a shared form and redirects to the page that will ask about it. Any page can send such a form: an
 * image that is too large, or that no visible page will take, is not stored.
 * @param {Request} request
 * @param {string} scope of the service worker
 * @returns {Promise<Response>}
 */
export async function storeSharedImage(request, scope) {
  const image = request.destination === 'document' ? await readImage(request).catch(() => null) : null;
  if (image) {
    const cache = await caches.open(SHARED_IMAGE);
    await cache.put(scope, new Response(image));
  }
  return Response.redirect(`${scope}?shared${image ? '' : '=failed'}`, 303);
}

/** Returns the image of a form, null if it has none or is too large. @param {Request} request */
async function readImage(request) {
  const body = await readBody(request);
  const form = body && (await new Response(body, { headers: request.headers }).formData());
  const image = form?.get(FIELD);
  return image instanceof Blob && image.size ? image : null;
}

/** Deletes an image that no page has taken. */
export async function discardSharedImage() {
  await caches.delete(SHARED_IMAGE);
}

/** Returns the stored image and deletes it; null if there is none. @returns {Promise<Blob | null>} */
export async function takeSharedImage() {
  const cache = await caches.open(SHARED_IMAGE);
  const [response] = await cache.matchAll();
  const image = response ? await response.blob() : null;
  await caches.delete(SHARED_IMAGE);
  return image;
}
