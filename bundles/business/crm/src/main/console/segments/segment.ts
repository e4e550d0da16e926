import '@console/form';
import '@console/grid';
import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import type { Found } from '@console/form';
import type { Column, Grid, Query } from '@console/grid';
import { etagOf, statusTone, type Contact } from '../crm.js';
import { inWords, type Segment, type SegmentField } from './types.js';

/** A segment: what it asks, and the contacts that belong to it. */
export default class SegmentPage extends ConsoleElement {
  static override styles = [
    ui,
    css`
      .rules { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
      .rule { padding: 5px 12px; border: 1px solid var(--c-line-2); border-radius: 99px; font-size: 13px; background: var(--c-surface); }
      .add { max-inline-size: 420px; }
    `,
  ];

  private readonly loaded = new Load(this, (signal) => this.ctx.api.get<Segment>(`segments/${this.ctx.params['id']}`, {}, signal));
  private readonly fields = new Load(this, (signal) => this.ctx.api.get<SegmentField[]>('segments/fields', {}, signal));

  private readonly source = (q: Query, signal: AbortSignal) =>
    this.ctx.api.list<Contact>(`segments/${this.ctx.params['id']}/members`, { cursor: q.cursor, limit: q.limit }, signal);

  private readonly href = (c: Contact) => this.ctx.href(`/crm/contacts/${c.id}`);

  override firstUpdated(): void {
    this.ctx.on<{ type: string; id: string }>('change', (change) => change.type === 'crm.segment' && change.id === this.ctx.params['id'] && void this.refresh());
  }

  private async refresh(): Promise<void> {
    await this.loaded.reload();
    await this.renderRoot.querySelector<Grid<Contact>>('c-grid')?.reload();
  }

  private async drop(segment: Segment): Promise<void> {
    const { ctx } = this;
    const sure = await ctx.confirm({ heading: ctx.t('segment.delete.heading', { name: segment.name }), text: ctx.t('segment.delete.text'), confirm: ctx.t('segment.delete'), danger: true });
    if (!sure) return;
    try {
      await ctx.api.delete(`segments/${segment.id}`, { etag: etagOf(segment) });
      ctx.toast(ctx.t('segment.deleted'));
      ctx.navigate('segments', { replace: true });
    } catch (e) {
      ctx.problem(e);
    }
  }

  private async put(contact: string): Promise<void> {
    try {
      await this.ctx.api.put(`segments/${this.ctx.params['id']}/members/${contact}`, {});
      this.ctx.toast(this.t('segment.added'));
      await this.refresh();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private async take(contact: Contact): Promise<void> {
    const path = `segments/${this.ctx.params['id']}/members/${contact.id}`;
    try {
      await this.ctx.api.delete(path);
      this.ctx.toast(this.t('segment.removed', { name: contact.name }));
      await this.refresh();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private columns(segment: Segment): Column<Contact>[] {
    const { t } = this.ctx;
    const columns: Column<Contact>[] = [
      { key: 'name', label: t('contact.name'), phone: 'title' },
      { key: 'email', label: t('contact.email'), width: 230, phone: 'sub' },
      { key: 'phone', label: t('contact.phone'), width: 150, phone: 'sub' },
      { key: 'city', label: t('contact.city'), width: 140 },
      {
        key: 'status',
        label: t('contact.status'),
        width: 140,
        phone: 'end',
        render: (c) => html`<c-badge tone=${statusTone[c.status]}>${t(`status.${c.status}`)}</c-badge>`,
        csv: (c) => t(`status.${c.status}`),
      },
    ];
    if (segment.kind === 'STATIC' && this.ctx.may('crm.segment.write')) {
      columns.push({
        key: 'remove',
        label: t('segment.remove'),
        width: 90,
        csv: () => '',
        render: (c) =>
          html`<button
            class="icon-btn"
            title=${t('segment.remove')}
            aria-label=${t('segment.remove.of', { name: c.name })}
            @click=${(e: Event) => {
              e.preventDefault();
              e.stopPropagation();
              void this.take(c);
            }}
          >
            ${icon('x', 18)}
          </button>`,
      });
    }
    return columns;
  }

  private adding(): TemplateResult {
    return html`<div class="add">
      <c-lookup
        label=${this.t('segment.add')}
        placeholder=${this.t('contacts.search')}
        .find=${(text: string, signal: AbortSignal) => this.suggest(text, signal)}
        @change=${(e: CustomEvent<{ value: string }>) => {
          if (!e.detail.value) return;
          void this.put(e.detail.value);
          Object.assign(e.target as object, { value: '', text: '' });
        }}
      ></c-lookup>
    </div>`;
  }

  private async suggest(text: string, signal: AbortSignal): Promise<Found[]> {
    const page = await this.ctx.api.list<Contact>('contacts', { q: text, limit: 8 }, signal);
    return page.items.map((c) => ({ id: c.id, label: c.name, sub: [c.taxId, c.email].filter(Boolean).join(' · ') }));
  }

  private whole(segment: Segment): TemplateResult {
    const { ctx } = this;
    const writes = ctx.may('crm.segment.write');
    return html`<c-page heading=${segment.name} sub=${segment.description ?? ''} back-href=${ctx.href('segments')} back-label=${ctx.t('segments.title')}>
      ${writes
        ? html`<a slot="actions" class="btn" href=${ctx.href(`segments/${segment.id}/edit`)}>${icon('pencil', 18)}${ctx.t('segment.edit')}</a>
            <button slot="actions" class="btn" @click=${() => void this.drop(segment)}>${icon('trash-2', 18)}${ctx.t('segment.delete')}</button>`
        : nothing}
      <div class="stack">
        ${segment.conditions.length > 0
          ? html`<div class="rules">
              <span class="muted small">${ctx.t(`segment.match.${segment.match}`)}</span>
              ${segment.conditions.map((one) => html`<span class="rule">${inWords(ctx, one, this.fields.value ?? [])}</span>`)}
            </div>`
          : nothing}
        ${segment.kind === 'STATIC' && writes ? this.adding() : nothing}
        <c-grid id="crm.segment" label=${segment.name} .columns=${this.columns(segment)} .source=${this.source} .rowHref=${this.href}>
          <c-state slot="empty" kind="empty" icon="users" heading=${ctx.t('segment.empty')} text=${ctx.t(`segment.empty.${segment.kind}`)}></c-state>
        </c-grid>
      </div>
    </c-page>`;
  }

  override render(): unknown {
    return this.loaded.render((segment) => this.whole(segment));
  }
}
