// Before the recognizer's worker: tells the page how large the module's memory is, which only the worker can know.
{
  const { instantiate } = WebAssembly;
  /** @type {any} */ (WebAssembly).instantiate = async (/** @type {any} */ source, /** @type {any} */ imports) => {
    const created = await instantiate(source, imports);
    const { memory } = /** @type {any} */ (created.instance ?? created).exports;
    const channel = new BroadcastChannel('soak');
    setInterval(() => channel.postMessage(memory.buffer.byteLength), 1000);
    return created;
  };
}
