// The site's security headers. The built pages carry the policy in a meta element; the local servers send all of them.

/** What a page and its workers may load: files of their own origin, and nothing from anywhere else. */
const directives = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self' blob:",
  "media-src 'self' blob:",
  // A worker from a blob: URL inherits this policy; one from a URL has none on a host that sends no headers.
  "worker-src 'self' blob:",
  "connect-src 'self'",
  "frame-src 'self'", // example-iframe.html shows embed.html.
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
];

/** The policy for `<meta http-equiv="Content-Security-Policy">`, which works on every static host. */
export const contentSecurityPolicy = directives.join('; ');

/**
 * Returns the headers for a host that can set them. They add frame-ancestors to the policy, which has no effect in a
 * meta element: only embed.html may be framed by other sites.
 */
export const securityHeaders = (/** @type {string} */ path) => ({
  'Content-Security-Policy': [...directives, `frame-ancestors ${path.endsWith('/embed.html') ? '*' : "'none'"}`].join(
    '; ',
  ),
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy': 'camera=(self)',
});
