/** Accepts files that are chosen, pasted, or dropped anywhere on the page; folders are read with all they contain. */
import { MAX_FILES } from '../../package/domain/limits.js';
import { onFilesDropped } from '../../package/ui/file-drop.js';
import { onFilesChosen } from '../../package/ui/file-input.js';
import { onFilesPasted } from '../../package/ui/file-paste.js';

/**
 * What could not be taken.
 * @typedef {object} Refused
 * @property {string[]} unreadable paths of files and folders
 * @property {boolean} areTooMany whether there were more than MAX_FILES
 */

/**
 * @param {HTMLInputElement} input
 * @param {(files: File[], refused: Refused) => void} onFiles called with at least one file, or with something refused
 */
export function acceptFiles(input, onFiles) {
  const accept = (/** @type {File[]} */ files, /** @type {string[]} */ unreadable = []) => {
    const areTooMany = files.length > MAX_FILES;
    if (files.length || unreadable.length) onFiles(files.slice(0, MAX_FILES), { unreadable, areTooMany });
  };
  onFilesChosen(input, accept);
  onFilesPasted(accept);

  onFilesDropped(async (transfer) => {
    const files = [...transfer.files];
    const entries = [...transfer.items].filter(({ kind }) => kind === 'file').map((item) => item.webkitGetAsEntry());
    const listing = new FolderListing();
    for (const [index, file] of files.entries()) {
      const entry = entries[index];
      if (entry?.isDirectory) await listing.add(entry);
      else listing.files.push(file);
    }
    accept(listing.files, listing.unreadable);
  });
}

/** The files in folders and their subfolders, sorted by name, without hidden ones. */
class FolderListing {
  /** Each has its path as its name, which tells apart files of the same name. @type {File[]} */
  files = [];
  /** The paths of what could not be read. @type {string[]} */
  unreadable = [];
  /** The number of files and folders so far: folders may be nested without end. */
  #entries = 0;

  /** Adds what an entry contains, as long as there are not too many. Never rejects. @param {FileSystemEntry} entry */
  async add(entry) {
    if (this.#entries > MAX_FILES) return;
    this.#entries++;
    try {
      if (entry.isDirectory) await this.#addFolder(/** @type {FileSystemDirectoryEntry} */ (entry));
      else this.files.push(await openFile(/** @type {FileSystemFileEntry} */ (entry)));
    } catch {
      this.unreadable.push(entry.fullPath.slice(1));
    }
  }

  /** @param {FileSystemDirectoryEntry} folder */
  async #addFolder(folder) {
    const entries = await readEntries(folder.createReader());
    const visible = entries
      .filter(({ name }) => !name.startsWith('.'))
      .sort((one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }));
    for (const entry of visible) await this.add(entry);
  }
}

/** @param {FileSystemFileEntry} entry @returns {Promise<File>} */
async function openFile(entry) {
  /** @type {File} */
  const file = await new Promise((resolve, reject) => entry.file(resolve, reject));
  return new File([file], entry.fullPath.slice(1), { type: file.type, lastModified: file.lastModified });
}

/** @param {FileSystemDirectoryReader} reader @returns {Promise<FileSystemEntry[]>} */
async function readEntries(reader) {
  /** @type {FileSystemEntry[]} */
  const entries = [];
  while (entries.length <= MAX_FILES) {
    // Browsers return at most 100 entries per call.
    const batch = await new Promise((/** @type {(entries: FileSystemEntry[]) => void} */ resolve, reject) =>
      reader.readEntries(resolve, reject),
    );
    if (!batch.length) break;
    entries.push(...batch);
  }
  return entries;
}
