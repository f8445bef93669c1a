/** Takes the files that a person chooses in a file input. */

/** @param {HTMLInputElement} input @param {(files: File[]) => void} onFiles called with at least one file */
export function onFilesChosen(input, onFiles) {
  input.addEventListener('change', () => {
    const files = [...(input.files ?? [])];
    input.value = ''; // so that choosing the same files again is a change, too
    if (files.length) onFiles(files);
  });
}
