import { HostElement, confirm, css, host, html, icon, iconNames, shellTexts, toast, ui, type TemplateResult } from '../kit/core.js';
import '../kit/board.js';
import '../kit/calendar.js';
import '../kit/chart.js';
import '../kit/form.js';
import '../kit/grid.js';
import type { BoardMove } from '../kit/board.js';
import type { ChartElement } from '../kit/chart.js';
import { moved } from './gallery/moves.js';
import * as parts from './gallery/parts.js';
import type { Deal } from './gallery/data.js';

const sections = ['basics', 'states', 'grid', 'form', 'fields', 'charts', 'board', 'calendar', 'icons'] as const;

/** Every element of the kit with the records of a shop: what a screen can be made of, and what it looks like. */
class Gallery extends HostElement {
  static override properties = { deals: { state: true } };
  static override styles = [
    ui,
    parts.partStyles,
    css`
      nav { display: flex; flex-wrap: wrap; gap: 6px; }
      nav a { padding: 7px 14px; border-radius: 99px; border: 1px solid var(--c-line-2); background: var(--c-surface); color: var(--c-text-2); font-weight: 600; font-size: 13px; text-decoration: none; }
      nav a:hover { color: var(--c-text); border-color: var(--c-field-line); }
      section { display: grid; gap: 16px; scroll-margin-block-start: 16px; min-inline-size: 0; }
      section > h2 { font-size: 18px; margin-block-start: 14px; }
      .icons { display: grid; grid-template-columns: repeat(auto-fill, minmax(112px, 1fr)); gap: 8px; list-style: none; margin: 0; padding: 0; }
      .icons li { display: grid; justify-items: center; gap: 6px; padding: 12px 4px; border-radius: 10px; font-size: 12px; color: var(--c-text-2); text-align: center; overflow-wrap: anywhere; }
      .icons li:hover { background: var(--c-hover); }
      @media (max-width: 720px) { nav a { padding: 11px 14px; } }
    `,
  ];
  private declare deals: readonly Deal[];
  private timer = 0;
  private seconds = 0;

