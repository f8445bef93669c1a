/** Pictures a person gives: chosen from the device, dropped anywhere on the page, or pasted. */
import { onFilesChosen } from '../../package/ui/file-input.js';
import { onFilesDropped } from '../../package/ui/file-drop.js';

/**
 * @param {HTMLInputElement} input the file input that the "choose" buttons open
 * @param {(file: Blob) => void} onpicture
 * @param {(files: File[]) => boolean} isElse takes dropped files that are no pictures
 */
export function acceptPictures(input, onpicture, isElse) {
  onFilesChosen(input, ([file]) => onpicture(file));

  addEventListener('paste', ({ clipboardData }) => {
    const file = clipboardData?.files[0];
    if (file) onpicture(file);
  });

  onFilesDropped(({ files }) => {
    if (files.length && !isElse([...files])) onpicture(files[0]);
  });
}
