/** Files dropped anywhere on the page; while they hover, the page's element has the class `dropping`. */

/** @param {(transfer: DataTransfer) => void} take reads it at once: after the event there is nothing in it */
export function onFilesDropped(take) {
  const { classList } = document.documentElement;
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault(); // or the browser would open the file in place of the page
    event.dataTransfer.dropEffect = 'copy';
    classList.add('dropping');
  });
  addEventListener('dragleave', ({ relatedTarget }) => {
    if (!relatedTarget) classList.remove('dropping');
  });
  addEventListener('drop', (event) => {
    classList.remove('dropping');
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    take(event.dataTransfer);
  });
}
