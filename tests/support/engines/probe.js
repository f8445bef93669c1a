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
      const bytes = Uint8Array.from(atob('PICTURE_IN_BASE64'), (letter) => letter.charCodeAt(0));
      const picture = await createImageBitmap(new Blob([bytes]));
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 });
      const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
      context.fillStyle = '#888';
      context.fillRect(0, 0, 640, 480);
      const paint = () => context.drawImage(picture, 80, 0, 480, 480);
      paint();
      setInterval(paint, 30);
      const stream = canvas.captureStream(30);
      const [track] = stream.getTracks();
      // Firefox delivers events that a script dispatches only to listeners that ask for them.
      const { addEventListener } = /** @type {{ addEventListener: Function }} */ (EventTarget.prototype);
      track.addEventListener = (/** @type {unknown} */ type, /** @type {unknown} */ listener, options = {}) =>
        addEventListener.call(track, type, listener, options, true);
      window.cameraTrack = track;
      return stream;
    };
    // As when the camera is unplugged.
    window.loseCamera = () => {
      window.cameraTrack.stop();
      window.cameraTrack.dispatchEvent(new Event('ended'));
    };
  }
}
