/** Takes the image files that a person chooses, drops anywhere on the page, or pastes. */
import { onFilesDropped } from '../../package/ui/file-drop.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { onFilesPasted } from '../../package/ui/file-paste.js';

/**
 * @param {HTMLInputElement} input the file input that the buttons open
 * @param {(file: Blob) => void} onImage
 * @param {(files: File[]) => boolean} onOther takes dropped files that are not images; returns whether it did
 */
export function acceptImages(input, onImage, onOther) {
  onFilesChosen(input, ([file]) => onImage(file));
  onFilesPasted(([file]) => onImage(file));
  onFilesDropped(({ files }) => {
    if (files.length && !onOther([...files])) onImage(files[0]);
  });
}
