// What tests and benchmarks define in the pages that they open, and the libraries that they load there.

import type { EmotionClient as EmotionClientClass } from '../../www/package/client/client.js';
import type { Recognizer as RecognizerClass } from '../../www/package/client/pkg/emosense.js';

declare global {
  /** Of the page that module.mjs opens. */
  var Recognizer: typeof RecognizerClass;
  var recognizer: RecognizerClass;
  /** Of the page of client.test.mjs. */
  var EmotionClient: typeof EmotionClientClass;

  interface Window {
    /** Each test and benchmark leaves values of its own on the page; Mediabunny and Observable Plot do, too. */
    // biome-ignore lint/suspicious/noExplicitAny: these values have nothing in common.
    [name: string]: any;
  }
}
