/** Pictures a person gives: chosen from the device, dropped anywhere on the page, or pasted. */

/**
 * @param {HTMLInputElement} input the file input that the "choose" buttons open
 * @param {(file: Blob) => void} onpicture
 * @param {(files: File[]) => boolean} isElse takes dropped files that are no pictures
 */
export function acceptPictures(input, onpicture, isElse) {
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    input.value = ''; // so that the same file may be chosen again
    if (file) onpicture(file);
  });

  addEventListener('paste', ({ clipboardData }) => {
    const file = clipboardData?.files[0];
    if (file) onpicture(file);
  });

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
    const files = [...(event.dataTransfer?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    if (!isElse(files)) onpicture(files[0]);
  });
}
