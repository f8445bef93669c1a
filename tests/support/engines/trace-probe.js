// In every page, worker and service worker of the traced site: reports what is stored, and whatever might send something
// without asking the server of the site.
{
  const send = fetch.bind(globalThis);
  const scope = globalThis.document ? 'page' : 'clients' in globalThis ? 'service worker' : 'worker';
  const { origin } = globalThis;
  const report = (/** @type {string} */ channel, /** @type {unknown} */ detail) => {
    const body = JSON.stringify({ scope, channel, detail: String(detail) });
    send(`${origin}/trace`, { method: 'POST', body, keepalive: true }).catch(() => {});
  };

  /** @typedef {(this: any, ...values: any[]) => unknown} Describe returns undefined for what need not be reported */
  /** Reports the calls of a method. */
  const traceMethod = (
    /** @type {string} */ channel,
    /** @type {any} */ owner,
    /** @type {string} */ name,
    /** @type {Describe} */ describe,
  ) => {
    const method = owner?.[name];
    if (!method) return;
    owner[name] = function (/** @type {any[]} */ ...values) {
      const detail = describe.apply(this, values);
      if (detail !== undefined) report(channel, detail);
      return method.apply(this, values);
    };
  };
  /** Reports the calls of a constructor. */
  const traceConstructor = (/** @type {string} */ name) => {
    const original = /** @type {any} */ (globalThis)[name];
    if (!original) return;
    /** @type {any} */ (globalThis)[name] = new Proxy(original, {
      construct(target, values, newTarget) {
        report(name, values[0] ?? '');
        return Reflect.construct(target, values, newTarget);
      },
    });
  };
  const prototypeOf = (/** @type {string} */ name) => /** @type {any} */ (globalThis)[name]?.prototype;
  const absolute = (/** @type {any} */ input) => new URL(input?.url ?? input, globalThis.document?.baseURI ?? origin);

  // What is sent. A GET of the site's own files is seen by the server.
  const describeRequest = (/** @type {string} */ method, /** @type {any} */ input) => {
    const url = absolute(input);
    const isOwn = url.origin === origin || url.protocol === 'blob:' || url.protocol === 'data:';
    return isOwn && ['GET', 'HEAD'].includes(method) ? undefined : `${method} ${isOwn ? url.pathname : url}`;
  };
  traceMethod('fetch', globalThis, 'fetch', (input, init) =>
    describeRequest(init?.method ?? input?.method ?? 'GET', input),
  );
  traceMethod('XMLHttpRequest', prototypeOf('XMLHttpRequest'), 'open', (method, url) => describeRequest(method, url));
  traceMethod('sendBeacon', prototypeOf('Navigator'), 'sendBeacon', absolute);
  for (const name of ['WebSocket', 'WebSocketStream', 'EventSource', 'WebTransport', 'RTCPeerConnection']) {
    traceConstructor(name);
  }
  addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
    report('blocked by the policy', `${effectiveDirective} ${blockedURI}`),
  );

  // What is stored.
  traceMethod('storage', prototypeOf('Storage'), 'setItem', function (key) {
    return `${this === globalThis.localStorage ? 'localStorage' : 'sessionStorage'} ${key}`;
  });
  for (const name of ['put', 'add']) {
    traceMethod('IndexedDB', prototypeOf('IDBObjectStore'), name, function () {
      return `${this.transaction.db.name} ${this.name}`;
    });
    traceMethod('cache', prototypeOf('Cache'), name, (request) => absolute(request).pathname);
  }
  traceMethod('cache', prototypeOf('Cache'), 'addAll', (requests) => requests.map(absolute));
  traceMethod('file system', prototypeOf('StorageManager'), 'getDirectory', () => '');
  traceMethod('cookie', prototypeOf('CookieStore'), 'set', JSON.stringify);
  if (globalThis.document) {
    const cookie = /** @type {PropertyDescriptor} */ (Object.getOwnPropertyDescriptor(Document.prototype, 'cookie'));
    Object.defineProperty(document, 'cookie', {
      get: () => cookie.get?.call(document),
      set(text) {
        report('cookie', text);
        cookie.set?.call(document, text);
      },
    });

    // What a browser connects to, or looks up, before anybody asks for it.
    const hints = 'link:is([rel~="dns-prefetch"], [rel~="preconnect"], [rel~="prefetch"], [rel~="prerender"]), a[ping]';
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        for (const node of [target, ...addedNodes]) {
          if (node instanceof Element && node.matches(hints)) report('hint', node.outerHTML);
        }
      }
    }).observe(document, { childList: true, subtree: true, attributeFilter: ['rel', 'href', 'ping'] });
  }
}
