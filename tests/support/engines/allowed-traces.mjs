// What a visit of the site may request and store, and why; everything else is a fault.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { dist } from '../../../www/build/paths.mjs';

/** @import { SiteRequest, Trace } from './trace-server.mjs' */

/** The files that the tests add to the site. */
const PROBES = ['/trace-probe.js', '/probe.js'];
/** What may follow the path of a file, by the file. @type {Record<string, RegExp>} */
const QUERIES = {
  '/embed.html': /^\?origin=http%3A%2F%2Flocalhost%3A\d+$/, // example-iframe.html names its own origin to the embedded page.
};

/** Whether there is a file of the site at a path. @param {string} path */
const isFile = (path) => statSync(join(dist, path), { throwIfNoEntry: false })?.isFile() ?? false;

/** Whether a request is for a file of the site, and tells nothing but which. @param {SiteRequest} request */
export function isRequestAllowed({ method, path, cookie, bytes }) {
  const { pathname, search } = new URL(path, 'http://site');
  const isKnown = isFile(pathname) || PROBES.includes(pathname);
  const isPlain = search === '' || QUERIES[pathname]?.test(search);
  return ['GET', 'HEAD'].includes(method) && isKnown && isPlain && cookie === '' && bytes === 0;
}

/** What each visit does. @type {((trace: Trace) => boolean)[]} */
const ALWAYS = [
  // The service worker keeps the site's files, so that it works offline.
  ({ scope, channel, detail }) => scope === 'service worker' && channel === 'cache' && isFile(detail),
  // The API is answered by the service worker: the server never sees this request.
  ({ channel, detail }) => channel === 'fetch' && detail === 'POST /api/v1/classify',
];
/** What pages store when the person chooses it: the channel and the name, by the choice. */
const BY_CHOICE = {
  'a changed setting': ['storage localStorage emosense-settings'],
  'consent that is remembered': ['storage localStorage emosense-consent'],
  'a recording with "Save on this device"': ['IndexedDB emosense recordings', 'IndexedDB emosense parts'],
  'counting at a place, or importing counts': ['IndexedDB emosense-places hours', 'IndexedDB emosense-places device'],
};

/** Whether every visit may leave this trace. @param {Trace} trace */
export const isTraceAllowed = (trace) => ALWAYS.some((allows) => allows(trace));

/** Whether a trace is that of a choice. */
export const isChosen = (/** @type {string} */ trace) => Object.values(BY_CHOICE).flat().includes(trace);

/** Returns the choices without a trace. @param {string[]} traces */
export const missingChoices = (traces) =>
  Object.entries(BY_CHOICE)
    .filter(([, expected]) => !expected.some((trace) => traces.includes(trace)))
    .map(([choice]) => choice);
