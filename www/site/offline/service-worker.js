/** The service worker: makes the site work offline, receives images that other apps share, and answers the REST API. */
import { cleanupOutdatedCaches, PrecacheController, PrecacheRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { builtInBuild } from '../../package/client/start-worker.js';
import { Api } from './api.js';
import { ASSETS } from './cache-names.js';
import { discardOutdatedFiles, findOutdatedFile, keepOutdatedFiles } from './outdated-files.js';
import { discardSharedImage, storeSharedImage } from './shared-image.js';

/**
 * The built site.
 * @typedef {object} Site
 * @property {{ url: string, revision: string | null }[]} files all files to cache; `revision` is a digest, null if the
 * name changes with the content
 * @property {{ builtIn: string, relaxed: string }} modules URLs of the two WebAssembly modules for the built-in model
 * @property {string[]} onUse the starts of the URLs of what is cached once it is used: the module for custom models and
 * the samples
 * @property {string} version of all files together
 */
/** @import { Tabs } from './outdated-files.js' */
/**
 * An event of a service worker, as far as it is used here.
 * @typedef {MessageEvent & {
 *   request: Request,
 *   respondWith: (response: Promise<Response>) => void,
 *   waitUntil: (done: Promise<unknown>) => void,
 * }} WorkerEvent
 */
/**
 * The part of a service worker's global scope that is used here; the DOM types do not have it.
 * @typedef {object} Scope
 * @property {ServiceWorkerRegistration} registration
 * @property {Tabs & { claim: () => Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {(type: string, listener: (event: WorkerEvent) => void) => void} addEventListener
 */

const API_PATH = 'api/v1/';

const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
/** The build replaces this name. @type {Site} */
const site = /** @type {any} */ (globalThis).BUILT_SITE;
const { scope } = worker.registration;

// Each browser uses one of the two modules; the other one is not cached.
const module = site.modules[builtInBuild() === 'relaxed' ? 'relaxed' : 'builtIn'];
const unusedModules = Object.values(site.modules).filter((url) => url !== module);
const api = new Api(new URL(module, scope).href, site.version);

// Added before Workbox's listener: the first response counts, and no listener after it is called.
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.url.startsWith(scope) ? request.url.slice(scope.length).split(/[?#]/)[0] : '';
  if (path.startsWith(API_PATH) && path !== `${API_PATH}openapi.json`) {
    event.respondWith(api.respond(request, path.slice(API_PATH.length)));
  } else if (path === 'share' && request.method === 'POST') {
    event.respondWith(storeSharedImage(request, scope));
  } else if (request.mode === 'navigate') {
    event.waitUntil(discardOutdatedFiles(worker.clients));
    if (!new URL(request.url).searchParams.has('shared')) event.waitUntil(discardSharedImage());
  }
});

// A page sends this when the person accepts the update: a running session is never interrupted.
worker.addEventListener('message', ({ data }) => {
  if (data === 'activate-update') worker.skipWaiting();
});

const precache = new PrecacheController();
precache.addToCacheList(site.files.filter(({ url }) => !unusedModules.includes(url)));
registerRoute(new PrecacheRoute(precache, { ignoreURLParametersMatching: [/.*/] })); // a page is the same for all
cleanupOutdatedCaches();
// The names of these files change with their content.
const isCachedOnUse = (/** @type {string} */ url) => site.onUse.some((start) => url.startsWith(scope + start));
registerRoute(({ url }) => !url.search && isCachedOnUse(url.href), new CacheFirst({ cacheName: ASSETS }));
// What is not of this version may be wanted by a tab of an earlier one.
registerRoute(
  ({ url }) => url.href.startsWith(`${scope}assets/`),
  async ({ request }) => (await findOutdatedFile(request)) ?? fetch(request),
);

worker.addEventListener('install', (event) => event.waitUntil(precache.install(/** @type {any} */ (event))));
worker.addEventListener('activate', (event) => event.waitUntil(activate(event)));

/** Takes over all tabs. Those of an earlier version go on with its files. @param {WorkerEvent} event */
async function activate(event) {
  await worker.clients.claim(); // requests wait until all of this is done
  const current = new Set(precache.getCachedURLs());
  const isOutdated = (/** @type {string} */ url) =>
    url.startsWith(`${scope}assets/`) && !isCachedOnUse(url) && !current.has(url);
  await keepOutdatedFiles([precache.strategy.cacheName, ASSETS], isOutdated, worker.clients);
  await precache.activate(/** @type {any} */ (event));
}
