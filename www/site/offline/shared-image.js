/** A picture that another app shares to this one: the service worker keeps it until the page that it opens takes it. */

const CACHE = 'shared-picture';
/** The form's field, as in the web app manifest. */
const FIELD = 'picture';

/** Answers the form with the page that reads the picture. @param {Request} request @param {string} scope @returns {Promise<Response>} */
export async function keepShared(request, scope) {
  const form = await request.formData().catch(() => new FormData());
  const picture = form.get(FIELD);
  if (picture instanceof Blob) {
    const cache = await caches.open(CACHE);
    await cache.put(scope, new Response(picture));
  }
  return Response.redirect(`${scope}?shared`, 303);
}

/** The picture, once; null where none was shared. @returns {Promise<Blob | null>} */
export async function takeShared() {
  const cache = await caches.open(CACHE);
  const [kept] = await cache.matchAll();
  await caches.delete(CACHE);
  return kept ? kept.blob() : null;
}
