/** Takes files: chosen, pasted, or dropped anywhere on the page, whole folders too. */
import { onFilesChosen } from '../../package/ui/file-input.js';
import { onFilesDropped } from '../../package/ui/file-drop.js';

/** @param {HTMLInputElement} input @param {(files: File[]) => void} onfiles */
export function takeFiles(input, onfiles) {
  const take = (/** @type {File[]} */ files) => files.length && onfiles(files);
  onFilesChosen(input, take);
  addEventListener('paste', ({ clipboardData }) => take([...(clipboardData?.files ?? [])]));

  onFilesDropped(async (transfer) => {
    const files = [...transfer.files];
    const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
    const found = await Promise.all(
      files.map((file, index) => {
        const entry = entries[index];
        return entry?.isDirectory ? filesIn(/** @type {FileSystemDirectoryEntry} */ (entry)) : [file];
      }),
    );
    take(found.flat());
  });
}

/** All files below a folder, by name, but for hidden ones. @param {FileSystemDirectoryEntry} folder @returns {Promise<File[]>} */
async function filesIn(folder) {
  const reader = folder.createReader();
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    // a hundred at a time
    const some = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!some.length) break;
    entries.push(...some);
  }
  const visible = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
  const found = await Promise.all(
    visible.map((entry) =>
      entry.isDirectory
        ? filesIn(/** @type {FileSystemDirectoryEntry} */ (entry))
        : new Promise((/** @type {(files: File[]) => void} */ resolve, reject) =>
            /** @type {FileSystemFileEntry} */ (entry).file((file) => resolve([file]), reject),
          ),
    ),
  );
  return found.flat();
}
