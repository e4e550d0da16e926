import { ConsoleElement, Load, html, icon, nothing, type Page, type TemplateResult } from '@console/core';
import type { Column, Filter, Grid, Query } from '@console/grid';
import type { Values } from '@console/form';
import '@console/form';
import '@console/grid';
import { itemBody, itemSchema, itemValue, ratesInForce } from './item-form.js';
import type { Item } from './types.js';

/** The price list. */
export default class Items extends ConsoleElement {
  private readonly rates = new Load(this, () => ratesInForce(this.ctx));

  override connectedCallback(): void {
    super.connectedCallback();
    this.ctx.on<{ type: string }>('change', (change) => {
      if (change.type === 'billing.item') void this.grid?.reload();
    });
    if (location.pathname === this.ctx.href('items/new')) void this.begin();
  }

  /** The address `items/new`: the list with the form of a new item over it. */
  private async begin(): Promise<void> {
    await this.edit();
    this.ctx.navigate('items', { replace: true });
  }

  private get grid(): Grid<Item> | null {
    return this.renderRoot.querySelector<Grid<Item>>('c-grid');
  }

  private readonly source = ({ filters, search, ...rest }: Query, signal: AbortSignal): Promise<Page<Item>> =>
    this.ctx.api.list<Item>('items', { ...rest, ...filters, q: search }, signal);

  private async edit(item?: Item): Promise<void> {
    const { ctx } = this;
    const rates = this.rates.value ?? (await ratesInForce(ctx));
    const schema = itemSchema(ctx, item && !rates.includes(item.taxRate) ? [...rates, item.taxRate] : rates);
    const value = item ? itemValue(item) : {};
    const submit = (values: Values) =>
      item ? ctx.api.put<Item>(`items/${item.id}`, itemBody(values), { etag: `"${item.version}"` }) : ctx.api.post<Item>('items', itemBody(values));
    const done = await ctx.dialog<boolean>({
      heading: ctx.t(item ? 'item.edit' : 'item.new'),
      body: (close) =>
        html`<c-form
          .schema=${schema}
          .value=${value}
          .submit=${submit}
          draft-key="billing.item.${item?.id ?? 'new'}"
          submit-label=${ctx.t('item.save')}
          cancel-label=${ctx.t('item.cancel')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        >
          ${item
            ? html`<button slot="start" class="btn danger" type="button" @click=${() => void this.discard(item).then((gone) => gone && close())}>${icon('trash-2', 17)}${ctx.t('item.delete')}</button>`
            : nothing}
        </c-form>`,
    });
    if (!done) return;
    ctx.toast(ctx.t('item.saved'));
    void this.grid?.reload();
  }

  private async discard(item: Item): Promise<boolean> {
    const { ctx } = this;
    if (!(await ctx.confirm({ heading: ctx.t('item.delete.heading', { name: item.name }), text: ctx.t('item.delete.text'), confirm: ctx.t('item.delete'), danger: true }))) return false;
    try {
      await ctx.api.delete(`items/${item.id}`, { etag: `"${item.version}"` });
      ctx.toast(ctx.t('item.deleted'));
      void this.grid?.reload();
      return true;
    } catch (e) {
      ctx.problem(e);
      return false;
    }
  }

  private columns(): Column<Item>[] {
    const { ctx } = this;
    return [
      { key: 'code', label: ctx.t('item.code'), width: 150, sort: 'code', phone: 'sub', render: (row) => html`<span class="num">${row.code}</span>` },
      { key: 'name', label: ctx.t('item.name'), grow: 2, sort: 'name', phone: 'title' },
      { key: 'kind', label: ctx.t('item.kind'), width: 130, phone: 'hide', render: (row) => ctx.t(`item.kind.${row.kind.toLowerCase()}`), csv: (row) => ctx.t(`item.kind.${row.kind.toLowerCase()}`) },
      { key: 'unit', label: ctx.t('item.unit'), width: 110, phone: 'hide' },
      { key: 'unitPrice', label: ctx.t('item.unitPrice'), width: 170, align: 'end', sort: 'unitPrice', phone: 'end', render: (row) => html`<span class="num">${ctx.money(row.unitPrice)}</span>` },
      { key: 'taxRate', label: ctx.t('line.taxRate'), width: 90, align: 'end', phone: 'sub', render: (row) => ctx.percent(row.taxRate) },
      { key: 'active', label: ctx.t('item.state'), width: 120, phone: 'end', render: (row) => (row.active ? html`<c-badge tone="ok">${ctx.t('item.in-use')}</c-badge>` : html`<c-badge tone="plain">${ctx.t('item.put-away')}</c-badge>`), csv: (row) => ctx.t(row.active ? 'item.in-use' : 'item.put-away') },
    ];
  }

  private filters(): Filter[] {
    const { t } = this.ctx;
    return [
      { key: 'kind', label: t('item.kind'), type: 'select', options: ['product', 'service'].map((value) => ({ value, label: t(`item.kind.${value}`) })) },
      { key: 'active', label: t('item.state'), type: 'select', options: [{ value: 'true', label: t('item.in-use') }, { value: 'false', label: t('item.put-away') }] },
    ];
  }

  override render(): TemplateResult {
    const write = this.ctx.may('billing.item.write');
    return html`<c-page heading=${this.t('items.title')} sub=${this.t('items.sub')}>
      ${write ? html`<button slot="actions" class="btn primary" @click=${() => void this.edit()}>${icon('plus', 18)}${this.t('item.new')}</button>` : nothing}
      <c-grid
        id="billing.items"
        label=${this.t('items.title')}
        search
        search-label=${this.t('items.search')}
        order="name"
        ?clickable=${write}
        .columns=${this.columns()}
        .filters=${this.filters()}
        .source=${this.source}
        @row=${(e: CustomEvent<{ row: Item }>) => write && void this.edit(e.detail.row)}
      >
        <c-state slot="empty" kind="empty" icon="tags" heading=${this.t('items.empty')} text=${this.t('items.empty.text')}>
          ${write ? html`<button class="btn primary" @click=${() => void this.edit()}>${this.t('item.new')}</button>` : nothing}
        </c-state>
      </c-grid>
    </c-page>`;
  }
}
