import { ConsoleElement, html, icon, nothing, type Page, type TemplateResult, type Tone, type ViewContext } from '@console/core';
import type { Column, Grid, Query } from '@console/grid';
import '@console/grid';
import { rhythm, TemplateDialog } from './form.js';
import type { Template } from './types.js';

const TONES: Record<Template['state'], Tone> = { ACTIVE: 'ok', PAUSED: 'warn', ENDED: 'plain' };

/** How it goes with a recurring invoice, in one word. */
export function recurringBadge(ctx: ViewContext, template: Template): TemplateResult {
  if (template.failure) return html`<c-badge tone="bad">${ctx.t('rec.failing')}</c-badge>`;
  return html`<c-badge tone=${TONES[template.state]}>${ctx.t(`rec.state.${template.state}`)}</c-badge>`;
}

/** Invoices that are made again and again. */
export default class Recurring extends ConsoleElement {
  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.recurring') void this.renderRoot.querySelector<Grid<Template>>('c-grid')?.reload();
    });
  }

  private readonly source = async ({ search }: Query, signal: AbortSignal): Promise<Page<Template>> => {
    const words = (search ?? '').toLowerCase().split(/\s+/).filter(Boolean);
    const all = await this.ctx.api.get<Template[]>('recurring', undefined, signal);
    return { items: all.filter((each) => words.every((word) => `${each.name} ${each.content.customer.name ?? ''}`.toLowerCase().includes(word))), next: null };
  };

  private async add(): Promise<void> {
    const saved = await new TemplateDialog(this.ctx).open();
    if (saved) this.ctx.navigate(`recurring/${saved.id}`);
  }

  private columns(): Column<Template>[] {
    const { ctx } = this;
    const { t } = ctx;
    return [
      { key: 'name', label: t('rec.name'), grow: 2, phone: 'title', render: (row) => html`<span class="strong">${row.name}</span>` },
      { key: 'content.customer.name', label: t('invoice.customer'), grow: 2, phone: 'sub' },
      { key: 'rhythm', label: t('rec.rhythm'), width: 170, phone: 'sub', render: (row) => rhythm(ctx, row.schedule), csv: (row) => rhythm(ctx, row.schedule) },
      { key: 'nextOn', label: t('rec.next'), width: 140, phone: 'end', render: (row) => (row.state === 'ACTIVE' ? ctx.date(row.nextOn) : '—') },
      { key: 'deed', label: t('rec.deed'), width: 150, phone: 'hide', render: (row) => t(`rec.deed.${row.content.deed}`), csv: (row) => t(`rec.deed.${row.content.deed}`) },
      { key: 'made', label: t('rec.made'), width: 100, align: 'end', phone: 'hide' },
      { key: 'state', label: t('invoice.state'), width: 130, phone: 'end', render: (row) => recurringBadge(ctx, row), csv: (row) => t(`rec.state.${row.state}`) },
    ];
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const write = ctx.may('billing.recurring.manage');
    return html`<c-page heading=${t('rec.title')} sub=${t('rec.sub')}>
      ${write ? html`<button slot="actions" class="btn primary" @click=${() => void this.add()}>${icon('plus', 18)}${t('rec.new')}</button>` : nothing}
      <c-grid id="billing.recurring" label=${t('rec.title')} search search-label=${t('rec.search')} .columns=${this.columns()} .source=${this.source} .rowHref=${(row: Template) => ctx.href(`recurring/${row.id}`)}>
        <c-state slot="empty" kind="empty" icon="refresh-cw" heading=${t('rec.empty')} text=${t('rec.empty.text')}>
          ${write ? html`<button class="btn primary" @click=${() => void this.add()}>${t('rec.new')}</button>` : nothing}
        </c-state>
      </c-grid>
    </c-page>`;
  }
}
