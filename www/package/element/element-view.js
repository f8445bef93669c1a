/**
 * ElementView: the shadow tree of <emo-sense>, and how it shows each state. Notice and consent have no `part`, so that
 * an author's style sheet cannot remove them.
 */
import { EMOTIONS } from '../domain/emotions.js';
import { html, svg } from '../ui/dom.js';
import { keepFocus } from '../ui/focus.js';
import { icon } from '../ui/icons.js';
import { ResultView } from '../ui/result-view.js';

/** @import { Fact, Strings } from '../locales/messages.js' */
/** @import { Session } from '../session/session.js' */
/** @import { State } from './element-events.js' */

export class ElementView {
  /** Called when a person presses the button that starts, stops, tries again, or withdraws the consent. */
  onStart = () => {};
  onStop = () => {};
  onRetry = () => {};
  onForget = () => {};
  /** Called when a person gives consent. @type {(shouldRemember: boolean) => void} */
  onConsent = () => {};

  video;
  results;
  #shadow;
  #strings;
  #root;
  #stage;
  #toggle = html('button', { type: 'button', class: 'primary', part: 'button' });
  #notice;
  #forget;

  /** @param {ShadowRoot} shadow @param {Strings} strings */
  constructor(shadow, strings) {
    const text = strings.element;
    this.#shadow = shadow;
    this.#strings = strings;
    this.video = html('video', { part: 'video', playsinline: true, muted: true, hidden: true });
    this.video.muted = true; // the attribute only affects a video that the parser created
    const retry = html('button', { type: 'button', class: 'primary', part: 'button', hidden: true });
    const overlay = svg('svg', { class: 'overlay', part: 'overlay', 'aria-hidden': 'true' });
    this.#stage = html(
      'div',
      { class: 'stage', part: 'stage', 'data-shows': 'welcome', tabindex: '-1' },
      createWelcome(strings),
      this.video,
      html('canvas', { part: 'image', role: 'img', 'aria-label': text.image, hidden: true }),
      overlay,
      html('p', { class: 'hint', part: 'hint' }),
      createStatusPanel(strings, retry),
    );
    const cards = html('ol', { class: 'cards', part: 'scores', 'aria-label': text.scores });
    this.#forget = html('button', { type: 'button', class: 'forget', hidden: true }, text.forget);
    this.#notice = html(
      'details',
      { class: 'notice' },
      html('summary', {}, text.notice),
      html('ul', { class: 'facts' }, ...text.facts.map(createFact)),
      this.#forget,
    );
    const announcement = html('p', { class: 'visually-hidden', role: 'status' });
    this.#root = html(
      'div',
      { class: 'root', lang: strings.lang },
      html('div', { class: 'view' }, this.#stage, html('div', { class: 'controls', part: 'controls' }, this.#toggle)),
      html('div', { class: 'side' }, cards, this.#notice),
      createActions(strings, (shouldRemember) => this.onConsent(shouldRemember)),
      announcement,
    );
    shadow.replaceChildren(this.#root);
    this.results = new ResultView({ stage: this.#stage, overlay, cards, announcement }, strings);

    this.#toggle.addEventListener('click', () => {
      if (this.#toggle.dataset.action === 'stop') this.onStop();
      else this.onStart();
    });
    retry.addEventListener('click', () => this.onRetry());
    this.#forget.addEventListener('click', () => {
      this.#forget.hidden = true;
      this.#notice.querySelector('summary')?.focus(); // the pressed button has disappeared
      this.onForget();
    });
  }

  /** @param {State} state @param {Session} session @param {boolean} isConsentRemembered */
  showState(state, session, isConsentRemembered) {
    const { stage } = this.results;
    const text = this.#strings.element;
    if (this.#root.dataset.state !== state) this.#notice.open = state === 'consent';
    this.#root.dataset.state = state;
    const isOn = state !== 'consent' && session.isOn;
    this.#toggle.dataset.action = isOn ? 'stop' : 'start';
    this.#toggle.textContent = isOn ? text.stop : text.start;
    this.#toggle.classList.toggle('primary', !isOn);
    this.#forget.hidden = !isConsentRemembered;
    this.video.setAttribute('aria-label', session.kind === 'camera' ? text.video : text.source);
    this.results.showState(session);
    if (state === 'consent') stage.showWelcome();
    else if (state === 'idle') stage.showMessage(this.#strings.messages.idle);
    keepFocus([this.#toggle, this.#stage], this.#shadow);
  }

  /** @param {string[]} missing the features that this browser lacks */
  showUnsupported(missing) {
    this.#root.dataset.state = 'error';
    this.#toggle.hidden = true;
    this.results.stage.showMessage(this.#strings.unsupported(missing));
  }
}

/** @param {Strings} strings */
function createWelcome({ element: { title, lead } }) {
  const icons = EMOTIONS.map((emotion) => {
    const face = icon('', emotion);
    face.dataset.emotion = emotion;
    return face;
  });
  return html(
    'div',
    { class: 'welcome' },
    html('div', { class: 'emotion-icons' }, ...icons),
    html('h2', {}, title),
    html('p', {}, lead),
  );
}

/** @param {Strings} strings @param {HTMLButtonElement} retry */
function createStatusPanel({ download }, retry) {
  return html(
    'div',
    { class: 'status-panel', role: 'alert', part: 'message', hidden: true },
    html('h2'),
    html('p', { class: 'status-text' }),
    html('progress', { 'aria-label': download.label, hidden: true }),
    html('p', { class: 'status-amount', hidden: true }),
    retry,
  );
}

/** @param {Strings} strings @param {(shouldRemember: boolean) => void} onConsent */
function createActions({ element: text }, onConsent) {
  const remember = html('input', { type: 'checkbox' });
  const consent = html('button', { type: 'button', class: 'primary' }, text.consent);
  consent.addEventListener('click', () => onConsent(remember.checked));
  return html(
    'div',
    { class: 'actions' },
    html('label', { class: 'remember' }, remember, text.remember),
    html('p', { class: 'remembering' }, text.remembering(location.host)),
    consent,
  );
}

/** @param {Fact} fact */
function createFact({ title, text, source, url }) {
  const link = source && url && html('a', { href: url, target: '_blank', rel: 'noopener' }, source);
  return html('li', {}, html('strong', {}, title), ` ${text}`, ...(link ? [' (', link, ').'] : []));
}
