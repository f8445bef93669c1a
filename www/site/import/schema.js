/** The schemas that the formats of imported files share, and the check of a file's content against a schema. */
import * as v from 'valibot';
import { ImportError } from './import-error.js';

/** @import { GenericIssue, GenericSchema, InferOutput } from 'valibot' */

/** How much of a wrong value a message shows, in UTF-16 code units. */
const SHOWN_LENGTH = 60;

/**
 * Returns the content with the schema's type. Throws an ImportError with the code 'invalid', which names the entry and
 * says what was expected: the messages of all schemas complete the sentence "entry must be …".
 * @template {GenericSchema} Schema
 * @param {Schema} schema
 * @param {unknown} content
 * @returns {InferOutput<Schema>}
 */
export function parseContent(schema, content) {
  const result = v.safeParse(schema, content, { abortEarly: true, abortPipeEarly: true });
  if (result.success) return result.output;
  throw new ImportError('invalid', describe(result.issues[0]));
}

/** @param {GenericIssue} issue */
function describe(issue) {
  const { input, message } = issue;
  const path = issue.path ?? [];
  const keys = path.map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${key}`)).join('');
  const entry = shorten(keys.replace(/^\./, '')) || 'the file';
  const last = path.at(-1);
  if (last?.origin === 'key') return `${entry} is ${last.value === undefined ? 'missing' : 'not part of the format'}`;
  return `${entry} must be ${message}, got ${describeValue(last ? last.value : input)}`;
}

/** A list or an object is not written out: it may be of any length, and nested deeper than the stack. */
function describeValue(/** @type {unknown} */ value) {
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return shorten(JSON.stringify(value) ?? 'nothing');
}

/** @param {string} text */
function shorten(text) {
  return text.length > SHOWN_LENGTH ? `${text.slice(0, SHOWN_LENGTH)}…` : text;
}

/** @param {number} min @param {number} max */
export function numberFrom(min, max) {
  const message = `a number from ${min} to ${max}`;
  return v.pipe(v.number(message), v.minValue(min, message), v.maxValue(max, message));
}

/** @param {number} min @param {number} max */
export function integerFrom(min, max) {
  const message = `an integer from ${min} to ${max}`;
  return v.pipe(v.number(message), v.integer(message), v.minValue(min, message), v.maxValue(max, message));
}

/** A text that is not blank. @param {number} maxLength in UTF-16 code units */
export function textUpTo(maxLength) {
  const message = `a text of 1 to ${maxLength} characters`;
  const isFilled = (/** @type {string} */ text) => text.trim() !== '';
  return v.pipe(v.string(message), v.maxLength(maxLength, message), v.check(isFilled, message));
}

/**
 * A time in UTC or in local time since 1970, of which the calendar has the day.
 * @param {RegExp} pattern of the start of an ISO 8601 time
 * @param {string} example
 */
export function timeLike(pattern, example) {
  const message = `a time such as ${example}`;
  return v.pipe(
    v.string(message),
    v.regex(pattern, message),
    v.check((text) => {
      const time = new Date(`${text.slice(0, 13)}:00Z`);
      return time.getTime() >= 0 && time.toISOString().startsWith(text.slice(0, 13));
    }, message),
  );
}

/**
 * An object with these properties and no others.
 * @template {import('valibot').ObjectEntries} Entries
 * @param {Entries} entries
 */
export function exactly(entries) {
  return v.strictObject(entries, 'an object');
}

/** A list. @template {GenericSchema} Item @param {Item} item @param {number} maxLength */
export function listOf(item, maxLength = Infinity) {
  return v.pipe(v.array(item, 'a list'), v.maxLength(maxLength, `a list of at most ${maxLength} entries`));
}

/** One value. @template {string | number} Value @param {Value} value */
export function only(value) {
  return v.literal(value, JSON.stringify(value));
}
