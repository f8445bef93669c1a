// What an engine cannot do in the core tests, and why.
//
// The tests in tests/browser run in Chromium alone: they drive it with Playwright, which needs builds of Firefox and WebKit
// of its own. Over WebDriver BiDi, Playwright opens no page in Firefox ESR (it sets media features, which Firefox refuses),
// has no downloads and no DevTools protocol, and breaks the pages' style-src when it takes a screenshot; WebKitGTK has no
// BiDi. So what every engine must do is tested in tests/engines, with drivers that each of them has.

const NO_H264 = 'VideoDecoder of Firefox decodes no H.264 on a machine without the libraries of FFmpeg';
const FEW_CODECS = 'VideoDecoder of WebKitGTK 2.50 decodes VP8 only, with the plugins that its driver installs';

/** The reason by engine and by the page or file that it cannot open. @type {Record<string, Record<string, string>>} */
export const LIMITS = {
  firefox: { 'h264.mp4': NO_H264 },
  webkit: { 'h264.mp4': FEW_CODECS, 'vp9.webm': FEW_CODECS, 'av1.mp4': FEW_CODECS },
};
