/**
 * The service worker: keeps the site on the device, so that it works offline, takes pictures that other apps share, and
 * answers the REST API.
 */
import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { registerRoute } from 'workbox-routing';
import { CacheFirst } from 'workbox-strategies';
import { builtInBuild } from '../../package/client/start-worker.js';
import { Api } from './api.js';
import { keepShared } from './shared-picture.js';

/**
 * What the build has made: every file that is kept, with its digest where its name does not change with its content; the
 * addresses of the two small modules; and a name for all of it.
 * @typedef {{ files: { url: string, revision: string | null }[], modules: { builtIn: string, relaxed: string }, version: string }} Site
 */

/**
 * What is used here of a service worker's global scope, which the types of pages lack.
 * @typedef {object} Scope
 * @property {ServiceWorkerRegistration} registration
 * @property {{ claim: () => Promise<void> }} clients
 * @property {() => Promise<void>} skipWaiting
 * @property {(type: string, listener: (event: MessageEvent & { request: Request, respondWith: (answer: Promise<Response>) => void, waitUntil: (done: Promise<void>) => void }) => void) => void} addEventListener
 */

const worker = /** @type {Scope} */ (/** @type {unknown} */ (self));
/** The build puts it in place of this name. @type {Site} */
const site = /** @type {any} */ (globalThis).BUILT_SITE;
const { scope } = worker.registration;

// Each browser uses one of the two small modules, and the other is not kept.
const module = site.modules[builtInBuild() === 'relaxed' ? 'relaxed' : 'builtIn'];
const others = Object.values(site.modules).filter((url) => url !== module);
const api = new Api(new URL(module, scope).href, site.version);

// Before Workbox's own listener: the first answer counts.
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const path = request.url.startsWith(scope) ? request.url.slice(scope.length).split(/[?#]/)[0] : '';
  if (path.startsWith('api/v1/') && path !== 'api/v1/openapi.json')
    event.respondWith(api.answer(request, path.slice('api/v1/'.length)));
  else if (path === 'share' && request.method === 'POST') event.respondWith(keepShared(request, scope));
});

// A page asks for it when the person has said so: nothing is changed under a running session.
worker.addEventListener('message', ({ data }) => {
  if (data === 'use now') worker.skipWaiting();
});
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));

precacheAndRoute(
  site.files.filter(({ url }) => !others.includes(url)),
  {
    ignoreURLParametersMatching: [/.*/], // a page is the same page whatever it is asked to do
  },
);
cleanupOutdatedCaches();
// The module for networks of one's own is kept once it was asked for; its name changes with its content.
registerRoute(({ url }) => url.href.startsWith(`${scope}assets/`), new CacheFirst({ cacheName: 'assets' }));
