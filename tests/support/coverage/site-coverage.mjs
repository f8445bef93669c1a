// Measures how much of the code of the site and the package the tests run, in pages and all kinds of workers.
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CoverageReport } from 'monocart-coverage-reports';
import { dist, root } from '../../../www/build/paths.mjs';
import { digestOfScript, sourceMapFile } from '../../../www/build/source-maps.mjs';
import { filesIn } from '../file-differences.mjs';
import { parseLcov } from './lcov.mjs';

/** The sources that count, by the ends of their paths in source maps. */
const SOURCES = /(?:^|\/)(www\/(?:package|site)\/(?!client\/pkg\/).*\.js)$/;

/**
 * Returns the coverage of the sources by what collector.mjs has written into a folder.
 * @param {string} folder
 */
export async function siteCoverage(folder) {
  const scripts = builtScripts();
  const outputDir = join(root, 'target/coverage/site');
  rmSync(outputDir, { recursive: true, force: true });
  mkdirSync(outputDir, { recursive: true });
  const report = new CoverageReport({
    outputDir,
    reports: ['lcovonly'],
    logging: 'error',
    sourceFilter: (path) => SOURCES.test(path),
    sourcePath: (path) => SOURCES.exec(path)?.[1] ?? path,
  });
  // What no test loads counts as not covered.
  const none = [...scripts].map(([url, script]) => {
    const ranges = [{ startOffset: 0, endOffset: script.source.length, count: 0 }];
    return { ...script, url: `${url}.js`, functions: [{ functionName: '', isBlockCoverage: true, ranges }] };
  });
  await report.add(none);
  for (const name of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    /** @type {{ url: string, functions: object[] }[]} */
    const collected = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    const entries = collected.flatMap(({ url, functions }) => {
      const script = scripts.get(url);
      return script ? { ...script, url: `${url}.js`, functions } : [];
    });
    if (entries.length) await report.add(entries);
  }
  await report.generate();
  return parseLcov(readFileSync(join(outputDir, 'lcov.info'), 'utf8'));
}

/** Returns the built scripts with their source maps, by their digests. */
function builtScripts() {
  const paths = filesIn(dist).filter((path) => path.endsWith('.js'));
  return new Map(
    paths.flatMap((path) => {
      const source = readFileSync(join(dist, path));
      const digest = digestOfScript(source);
      const sourceMap = sourceMapOf(digest);
      return sourceMap ? [[digest, { source: source.toString(), sourceMap }]] : [];
    }),
  );
}

/** Returns the source map of a script, or null: what the build only copies has none. */
function sourceMapOf(/** @type {string} */ digest) {
  try {
    return JSON.parse(readFileSync(sourceMapFile(digest), 'utf8'));
  } catch {
    return null;
  }
}
