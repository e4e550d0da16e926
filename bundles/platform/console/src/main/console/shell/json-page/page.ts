import { HostElement, confirm, html, icon, nothing, shellTexts, ui, type TemplateResult, type ViewContext } from '../../kit/core.js';
import '../../kit/grid.js';
import type { Column, Filter, Grid, Query } from '../../kit/grid.js';
import type { Schema } from '../../kit/form.js';
import { isFigure, shownAs, text, valueOf, words, type PageDefinition, type Row } from './definition.js';
import './record.js';
import type { JsonRecord } from './record.js';

const t = shellTexts.t;

/** A page a module describes without a script: a list, its records in a dialog, or one record alone. */
export class JsonPage extends HostElement {
  static override properties = { ctx: { attribute: false }, definition: { attribute: false }, schema: { attribute: false }, heading: {} };
  static override styles = [ui];
  declare ctx: ViewContext;
  declare definition: PageDefinition;
  declare schema: Schema | undefined;
  declare heading: string;
  private asked = '';

  override connectedCallback(): void {
    super.connectedCallback();
    const { type } = this.definition.list ?? {};
    if (type) this.ctx.on<{ type: string }>('change', (change) => change.type === type && this.reload());
  }

  override firstUpdated(): void {
    const query = new URLSearchParams(location.search);
    const id = query.get('id');
    if (!this.definition.list) return;
    if (id) void this.open(id);
    else if (query.has('new') && this.mayCreate) void this.open('');
  }

  private get mayCreate(): boolean {
    const { form } = this.definition;
    return !!form?.create && this.ctx.may(form.create);
  }

  private reload(): void {
    void this.renderRoot.querySelector<Grid<Row>>('c-grid')?.reload();
  }

  override render(): TemplateResult {
    const { list, form, title, sub } = this.definition;
    return html`<c-page heading=${words(title, this.heading)} .sub=${sub ? words(sub) : undefined}>
      ${list && this.mayCreate ? html`<button slot="actions" class="btn primary" type="button" @click=${() => void this.open('')}>${icon('plus', 18)}${words(form?.new, t('page.new'))}</button>` : nothing}
      ${list ? this.list(list) : html`<c-card><console-json-record .ctx=${this.ctx} .definition=${this.definition} .schema=${this.schema} path=${form?.resource ?? ''}></console-json-record></c-card>`}
    </c-page>`;
  }

  private list(list: NonNullable<PageDefinition['list']>): TemplateResult {
    const columns: Column<Row>[] = list.columns.map((c) => ({
      key: c.key,
      label: words(c.label),
      sort: c.sort === true ? c.key : c.sort || false,
      align: isFigure(c) ? 'end' : 'start',
      ...(c.width ? { width: c.width } : {}),
      ...(c.hidden ? { hidden: true } : {}),
      ...(c.phone ? { phone: c.phone } : {}),
      render: (row: Row) => shownAs(c, row, t),
      csv: (row: Row) => (isFigure(c) ? plainFigure(valueOf(row, c.key)) : text(c, row, t)),
    }));
    const filters: Filter[] = (list.filters ?? []).map((f) => ({ ...f, label: words(f.label), options: (f.options ?? []).map((o) => ({ value: o.value, label: words(o.label) })) }));
    const param = typeof list.search === 'string' ? list.search : 'q';
    const source = ({ search, ...query }: Query, signal: AbortSignal) => this.ctx.api.list<Row>(list.resource, { ...query, [param]: search }, signal);
    return html`<c-grid
      id="${this.ctx.moduleId}.${list.resource.replace(/[^a-z0-9.-]/gi, '-').toLowerCase()}"
      .label=${words(this.definition.title, this.heading)}
      .columns=${columns}
      .source=${(this.kept ??= source)}
      .filters=${filters}
      ?search=${!!list.search}
      order=${list.order ?? ''}
      clickable
      @row=${(e: CustomEvent<{ row: Row }>) => void this.open(String(e.detail.row['id'] ?? ''))}
    >
      <c-state slot="empty" kind="empty" heading=${words(list.empty, t('grid.empty'))} text=${this.mayCreate ? t('page.emptyText') : t('page.emptyRead')}>
        ${this.mayCreate ? html`<button class="btn primary" type="button" @click=${() => void this.open('')}>${icon('plus', 18)}${words(this.definition.form?.new, t('page.new'))}</button>` : nothing}
      </c-state>
    </c-grid>`;
  }

  /** The same function on every drawing, so that the list is not asked for again. */
  private kept: ((query: Query, signal: AbortSignal) => Promise<{ items: Row[]; next: string | null }>) | undefined;

  /** Opens a record over the list; its id stands in the address meanwhile. */
  private async open(id: string): Promise<void> {
    const { list, form, detail } = this.definition;
    if (!list || (id && !form && !detail) || this.asked) return;
    this.asked = id || 'new';
    this.ctx.setQuery({ id: id || undefined, new: id ? undefined : '1' });
    let record: JsonRecord | undefined;
    const changed = await this.ctx.dialog<boolean>({
      heading: id ? words(this.definition.title, this.heading) : words(form?.new, t('page.new')),
      size: 'm',
      mayClose: () => !record?.dirty || confirm({ heading: t('shell.leave'), text: t('shell.leave.text'), confirm: t('shell.leave.confirm'), danger: true }),
      body: (close) =>
        html`<console-json-record
          .ctx=${this.ctx}
          .definition=${this.definition}
          .schema=${this.schema}
          path=${id ? `${list.resource}/${encodeURIComponent(id)}` : ''}
          @dirty=${(e: Event) => (record = e.currentTarget as JsonRecord)}
          @done=${(e: CustomEvent<{ changed: boolean }>) => close(e.detail.changed)}
        ></console-json-record>`,
    });
    this.asked = '';
    this.ctx.setDirty(false);
    this.ctx.setQuery({ id: undefined, new: undefined });
    if (changed) this.reload();
  }
}

/** A figure for a spreadsheet, as a number where it is one. */
const plainFigure = (value: unknown): string | number => (typeof value === 'number' ? value : typeof value === 'string' && /^-?\d{1,15}(\.\d+)?$/.test(value) ? Number(value) : String(value ?? ''));

customElements.define('console-json-page', JsonPage);
