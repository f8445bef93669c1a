// What an engine cannot do in the core tests, and why.

const NO_H264 = 'VideoDecoder of Firefox decodes no H.264 on a machine without the libraries of FFmpeg';
const FEW_CODECS = 'VideoDecoder of WebKitGTK 2.50 decodes VP8 only, with the plugins that its driver installs';

/** The reason by engine and by the page or file that it cannot open. @type {Record<string, Record<string, string>>} */
export const LIMITS = {
  firefox: { 'h264.mp4': NO_H264 },
  webkit: { 'h264.mp4': FEW_CODECS, 'vp9.webm': FEW_CODECS, 'av1.mp4': FEW_CODECS },
};
