// What exports have in common: CSV that every spreadsheet reads and none runs, and the local day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvFromLines, quoteField } from '../../www/site/export/csv.js';
import { localDay, localTime } from '../../www/site/export/local-time.js';

for (const [name, text] of Object.entries({
  'at the start': '=1+1',
  'behind a blank': ' =1+1',
  'behind a no-break space': '\u00a0=1+1',
  'behind a zero-width space': '\u200b=1+1',
  'behind a line feed': '\n=1+1',
  'behind a tab': '\t@SUM(1)',
  'with a full-width sign': '＝1+1',
  'with a full-width at sign': '＠SUM(1)',
  'with a minus sign': '−1+1',
})) {
  test(`a formula ${name} is a text`, () => assert.ok(quoteField(text).startsWith(`"'`), quoteField(text)));
}

test('a formula behind the separator of other countries is a text', () => {
  assert.equal(quoteField('a;=1+1'), `"a;'=1+1"`);
});

test('other texts stay as they are', () => {
  assert.equal(quoteField('IMG-1 (2).png; Königsplatz = 3'), '"IMG-1 (2).png; Königsplatz = 3"');
});

test('a spreadsheet recognizes UTF-8 by the byte-order mark', () => {
  assert.deepEqual([...Buffer.from(csvFromLines(['ö'])).subarray(0, 3)], [0xef, 0xbb, 0xbf]);
});

test('days and times are those of the local clock', () => {
  const time = new Date(2026, 10, 25, 0, 5); // the day before in UTC east of Greenwich
  assert.equal(localDay(time), '2026-11-25');
  assert.equal(localTime(time), '2026-11-25T00:05');
  assert.equal(localDay(new Date(2026, 10, 25, 23, 55)), '2026-11-25'); // the day after in UTC west of Greenwich
});
