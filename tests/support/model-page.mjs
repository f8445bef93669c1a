// The page about the model: how to open it and read its tables, and the committed files that its numbers must come
// from.
import { readdirSync, readFileSync } from 'node:fs';
import { visit } from './visit.mjs';

/** @import { BrowserContextOptions, Page } from 'playwright-core' */
/** @import { Site } from './chromium.mjs' */
/** @import { VisitOptions } from './visit.mjs' */

const models = new URL('../../models/', import.meta.url);
const readJson = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, models), 'utf8'));

/** The config of the built-in emotion model, with its test results. */
export const modelConfig = readJson('emotion.json');
export const robustness = readJson('robustness.json');
/** The configs of the paper's models, by file name. @type {Record<string, any>} */
export const paperModels = Object.fromEntries(
  readdirSync(new URL('paper', models))
    .filter((name) => name.endsWith('.json'))
    .map((name) => [name.replace('.json', ''), readJson(`paper/${name}`)]),
);
/** The five folds of the paper's cross-validation. */
export const folds = Object.keys(paperModels)
  .filter((name) => name.includes('fold'))
  .sort()
  .map((name) => paperModels[name]);

/** The ids of the figures in their order on the page. */
export const FIGURES = [
  'confusion-people',
  'confusion-labels',
  'sensitivity',
  'classes',
  'reliability',
  'curves',
  'heights',
  'distortions',
  'comparison',
  'frameworks',
];

const format = (/** @type {Intl.NumberFormatOptions} */ options) => {
  const { format } = new Intl.NumberFormat('en', options);
  return (/** @type {number} */ value) => format(value);
};
export const formatPercent = format({ style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
export const formatCount = format({});
export const formatThousandths = format({ minimumFractionDigits: 3, maximumFractionDigits: 3 });

export const sum = (/** @type {number[]} */ numbers) => numbers.reduce((total, number) => total + number, 0);

/** What the model achieves by each convention, and what the page calls the convention. */
export const conventions = [
  {
    id: 'people',
    title: 'What most people say',
    confusion: modelConfig.privateTest.ferPlus.sixOrMore.confusion,
    reliability: modelConfig.privateTest.ferPlus.reliability,
  },
  {
    id: 'labels',
    title: 'FER-2013’s labels',
    confusion: modelConfig.privateTest.confusion,
    reliability: modelConfig.privateTest.reliability,
  },
];

/** Returns the number of images in a test set. @param {{ perClass: Record<string, { count: number }> }} result */
export const imageCount = ({ perClass }) => sum(Object.values(perClass).map(({ count }) => count));

/**
 * Opens the page, waits until its last chart is drawn, and performs the steps.
 * @param {Site} site
 * @param {VisitOptions & BrowserContextOptions} options
 * @param {(page: Page) => Promise<void>} steps
 */
export function visitModelPage(site, options, steps) {
  return visit(site, { path: 'model.html', ...options }, async (page) => {
    await page.locator('#frameworks svg.plot').nth(1).waitFor();
    await steps(page);
  });
}

/**
 * Opens the table below a figure and returns the texts of its rows, without the header.
 * @param {Page} page
 * @param {string} id
 */
export async function readTable(page, id) {
  const figure = page.locator(`#${id}`);
  const isOpen = await figure.locator('details').evaluate((/** @type {HTMLDetailsElement} */ { open }) => open);
  if (!isOpen) await figure.locator('summary').click();
  const rows = await figure
    .locator('details table tr')
    .evaluateAll((/** @type {HTMLTableRowElement[]} */ all) =>
      all.map(({ cells }) => [...cells].map(({ innerText }) => innerText)),
    );
  return rows.slice(1);
}