  constructor() {
    super();
    this.deals = parts.deals();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.timer = window.setInterval(() => this.tick(), 1000);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  protected override hostChanged(): void {
    this.deals = parts.deals();
    super.hostChanged();
  }

  /** One more reading of the chart that lives. */
  private tick(): void {
    const chart = this.renderRoot.querySelector<ChartElement>('#live');
    if (!chart || document.hidden) return;
    const at = 30 + this.seconds++;
    chart.push(`${this.seconds} s`, [0, 1].map((n) => 3 + n + Math.sin(at / 3 + n) / 2));
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const bodies: Record<(typeof sections)[number], () => TemplateResult> = {
      basics: () => this.basics(),
      states: () => this.states(),
      grid: () => html`${parts.grid(t)}${parts.gridStates(t)}`,
      form: () => parts.form(t),
      fields: () => parts.fields(t),
      charts: () => parts.charts(t),
      board: () => parts.board(t, this.deals, (m) => this.moved(m)),
      calendar: () => parts.calendar(),
      icons: () => html`<c-card><ul class="icons">${iconNames.map((name) => html`<li>${icon(name, 22)}${name}</li>`)}</ul></c-card>`,
    };
    return html`<c-page heading=${t('gallery.title')} sub=${t('gallery.sub')}>
      <nav aria-label=${t('gallery.title')}>${sections.map((id) => html`<a href="#${id}" @click=${(e: Event) => this.go(e, id)}>${t(`gallery.${id}`)}</a>`)}</nav>
      ${sections.map((id) => html`<section id=${id} aria-labelledby="t-${id}"><h2 id="t-${id}" tabindex="-1">${t(`gallery.${id}`)}</h2>${bodies[id]()}</section>`)}
    </c-page>`;
  }

  private go(e: Event, id: string): void {
    e.preventDefault();
    e.stopPropagation();
    this.renderRoot.querySelector(`#${id}`)?.scrollIntoView({ behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth' });
    this.renderRoot.querySelector<HTMLElement>(`#t-${id}`)?.focus({ preventScroll: true });
  }

  private moved(m: BoardMove): void {
    if (m.to === 'lost') {
      m.revert();
      toast(shellTexts.t('gallery.board.refused'), 'bad');
    } else this.deals = moved(this.deals, m);
  }

  private basics(): TemplateResult {
    const t = shellTexts.t;
    const money = (v: string) => new Intl.NumberFormat(host.locale, { style: 'currency', currency: host.currency }).format(Number(v));
    return html`<div class="tiles">
        <c-stat label=${t('gallery.stat.pending')} value=${money('12480.5')} note=${t('gallery.stat.pendingNote')} tone="warn" icon="wallet"></c-stat>
        <c-stat label=${t('gallery.stat.month')} value=${money('38214')} note=${t('gallery.stat.monthNote')} tone="ok" icon="trending-up"></c-stat>
        <c-stat label=${t('gallery.stat.orders')} value="27" icon="package"></c-stat>
      </div>
      <div class="two">
        <c-card heading=${t('gallery.buttons')} sub=${t('gallery.buttonsSub')}>
          <div class="stack">
            <div class="row wrap">
              <button class="btn primary" type="button" @click=${() => toast(t('shell.saved'), 'ok')}>${icon('check', 16)}${t('shell.save')}</button>
              <button class="btn" type="button">${t('shell.cancel')}</button>
              <button class="btn danger" type="button" @click=${() => void confirm({ heading: t('gallery.ask'), text: t('gallery.askText'), confirm: t('gallery.delete'), danger: true })}>${icon('trash-2', 16)}${t('gallery.delete')}</button>
              <button class="btn" type="button" disabled>${t('gallery.off')}</button>
              <c-menu label=${t('shell.more')} .items=${[{ label: t('gallery.print'), icon: 'printer', run: () => undefined }, { label: t('gallery.delete'), icon: 'trash-2', danger: true, run: () => undefined }]}></c-menu>
            </div>
            <div class="row wrap">${(['ok', 'warn', 'bad', 'info', 'plain'] as const).map((tone) => html`<c-badge tone=${tone}>${t(`gallery.tone.${tone}`)}</c-badge>`)}</div>
            <c-segmented .label=${t('calendar.view')} .choices=${['month', 'week', 'day'].map((id) => ({ id, label: t(`calendar.${id}`) }))} .value=${'week'}></c-segmented>
            <c-progress label=${t('gallery.progress')} value="3" max="5"></c-progress>
            <c-copy value="ES91 2100 0418 4502 0005 1332" label="IBAN"></c-copy>
          </div>
        </c-card>
        <c-card heading=${t('gallery.happened')}>
          <c-timeline
            .items=${[
              { id: '1', icon: 'receipt', tone: 'ok', title: 'F26-01240', text: t('gallery.happened.paid'), at: new Date(Date.now() - 3_600_000).toISOString(), author: 'Ana Beltrán' },
              { id: '2', icon: 'mail', tone: 'info', title: t('gallery.happened.sent'), at: new Date(Date.now() - 7_200_000).toISOString() },
            ]}
          ></c-timeline>
        </c-card>
      </div>
      <c-card heading=${t('gallery.colours')}>
        <div class="swatches">${['accent', 'ok', 'warn', 'bad', 'info', 'surface', 'bg', 'hover'].map((name) => html`<span class=${name}>${name}</span>`)}</div>
      </c-card>`;
  }

  private states(): TemplateResult {
    const t = shellTexts.t;
    return html`<div class="two">
      <c-card><c-state kind="empty" icon="package" heading=${t('gallery.state.empty')} text=${t('gallery.state.emptyText')}><button class="btn primary" type="button">${icon('plus', 16)}${t('gallery.state.add')}</button></c-state></c-card>
      <c-card><c-state kind="error"><button class="btn" type="button">${t('grid.retry')}</button></c-state></c-card>
      <c-card><c-state kind="denied"></c-state></c-card>
      <c-card heading=${t('gallery.state.loading')}><c-skeleton lines="5"></c-skeleton></c-card>
    </div>`;
  }
}

customElements.define('console-gallery', Gallery);
