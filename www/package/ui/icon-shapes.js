/** The shapes of the icons as SVG paths, for elements and canvases alike. */

/** @import { Emotion } from '../client/pkg/emosense.js' */
/** `face` is one without an expression. @typedef {Emotion | 'face'} IconName */

/**
 * The brows and the mouth, then the eyes as dots, in a view box of 24 × 24.
 * @type {Record<IconName, [lines: string, dots: string]>}
 */
export const ICON_SHAPES = {
  face: ['', 'M8.8 10h0M15.2 10h0'],
  angry: ['M6.8 7.7l3.4 1.7M17.2 7.7l-3.4 1.7M8.6 16.6c1.8-1.5 5-1.5 6.8 0', 'M8.8 11.3h0M15.2 11.3h0'],
  disgusted: ['M7.2 9l3 1.2-3 1.2M16.8 9l-3 1.2 3 1.2M7.8 16.4c1.3-1.7 2.6-1.7 3.8-.5s2.6 1.2 4.6-1', ''],
  fearful: ['M6.6 8 9.6 6.6M17.4 8l-3-1.4M8 16.8l1.6-1.6 1.6 1.6 1.6-1.6 1.6 1.6 1.6-1.6', 'M8.8 11h0M15.2 11h0'],
  happy: ['M7.2 13.6c.8 2.7 2.6 4 4.8 4s4-1.3 4.8-4z', 'M8.8 9.5h0M15.2 9.5h0'],
  neutral: ['M8.5 15.5h7', 'M8.8 10h0M15.2 10h0'],
  sad: ['M7 9.2 10 7.8M17 9.2l-3-1.4M8.2 17.4c.9-1.8 2.2-2.6 3.8-2.6s2.9.8 3.8 2.6', 'M8.8 11.4h0M15.2 11.4h0'],
  surprised: [
    'M12 14a2 2 0 0 1 0 4 2 2 0 0 1 0-4M7 7.4c.9-1 2.5-1 3.4 0M13.6 7.4c.9-1 2.5-1 3.4 0',
    'M8.8 10.6h0M15.2 10.6h0',
  ],
};
export const ICON_OUTLINE = 'M12 2.5a9.5 9.5 0 0 1 0 19 9.5 9.5 0 0 1 0-19';
