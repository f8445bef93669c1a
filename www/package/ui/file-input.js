/** Takes the files that a person chooses in a file input. */

/** @param {HTMLInputElement} input @param {(files: File[]) => void} take called with at least one file */
export function onFilesChosen(input, take) {
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = ''; // so that choosing the same files again is a change, too
    if (files.length) take(files);
  });
}
