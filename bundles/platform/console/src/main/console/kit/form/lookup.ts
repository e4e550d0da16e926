import { html, css, live, nothing, type TemplateResult } from '../lit.js';
import { icon } from '../core.js';
import { Field } from './field.js';
import { open } from '../popup.js';
import { popupStyles } from '../popup-styles.js';

export interface Found {
  readonly id: string;
  readonly label: string;
  /** A second line: tax number, SKU, address. */
  readonly sub?: string;
}

/**
 * `<c-lookup .find=${(text, signal) => Promise<Found[]>} .get=${id => Promise<Found>}>`: picks one of many records. The
 * value is its id; `text` its name (asked from `get` if only the id is known). With `allow-new` what was typed can be
 * created: event `new` with `detail.text`; whoever creates it then sets `value` and `text`.
 */
export class LookupField extends Field {
  static override properties = {
    ...Field.properties,
    find: { attribute: false },
    get: { attribute: false },
    text: {},
    allowNew: { type: Boolean, attribute: 'allow-new' },
    typed: { state: true },
    items: { state: true },
    active: { state: true },
    state: { state: true },
  };
  static override styles = [
    ...Field.styles,
    popupStyles,
    css`
      .spin { inline-size: 16px; block-size: 16px; margin: auto 10px; border-radius: 50%; border: 2px solid var(--c-line-2); border-block-start-color: var(--c-accent); animation: spin .8s linear infinite; }
      @keyframes spin { to { rotate: 1turn; } }
      @media (prefers-reduced-motion: reduce) { .spin { animation-duration: 3s; } }
    `,
  ];
  declare find: ((text: string, signal: AbortSignal) => Promise<readonly Found[]>) | undefined;
  declare get: ((id: string) => Promise<Found>) | undefined;
  declare text: string;
  declare allowNew: boolean;
  private declare typed: string | undefined;
  private declare items: readonly Found[];
  private declare active: number;
  private declare state: 'shut' | 'asking' | 'there' | 'failed';
  private asked: AbortController | undefined;
  private timer = 0;
  private shut: (() => void) | undefined;

  constructor() {
    super();
    this.text = '';
    this.allowNew = false;
    this.items = [];
    this.active = -1;
    this.state = 'shut';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close();
  }

  override check(): string {
    if (this.typed?.trim() && !this.value) return this.say('form.pickOne');
    return super.check();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (!changed.has('value')) return;
    if (!this.value) {
      if (this.typed === undefined) this.text = '';
    } else if (!this.text || !changed.has('text')) {
      const known = this.items.find((i) => i.id === this.value);
      if (known) this.text = known.label;
      else if (this.get) void this.recall(this.value, this.get);
    }
  }

  private async recall(id: string, get: (id: string) => Promise<Found>): Promise<void> {
    try {
      const found = await get(id);
      if (this.value === id) this.text = found.label;
    } catch {
      if (this.value === id) this.text = id;
    }
  }

  override render(): TemplateResult {
    const isOpen = this.state !== 'shut';
    const count = this.items.length + (this.offersNew() ? 1 : 0);
    return html`${this.frame(html`<input
          id="input"
          part="input"
          role="combobox"
          aria-autocomplete="list"
          aria-expanded=${isOpen}
          aria-controls="list"
          aria-activedescendant=${isOpen && this.active >= 0 && this.active < count ? `o${this.active}` : nothing}
          aria-invalid=${this.message ? 'true' : nothing}
          aria-describedby=${this.describedBy()}
          autocomplete="off"
          spellcheck="false"
          name=${this.name || nothing}
          placeholder=${this.placeholder || this.say('form.search')}
          .value=${live(this.typed ?? this.text)}
          ?required=${this.required}
          ?disabled=${this.disabled}
          ?readonly=${this.readonly}
          @input=${(e: Event) => this.input((e.target as HTMLInputElement).value)}
          @change=${(e: Event) => e.stopPropagation()}
          @click=${() => !isOpen && this.ask(0)}
          @keydown=${this.key}
          @blur=${() => this.leave()}
        />
        ${this.state === 'asking' ? html`<span class="spin" aria-hidden="true"></span>` : nothing}
        ${this.value && !this.required && !this.disabled && !this.readonly
          ? html`<button class="inner" type="button" aria-label=${this.say('form.clear', { label: this.label })} @click=${() => this.pick(undefined)}>${icon('x', 16)}</button>`
          : nothing}`)}
      <div id="list" popover="manual" role="listbox" aria-label=${this.label} @mousedown=${(e: Event) => e.preventDefault()}>
        ${this.items.map((item, i) => this.option(item, i))}
        ${this.offersNew()
          ? html`<div id="o${this.items.length}" role="option" aria-selected="false" class="option new ${this.active === this.items.length ? 'active' : ''}" @click=${() => this.create()}>
              ${icon('plus', 16)}<span>${this.say('form.create', { text: this.typed?.trim() ?? '' })}</span>
            </div>`
          : nothing}
        ${count
          ? nothing
          : html`<div class="hint" role="option" aria-disabled="true" aria-selected="false">${this.say(this.state === 'failed' ? 'form.searchFailed' : this.state === 'asking' ? 'form.searching' : 'form.nothingFound')}</div>`}
      </div>
      <div class="hide-label" role="status">${this.state === 'there' ? this.say('form.results', { count: this.items.length }) : ''}</div>`;
  }

