/** Accepts files that are chosen, pasted, or dropped anywhere on the page; folders are read with all they contain. */
import { onFilesDropped } from '../../package/ui/file-drop.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { onFilesPasted } from '../../package/ui/file-paste.js';

/** @param {HTMLInputElement} input @param {(files: File[]) => void} onFiles called with at least one file */
export function acceptFiles(input, onFiles) {
  const accept = (/** @type {File[]} */ files) => files.length && onFiles(files);
  onFilesChosen(input, accept);
  onFilesPasted(accept);

  onFilesDropped(async (transfer) => {
    const files = [...transfer.files];
    const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
    const found = await Promise.all(
      files.map((file, index) => {
        const entry = entries[index];
        return entry?.isDirectory ? listFiles(/** @type {FileSystemDirectoryEntry} */ (entry)) : [file];
      }),
    );
    accept(found.flat());
  });
}

/**
 * Lists all files in a folder and its subfolders, sorted by name, without hidden ones.
 * @param {FileSystemDirectoryEntry} folder
 * @returns {Promise<File[]>}
 */
async function listFiles(folder) {
  const entries = await readEntries(folder.createReader());
  const visible = entries
    .filter(({ name }) => !name.startsWith('.'))
    .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
  const found = await Promise.all(
    visible.map((entry) =>
      entry.isDirectory
        ? listFiles(/** @type {FileSystemDirectoryEntry} */ (entry))
        : new Promise((/** @type {(files: File[]) => void} */ resolve, reject) =>
            /** @type {FileSystemFileEntry} */ (entry).file((file) => resolve([file]), reject),
          ),
    ),
  );
  return found.flat();
}

/** @param {FileSystemDirectoryReader} reader @returns {Promise<FileSystemEntry[]>} */
async function readEntries(reader) {
  /** @type {FileSystemEntry[]} */
  const entries = [];
  for (;;) {
    // Browsers return at most 100 entries per call.
    const batch = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!batch.length) return entries;
    entries.push(...batch);
  }
}
