// Checks a page for accessibility violations with axe-core.
import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';

/** @import { Page } from 'playwright-core' */
/** @import { AxeResults } from 'axe-core' */

/**
 * Asserts that all of axe-core's default rules hold for what the page shows now, frames included. The message of a
 * failure names each violated rule, what it asks for, and every element that violates it.
 * @param {Page} page of a context from `browser.newContext()`: axe-core opens a second page in it
 * @param {object} [options]
 * @param {string} [options.include] CSS selector of the only part to check; the rules for whole pages are then left out
 * @param {string[]} [options.disableRules] ids of rules that do not apply, such as 'page-has-heading-one'
 */
export async function assertAccessible(page, { include, disableRules = [] } = {}) {
  const axe = new AxeBuilder({ page }).disableRules(disableRules);
  if (include) axe.include(include);
  const { violations } = await axe.analyze();
  if (violations.length) assert.fail(`${await describePage(page)}\n${violations.map(describeViolation).join('\n')}`);
}

/** @param {AxeResults['violations'][number]} violation */
function describeViolation({ id, impact, help, nodes }) {
  const elements = nodes.map(({ target, failureSummary = '' }) => {
    return `    ${target.join(' ')}: ${failureSummary.replaceAll(/\s*\n\s*/g, '; ').replace(':;', ':')}`;
  });
  return [`  ${id} (${impact}): ${help}`, ...elements].join('\n');
}

/**
 * Returns what distinguishes this check from the others in a test: the address, the color scheme and the viewport.
 * @param {Page} page
 */
async function describePage(page) {
  const { width, height, isDark } = await page.evaluate(() => ({
    width: innerWidth,
    height: innerHeight,
    isDark: matchMedia('(prefers-color-scheme: dark)').matches,
  }));
  return `Accessibility violations at ${page.url()} (${isDark ? 'dark' : 'light'}, ${width} × ${height}):`;
}
