/** Tabs: a row of tabs over one panel; the arrow keys, Home and End choose, as in the ARIA Authoring Practices. */
import { html } from '../../package/ui/dom.js';

/**
 * Fills the row and selects its first tab.
 * @template {string} Name
 * @param {HTMLElement} row with the role `tablist`
 * @param {HTMLElement} panel with the role `tabpanel` and an id
 * @param {[name: Name, label: string][]} tabs
 * @param {(name: Name) => void} onSelect
 */
export function createTabs(row, panel, tabs, onSelect) {
  const buttons = tabs.map(([name, label]) => {
    const button = html('button', { type: 'button', role: 'tab', id: `tab-${name}`, 'aria-controls': panel.id }, label);
    button.addEventListener('click', () => select(button));
    return button;
  });

  const select = (/** @type {HTMLButtonElement} */ selected) => {
    for (const button of buttons) {
      button.setAttribute('aria-selected', String(button === selected));
      button.tabIndex = button === selected ? 0 : -1;
    }
    panel.setAttribute('aria-labelledby', selected.id);
    onSelect(tabs[buttons.indexOf(selected)][0]);
  };

  row.replaceChildren(...buttons);
  row.addEventListener('keydown', (event) => {
    const index = buttons.indexOf(/** @type {HTMLButtonElement} */ (event.target));
    const isRightToLeft = getComputedStyle(row).direction === 'rtl';
    const step = isRightToLeft ? -1 : 1;
    const next = { ArrowRight: index + step, ArrowLeft: index - step, Home: 0, End: -1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (buttons.at(next % buttons.length));
    select(button);
    button.focus();
  });
  select(buttons[0]);
}
