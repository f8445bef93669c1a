// A connection to Chromium's debugging protocol that reaches workers and service workers, which Playwright's does not.
import { once } from 'node:events';
import { createServer } from 'node:net';
import WebSocket from 'ws';

/** An answer that takes longer than this is not waited for: a worker may be in an endless loop, in milliseconds. */
const ANSWER_LIMIT_MS = 2000;

/** @typedef {{ method: string, params: any, sessionId?: string }} Event */
/** @typedef {(message: { id?: number, result?: any } & Event) => void} Resolve */

/** Returns a port that nobody listens on. @returns {Promise<number>} */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Connects to a browser.
 * @param {number} port
 * @param {(event: Event) => void} onEvent
 */
export async function connect(port, onEvent) {
  const { webSocketDebuggerUrl } = await (await fetch(`http://127.0.0.1:${port}/json/version`)).json();
  const socket = new WebSocket(webSocketDebuggerUrl, { maxPayload: 0 });
  await once(socket, 'open');
  /** @type {Map<number, Resolve>} */
  const waiting = new Map();
  let lastId = 0;
  socket.on('message', (data) => {
    const message = JSON.parse(String(data));
    if (message.id) waiting.get(message.id)?.(message);
    else onEvent(message);
  });
  socket.on('error', () => {}); // The browser has ended.

  return {
    /**
     * Sends a command. Returns its result, or null if it fails or nobody answers: targets come and go.
     * @param {string} method
     * @param {object} [params]
     * @param {string} [sessionId]
     */
    async send(method, params = {}, sessionId = undefined) {
      const id = ++lastId;
      const answer = new Promise((resolve) => {
        waiting.set(id, (message) => resolve(message.result ?? null));
        setTimeout(() => resolve(null), ANSWER_LIMIT_MS).unref();
      });
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify({ id, method, params, sessionId }));
      const result = await answer;
      waiting.delete(id);
      return result;
    },
    close: () => socket.close(),
  };
}
