/**
 * Takes the files that a person drops anywhere on the page. While they hover, the root element has the class
 * `dropping`.
 */

/** @param {(transfer: DataTransfer) => void} onDrop must read the files at once: after the event it is empty */
export function onFilesDropped(onDrop) {
  const { classList } = document.documentElement;
  addEventListener('dragover', (event) => {
    if (!event.dataTransfer?.types.includes('Files')) return;
    event.preventDefault(); // otherwise the browser would open the file in place of the page
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
    onDrop(event.dataTransfer);
  });
}
