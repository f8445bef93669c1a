/** What `import … from 'emosense/testing'` gives: a double of the client for unit tests. */
export * from '../testing/testing.js';
