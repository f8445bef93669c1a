/**
 * What <emo-sense> shows: its shadow tree, and each of its states in it. Notice and consent are no `part`: an author's style
 * must not take them away.
 */
import { ResultView } from '../ui/result-view.js';
import { html, svg } from '../ui/dom.js';
import { keepFocus } from '../ui/focus.js';
import { icon } from '../ui/icons.js';
import { EMOTIONS } from '../domain/emotions.js';

/** @typedef {import('../locales/messages.js').Strings} Strings */
/** @typedef {import('../locales/en.js').Fact} Fact */
/** @typedef {import('../session/session.js').State | 'consent'} State */

export class ElementView {
  /** @type {HTMLVideoElement} */
  video;
  display;
  onStart = () => {};
  onStop = () => {};
  onRetry = () => {};
  /** @type {(remember: boolean) => void} */
  onConsent = () => {};
  onForget = () => {};

  #root;
  #strings;
  #stage;
  #toggle;
  #notice;
  #forget;
  /** @param {ShadowRoot} shadow @param {Strings} strings */
  constructor(shadow, strings) {
    this.#strings = strings;
    const text = strings.element;
    this.video = html('video', { part: 'video', playsinline: true, muted: true, hidden: true });
    this.video.muted = true; // the attribute counts for what a parser made only
    const retry = html('button', { type: 'button', class: 'primary', part: 'button', hidden: true });
    const statusPanel = html(
      'div',
      { class: 'status-panel', role: 'alert', part: 'message', hidden: true },
      html('h2'),
      html('p', { class: 'status-text' }),
      html('progress', { 'aria-label': strings.download.label, hidden: true }),
      html('p', { class: 'status-amount', hidden: true }),
      retry,
    );
    const seven = EMOTIONS.map((emotion) => {
      const face = icon('', emotion);
      face.dataset.emotion = emotion;
      return face;
    });
    const welcome = html(
      'div',
      { class: 'welcome' },
      html('div', { class: 'seven' }, ...seven),
      html('h2', {}, text.title),
      html('p', {}, text.lead),
    );
    const overlay = svg('svg', { class: 'overlay', part: 'overlay', 'aria-hidden': 'true' });
    const picture = html('canvas', { part: 'picture', role: 'img', 'aria-label': text.picture, hidden: true });
    const hint = html('p', { class: 'hint', part: 'hint' });
    this.#stage = html(
      'div',
      { class: 'stage', part: 'stage', 'data-shows': 'welcome', tabindex: '-1' },
      welcome,
      this.video,
      picture,
      overlay,
      hint,
      statusPanel,
    );
    this.#toggle = html('button', { type: 'button', class: 'primary', part: 'button' });
    const cards = html('ol', { class: 'cards', part: 'scores', 'aria-label': text.scores });
    this.#forget = html('button', { type: 'button', class: 'forget', hidden: true }, text.forget);
    const facts = html('ul', { class: 'facts' }, ...text.facts.map(fact));
    this.#notice = html('details', { class: 'notice' }, html('summary', {}, text.notice), facts, this.#forget);
    const remember = html('input', { type: 'checkbox' });
    const consent = html('button', { type: 'button', class: 'primary' }, text.consent);
    const actions = html(
      'div',
      { class: 'actions' },
      html('label', { class: 'remember' }, remember, text.remember),
      html('p', { class: 'remembering' }, text.remembering(location.host)),
      consent,
    );
    const announcement = html('p', { class: 'visually-hidden', role: 'status' });
    this.#root = html(
      'div',
      { class: 'root', lang: strings.lang },
      html('div', { class: 'view' }, this.#stage, html('div', { class: 'controls', part: 'controls' }, this.#toggle)),
      html('div', { class: 'side' }, cards, this.#notice),
      actions,
      announcement,
    );
    shadow.replaceChildren(this.#root);
    this.display = new ResultView({ stage: this.#stage, overlay, cards, announcement }, strings);

    this.#toggle.addEventListener('click', () =>
      this.#toggle.dataset.does === 'stop' ? this.onStop() : this.onStart(),
    );
    retry.addEventListener('click', () => this.onRetry());
    consent.addEventListener('click', () => this.onConsent(remember.checked));
    this.#forget.addEventListener('click', () => {
      this.#forget.hidden = true;
      this.#notice.querySelector('summary')?.focus(); // the button that was pressed has gone
      this.onForget();
    });
  }

  /** @param {State} state @param {import('../session/session.js').Session} session @param {boolean} isRemembered */
  show(state, session, isRemembered) {
    const { stage } = this.display;
    const text = this.#strings.element;
    if (this.#root.dataset.state !== state) this.#notice.open = state === 'consent';
    this.#root.dataset.state = state;
    const isOn = state !== 'consent' && session.isOn;
    this.#toggle.dataset.does = isOn ? 'stop' : 'start';
    this.#toggle.textContent = isOn ? text.stop : text.start;
    this.#toggle.classList.toggle('primary', !isOn);
    this.#forget.hidden = !isRemembered;
    this.video.setAttribute('aria-label', session.kind === 'camera' ? text.video : text.source);
    this.display.showState(session);
    if (state === 'consent') stage.showWelcome();
    else if (state === 'idle') stage.showMessage(this.#strings.messages.idle);
    keepFocus([this.#toggle, this.#stage], /** @type {ShadowRoot} */ (this.#root.getRootNode()));
  }

  /** @param {string[]} missing what this browser lacks */
  showUnsupported(missing) {
    this.#root.dataset.state = 'error';
    this.#toggle.hidden = true;
    this.display.stage.showMessage(this.#strings.unsupported(missing));
  }
}

/** @param {Fact} fact */
function fact({ title, text, source, address }) {
  const link = source && address && html('a', { href: address, target: '_blank', rel: 'noopener' }, source);
  return html('li', {}, html('strong', {}, title), ` ${text}`, ...(link ? [' (', link, ').'] : []));
}
