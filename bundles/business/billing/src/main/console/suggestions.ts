import { Problem, html, nothing, styleMap, type TemplateResult, type ViewContext } from '@console/core';
import type { Item } from './types.js';

interface Host {
  readonly ctx: ViewContext;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  requestUpdate(): void;
}

/** What the price list offers for the description that is being typed. */
export class Suggestions {
  private items: readonly Item[] = [];
  private row: number | undefined;
  private active = -1;
  private asked: AbortController | undefined;
  private timer = 0;
  private place: Record<string, string> = {};

  constructor(
    private readonly host: Host,
    private readonly choose: (row: number, item: Item) => void,
  ) {}

  openFor(row: number): 'true' | 'false' {
    return this.row === row && this.items.length > 0 ? 'true' : 'false';
  }

  activeFor(row: number): unknown {
    return this.row === row && this.active >= 0 ? `suggestion-${this.active}` : nothing;
  }

  /** Asks the price list, after a pause in the typing. */
  ask(row: number, box: HTMLInputElement): void {
    this.asked?.abort();
    clearTimeout(this.timer);
    const text = box.value.trim();
    if (text.length < 2 || !this.host.ctx.may('billing.item.read')) return this.close();
    const asked = (this.asked = new AbortController());
    this.timer = window.setTimeout(() => void this.fetch(row, box, text, asked.signal), 140);
  }

  private async fetch(row: number, box: HTMLInputElement, text: string, signal: AbortSignal): Promise<void> {
    try {
      const { items } = await this.host.ctx.api.list<Item>('items', { q: text, active: true, limit: 7 }, signal);
      if (signal.aborted) return;
      this.row = row;
      this.items = items;
      this.active = -1;
      this.position(box);
      this.host.requestUpdate();
      await this.host.updateComplete;
      const list = this.list;
      if (list && items.length && !list.matches(':popover-open')) list.showPopover();
      if (list && !items.length && list.matches(':popover-open')) list.hidePopover();
    } catch (e) {
      // a description can be written without the price list
      if (!(e instanceof Problem) && !(e instanceof DOMException)) throw e;
    }
  }

  private position(box: HTMLInputElement): void {
    const at = box.getBoundingClientRect();
    const below = innerHeight - at.bottom > 260 || at.top < 260;
    this.place = {
      insetInlineStart: `${at.left}px`,
      inlineSize: `${Math.min(Math.max(at.width, 300), innerWidth - at.left - 8)}px`,
      ...(below ? { insetBlockStart: `${at.bottom + 4}px`, insetBlockEnd: 'auto' } : { insetBlockStart: 'auto', insetBlockEnd: `${innerHeight - at.top + 4}px` }),
    };
  }

  private get list(): HTMLElement | null {
    return this.host.renderRoot.querySelector('#suggestions');
  }

  close(): void {
    this.asked?.abort();
    clearTimeout(this.timer);
    if (this.row === undefined) return;
    this.row = undefined;
    this.items = [];
    this.active = -1;
    const list = this.list;
    if (list?.matches(':popover-open')) list.hidePopover();
    this.host.requestUpdate();
  }

  /** Whether a key was for the list. */
  key(e: KeyboardEvent): boolean {
    if (this.items.length === 0 || this.row === undefined) return false;
    if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      const step = e.key === 'ArrowDown' ? 1 : -1;
      this.active = Math.max(-1, Math.min(this.items.length - 1, this.active + step));
      this.host.requestUpdate();
    } else if (e.key === 'Enter' && this.active >= 0) this.pick(this.active);
    else if (e.key === 'Escape') this.close();
    else return false;
    e.preventDefault();
    e.stopPropagation();
    return true;
  }

  private pick(at: number): void {
    const item = this.items[at];
    const row = this.row;
    this.close();
    if (item && row !== undefined) this.choose(row, item);
  }

  render(): TemplateResult {
    const { ctx } = this.host;
    return html`<div id="suggestions" class="suggestions" popover="manual" role="listbox" aria-label=${ctx.t('items.title')} style=${styleMap(this.place)} @mousedown=${(e: Event) => e.preventDefault()}>
      ${this.items.map(
        (item, i) =>
          html`<div id="suggestion-${i}" role="option" aria-selected=${i === this.active} class=${i === this.active ? 'active' : ''} @click=${() => this.pick(i)}>
            <span class="grow"><b>${item.name}</b><span class="muted small">${item.code}</span></span>
            <span class="num">${ctx.money(item.unitPrice)}${item.unit ? html`<span class="muted"> / ${item.unit}</span>` : nothing}</span>
          </div>`,
      )}
    </div>`;
  }
}