  private option(item: Found, i: number): TemplateResult {
    const picked = item.id === this.value;
    return html`<div id="o${i}" role="option" aria-selected=${picked} class="option ${this.active === i ? 'active' : ''}" @click=${() => this.pick(item)}>
      <span>${item.label}${item.sub ? html`<span class="sub">${item.sub}</span>` : nothing}</span>
      ${picked ? html`<span class="end">${icon('check', 16)}</span>` : nothing}
    </div>`;
  }

  private offersNew(): boolean {
    const text = this.typed?.trim().toLowerCase();
    return this.allowNew && !!text && this.state !== 'asking' && !this.items.some((i) => i.label.toLowerCase() === text);
  }

  private input(typed: string): void {
    this.typed = typed;
    this.change('', { item: undefined });
    this.ask(160);
  }

  /** Asks for what fits the typed text, after a pause, and shows it. */
  private ask(pause: number): void {
    if (!this.find || this.disabled || this.readonly) return;
    this.asked?.abort();
    clearTimeout(this.timer);
    const asked = (this.asked = new AbortController());
    this.state = 'asking';
    this.active = -1;
    this.timer = window.setTimeout(() => void this.fetch(asked.signal), pause);
  }

  private async fetch(signal: AbortSignal): Promise<void> {
    try {
      const items = await this.find!(this.typed?.trim() ?? '', signal);
      if (signal.aborted) return;
      this.items = items;
      this.state = 'there';
      this.active = items.length && this.typed?.trim() ? 0 : -1;
    } catch {
      if (signal.aborted) return;
      this.items = [];
      this.state = 'failed';
    }
    await this.updateComplete;
    if (signal.aborted || !this.isConnected) return;
    this.shut?.();
    this.shut = open(this.renderRoot.querySelector<HTMLElement>('#list')!, this.renderRoot.querySelector('.box')!, { match: true });
  }

  private close(): void {
    this.asked?.abort();
    clearTimeout(this.timer);
    this.shut?.();
    this.shut = undefined;
    this.state = 'shut';
    this.active = -1;
  }

  private pick(item: Found | undefined): void {
    this.typed = undefined;
    this.text = item?.label ?? '';
    this.close();
    if (item && item.id !== this.value) this.items = [item];
    this.change(item?.id ?? '', { item });
    this.validate();
    this.renderRoot.querySelector<HTMLElement>('#input')?.focus();
  }

  private create(): void {
    const text = this.typed?.trim() ?? '';
    this.close();
    this.emit('new', { text, name: this.name });
  }

  private key(e: KeyboardEvent): void {
    const count = this.items.length + (this.offersNew() ? 1 : 0);
    const isOpen = this.state !== 'shut';
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      e.preventDefault();
      if (!isOpen) return this.ask(0);
      const step = e.key === 'ArrowDown' ? 1 : -1;
      if (count) this.active = (this.active + step + count + (this.active < 0 && step < 0 ? 1 : 0)) % count;
      void this.updateComplete.then(() => this.renderRoot.querySelector(`#o${this.active}`)?.scrollIntoView({ block: 'nearest' }));
    } else if (e.key === 'Enter' && isOpen) {
      e.preventDefault();
      e.stopPropagation();
      if (this.active === this.items.length && this.offersNew()) this.create();
      else if (this.items[this.active]) this.pick(this.items[this.active]);
    } else if (e.key === 'Escape' && isOpen) {
      e.preventDefault();
      e.stopPropagation();
      this.close();
    }
  }

  private leave(): void {
    const only = this.state === 'there' && this.typed?.trim() ? this.items.filter((i) => i.label.toLowerCase() === this.typed!.trim().toLowerCase()) : [];
    this.close();
    if (only.length === 1 && only[0]) {
      this.typed = undefined;
      this.text = only[0].label;
      this.change(only[0].id, { item: only[0] });
    }
    if (!this.typed?.trim()) this.typed = undefined;
    if (this.typed || this.value || this.found) this.validate();
  }
}

customElements.define('c-lookup', LookupField);
