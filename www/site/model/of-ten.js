/** The picture for everyone: of ten faces with each expression, how many the model names as most people do. */
import { html } from '../../package/ui/dom.js';
import { icon } from '../../package/ui/icons.js';
import { emosense, LABELS, sum } from './model-configs.js';

/** @import { Context } from './model.js' */

/** Fills the list, the expression that is recognized best first. @param {HTMLElement} list @param {Context} context */
export function showOfTen(list, { strings, emotions, numbers }) {
  const { recall, confusion } = emosense.privateTest.ferPlus.sixOrMore;
  const sorted = [...LABELS].sort((one, other) => recall[other] - recall[one]);
  list.replaceChildren(
    ...sorted.map((label) => {
      const named = Math.round(10 * recall[label]);
      const images = numbers.count(sum(confusion[LABELS.indexOf(label)]));
      const faces = Array.from({ length: 10 }, (_, index) => icon(index < named ? 'named' : 'missed', label));
      return html(
        'li',
        { 'data-emotion': label },
        html('span', { class: 'of-ten-name' }, emotions[label]),
        html('span', { class: 'of-ten-faces', 'aria-hidden': 'true' }, ...faces),
        html('strong', {}, strings.ofTen.named(String(named))),
        html('span', { class: 'of-ten-images' }, strings.ofTen.images(images)),
      );
    }),
  );
}
