// In every page of an engine's test: reports errors, which WebKit's driver cannot, and stands in for the camera.
{
  /** @type {string[]} */
  const errors = [];
  addEventListener(
    'error',
    ({ message, target }) => errors.push(message ?? `${/** @type {Element} */ (target).localName} could not be loaded`),
    true,
  );
  addEventListener('unhandledrejection', ({ reason }) => errors.push(`not handled: ${reason}`));
  addEventListener('securitypolicyviolation', (event) => errors.push(`${event.violatedDirective} ${event.blockedURI}`));
  const { error } = console;
  console.error = (...values) => {
    errors.push(values.join(' '));
    error.apply(console, values);
  };

  window.probe = () => {
    const urls = performance.getEntriesByType('resource').map(({ name }) => name);
    const isOwn = (/** @type {string} */ url) =>
      [location.origin, 'blob:', 'data:'].some((start) => url.startsWith(start));
    return { errors, strays: urls.filter((url) => !isOwn(url)) };
  };

  if (navigator.mediaDevices) {
    // The camera shows the photograph.
    MediaDevices.prototype.getUserMedia = async () => {
      const image = Object.assign(new Image(), { src: './probe.png' });
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      const paint = () => context.drawImage(image, 80, 0, 480, 480);
      paint();
      setInterval(paint, 30);
      const stream = canvas.captureStream(30);
      [window.cameraTrack] = stream.getTracks();
      return stream;
    };
  }
}
