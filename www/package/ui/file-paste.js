/** Takes the files that a person pastes on the page, but not into a text field, which has its own way of pasting. */

/** Spreadsheets, for example, put an image of the copied cells on the clipboard, besides their text. */
const TEXT_FIELDS = 'input, textarea, select, [contenteditable]';

/** @param {(files: File[]) => void} onFiles called with at least one file */
export function onFilesPasted(onFiles) {
  addEventListener('paste', ({ target, clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])];
    const isInTextField = target instanceof Element && target.closest(TEXT_FIELDS);
    if (files.length && !isInTextField) onFiles(files);
  });
}
