import { LitElement, css, html, nothing, type TemplateResult } from 'lit';
import { formats } from '../core/formats.js';
import { HostElement } from '../core/host-element.js';
import { icon } from '../core/icons.js';
import type { Tone } from '../core/overlay.js';
import { ui } from '../core/styles.js';

export interface TimelineItem {
  id: string;
  icon: string;
  tone?: Tone;
  title: string;
  text?: string | undefined;
  at: string;
  author?: string | undefined;
  href?: string | undefined;
  actions?: TemplateResult;
}

/** What happened, newest first, by day. */
class Timeline extends HostElement {
  static override properties = { items: { attribute: false } };
  declare items: TimelineItem[];

  static override styles = [
    ui,
    css`
      h3 {
        color: var(--c-text-2);
        font-size: 12px;
        padding-block: 14px 8px;
      }
      h3:first-child {
        padding-block-start: 0;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
      }
      li {
        display: grid;
        grid-template-columns: 34px minmax(0, 1fr) auto;
        gap: 0 14px;
        padding-block-end: 18px;
        position: relative;
      }
      li::before {
        content: '';
        position: absolute;
        inset: 34px auto 0 16.5px;
        border-inline-start: 1px solid var(--c-line);
      }
      li:last-child::before {
        display: none;
      }
      .dot {
        inline-size: 34px;
        block-size: 34px;
        border-radius: 50%;
        display: grid;
        place-items: center;
        background: var(--c-hover);
        color: var(--c-text-2);
      }
      .dot.ok {
        background: var(--c-ok-bg);
        color: var(--c-ok);
      }
      .dot.warn {
        background: var(--c-warn-bg);
        color: var(--c-warn);
      }
      .dot.bad {
        background: var(--c-bad-bg);
        color: var(--c-bad);
      }
      .dot.info {
        background: var(--c-info-bg);
        color: var(--c-info);
      }
      .what {
        padding-block-start: 5px;
        overflow-wrap: anywhere;
      }
      .what b,
      .what a {
        font-weight: 600;
      }
      .text {
        white-space: pre-line;
        color: var(--c-text-2);
      }
      .when {
        display: flex;
        align-items: center;
        gap: 4px;
        align-self: start;
        min-block-size: 34px;
        font-size: 13px;
        color: var(--c-text-2);
        white-space: nowrap;
      }
      .free {
        inline-size: 40px;
      }
      @media (max-width: 720px) {
        .free {
          inline-size: 44px;
        }
      }
    `,
  ];

  override render(): TemplateResult[] {
    const days = new Map<string, TimelineItem[]>();
    for (const item of this.items ?? []) {
      const day = formats.date(item.at, { dateStyle: 'full' });
      days.set(day, [...(days.get(day) ?? []), item]);
    }
    const deeds = (this.items ?? []).some((item) => item.actions);
    return [...days].map(([day, items]) => html`<h3>${day}</h3><ol>${items.map((item) => this.item(item, deeds))}</ol>`);
  }

  /** `deeds`: some item has actions, and the times of all stand one below the other. */
  private item(item: TimelineItem, deeds: boolean): TemplateResult {
    return html`<li>
      <div class="dot ${item.tone ?? ''}">${icon(item.icon, 17)}</div>
      <div class="what">
        ${item.href ? html`<a href=${item.href}>${item.title}</a>` : html`<b>${item.title}</b>`}
        ${item.text ? html`<div class="text">${item.text}</div>` : nothing}
        ${item.author ? html`<div class="muted small">${item.author}</div>` : nothing}
      </div>
      <div class="when"><time datetime=${item.at} title=${formats.dateTime(item.at)}>${formats.time(item.at)}</time>${item.actions ?? (deeds ? html`<span class="free"></span>` : nothing)}</div>
    </li>`;
  }
}
customElements.define('c-timeline', Timeline);

/** Names and values, one below the other. */
class Facts extends LitElement {
  static override properties = { rows: { attribute: false } };
  /** Label and value; what has no value is left out. */
  declare rows: [string, unknown][];

  static override styles = [
    ui,
    css`
      dl {
        display: grid;
        grid-template-columns: minmax(110px, max-content) minmax(0, 1fr);
        gap: 10px 20px;
        margin: 0;
      }
      dt {
        color: var(--c-text-2);
      }
      dd {
        margin: 0;
        overflow-wrap: anywhere;
      }
      @media (max-width: 480px) {
        dl {
          grid-template-columns: minmax(0, 1fr);
          gap: 2px;
        }
        dd {
          margin-block-end: 10px;
        }
      }
    `,
  ];

  override render(): TemplateResult {
    const shown = (this.rows ?? []).filter(([, value]) => value !== null && value !== undefined && value !== '');
    return html`<dl>${shown.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`;
  }
}
customElements.define('c-facts', Facts);
