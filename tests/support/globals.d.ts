// What tests and benchmarks define in the pages that they open, and what the pages' libraries and browser add.

import type { EmotionClient as EmotionClientClass } from '../../www/package/client/client.js';
import type { Recognizer as RecognizerClass } from '../../www/package/client/pkg/custom-models/emosense.js';
import type { EmoSenseElement } from '../../www/package/element/element.js';

declare global {
  /** Of the page that module.mjs opens. */
  var Recognizer: typeof RecognizerClass;
  var recognizer: RecognizerClass;
  /** Of the page that client-page.mjs opens. */
  var EmotionClient: typeof EmotionClientClass;
  var photo: Blob;
  var codeOf: (promise: Promise<unknown>) => Promise<string>;

  interface Window {
    /** Each test and benchmark leaves values of its own on the page; Mediabunny and Observable Plot do, too. */
    // biome-ignore lint/suspicious/noExplicitAny: these values have nothing in common.
    [name: string]: any;
  }

  interface HTMLElementTagNameMap {
    'emo-sense': EmoSenseElement;
  }

  /** A layout shift. */
  interface PerformanceEntry {
    value: number;
    hadRecentInput: boolean;
  }

  /** The Network Information API, which only Chromium has. */
  interface Navigator {
    connection: EventTarget & { saveData: boolean };
  }
}
