// The site's security policy, its one home: the built pages carry it, and the local servers send it.

/** What a page and its worker may load: files of their own origin, and nothing else from anywhere. */
const contentSecurity = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "connect-src 'self'",
  "frame-src 'self'", // example-iframe.html shows embed.html
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** For `<meta http-equiv="Content-Security-Policy">`, which any static host serves as it is. */
export const contentSecurityPolicy = contentSecurity.join('; ');

/**
 * For a host that can set headers; frame-ancestors has no effect in a meta element. embed.html alone is made to be framed by others.
 * @param {string} path
 */
export const headersFor = (path) => ({
  'Content-Security-Policy': [
    ...contentSecurity,
    `frame-ancestors ${path.endsWith('/embed.html') ? '*' : "'none'"}`,
  ].join('; '),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(self)',
});
