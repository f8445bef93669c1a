// Takes the notes of a release from CHANGELOG.md, in the form of Keep a Changelog.
import { UserError } from './script.mjs';

/**
 * Returns what a changelog says about a version.
 * @param {string} changelog
 * @param {string} version
 */
export function releaseNotes(changelog, version) {
  const sections = changelog.split(/^(?=## \[)/m);
  const section = sections.find((text) => text.startsWith(`## [${version}]`));
  const [title, ...lines] = (section ?? '').split('\n');
  const notes = lines.join('\n').trim();
  if (!/^## \[[^\]]+\] - \d{4}-\d{2}-\d{2}$/.test(title) || !notes) {
    throw new UserError(
      `CHANGELOG.md must have a section "## [${version}] - YYYY-MM-DD" that says what has changed, and has ` +
        `${section ? `"${title}"${notes ? '' : ' with no text'}` : 'none for this version'}.`,
    );
  }
  return `# EmoSense ${version}\n\n${notes}\n`;
}
