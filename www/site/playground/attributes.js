/** Reads the attributes of <emo-sense> from the form. */

/**
 * Returns the attributes that differ from what the form shows at first, which are the defaults. Invalid values are
 * left out.
 * @param {HTMLFormElement} form whose controls have the names of attributes
 * @returns {Map<string, string>}
 */
export function attributesIn(form) {
  const data = new FormData(form);
  /** @type {Map<string, string>} */
  const attributes = new Map();
  const controls = /** @type {(HTMLInputElement | HTMLSelectElement)[]} */ ([...form.elements]);
  for (const { name } of controls.filter((control) => control.name && isChanged(control) && control.validity.valid)) {
    const values = data.getAll(name);
    if (values.length) attributes.set(name, values.join(' '));
  }
  return attributes;
}

/** @param {HTMLInputElement | HTMLSelectElement} control */
function isChanged(control) {
  if (control instanceof HTMLSelectElement) return !control.selectedOptions[0]?.defaultSelected;
  return control.type === 'checkbox'
    ? control.checked !== control.defaultChecked
    : control.value !== control.defaultValue;
}

/**
 * Gives the element these attributes, and removes the others that it has.
 * @param {Element} element
 * @param {Map<string, string>} attributes
 */
export function applyAttributes(element, attributes) {
  for (const name of element.getAttributeNames()) if (!attributes.has(name)) element.removeAttribute(name);
  for (const [name, value] of attributes) {
    if (element.getAttribute(name) !== value) element.setAttribute(name, value);
  }
}
