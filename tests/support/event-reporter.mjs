// A reporter for Node's test runner: writes the name and the outcome of each test as a line of JSON.

/** @import { TestEvent } from 'node:test/reporters' */

export default async function* reportEvents(/** @type {AsyncIterable<TestEvent>} */ events) {
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details.type === 'suite') continue;
    const isSkipped = data.skip !== undefined || data.todo !== undefined;
    const outcome = isSkipped ? 'skipped' : type === 'test:pass' ? 'passed' : 'failed';
    yield `${JSON.stringify({ name: data.name, outcome })}\n`;
  }
}
