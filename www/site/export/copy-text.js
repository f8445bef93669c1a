/** Copies the text of an element to the clipboard, or selects it where the browser does not let the page copy. */

/**
 * Resolves to whether the text was copied; otherwise it is selected, and the person copies it.
 * @param {HTMLElement} element
 */
export async function copyText(element) {
  try {
    await navigator.clipboard.writeText(element.textContent ?? '');
    return true;
  } catch {
    getSelection()?.selectAllChildren(element);
    return false;
  }
}
