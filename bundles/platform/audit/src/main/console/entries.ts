import { Api, ConsoleElement, Load, html, icon, nothing, pick, ui, css, type TemplateResult, type Texts } from '@console/core';
import type { Column, Query } from '@console/grid';
import '@console/grid';
import { ACTORS, changes, details, label, what, which, who, written, type Entry, type Verification } from './model.js';

interface Module {
  id: string;
  name: Texts;
}

/** Who did what: the trail of the organisation, and the proof that nobody has changed it. */
export default class Entries extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, verdict: { state: true }, verifying: { state: true }, exporting: { state: true } };
  declare verdict: Verification | undefined;
  declare verifying: boolean;
  declare exporting: boolean;

  static override styles = [
    ui,
    css`
      .verdict {
        display: flex;
        gap: 14px;
        align-items: center;
        flex-wrap: wrap;
      }
      .verdict .grow {
        min-inline-size: 220px;
      }
    `,
  ];

  private readonly modules = new Load(this, () => new Api('/api/v1/console').get<{ modules: Module[] }>('modules'));

  private readonly source = (q: Query, signal: AbortSignal) => {
    const { module, ...filters } = q.filters;
    return this.ctx.api.list<Entry>('entries', { ...filters, ...(module && { action: `${module}.*` }), cursor: q.cursor, limit: q.limit, actor: q.search }, signal);
  };

  private get columns(): Column<Entry>[] {
    const t = this.ctx.t;
    return [
      { key: 'at', label: t('entry.at'), width: 190, phone: 'sub', render: (e) => html`<span class="num">${this.ctx.dateTime(e.at)}</span>`, csv: (e) => e.at },
      { key: 'actorName', label: t('entry.who'), phone: 'sub', render: (e) => html`<span class="row">${icon(ACTORS[e.actorKind], 16)}<span>${who(e, this.ctx)}</span></span>`, csv: (e) => who(e, this.ctx) },
      { key: 'action', label: t('entry.what'), grow: 2, phone: 'title', render: what, csv: what },
      { key: 'record', label: t('entry.which'), grow: 2, phone: 'sub', render: which, csv: which },
      { key: 'seq', label: t('entry.seq'), width: 110, align: 'end', hidden: true, phone: 'hide', render: (e) => this.ctx.number(e.seq) },
    ];
  }

  private async verify(): Promise<void> {
    this.verifying = true;
    try {
      this.verdict = await this.ctx.api.get<Verification>('verification');
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.verifying = false;
    }
  }

  /** The trail as a file; of the days the list shows, if it shows some. */
  private async download(format: 'csv' | 'jsonl'): Promise<void> {
    const shown = new URLSearchParams(location.search);
    this.exporting = true;
    try {
      await this.ctx.api.download('export', `${this.ctx.t('file.name')}.${format}`, { format, from: shown.get('f.from'), to: shown.get('f.to') });
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.exporting = false;
    }
  }

  private open(entry: Entry): void {
    const t = this.ctx.t;
    const known = details(entry);
    const changed = changes(known);
    const told = new Set(changed.flatMap(({ key }) => [key, `former${key.charAt(0).toUpperCase()}${key.slice(1)}`]).concat(known['before'] && known['after'] ? ['before', 'after'] : []));
    const rest = Object.entries(known).filter(([key]) => !told.has(key));
    void this.ctx.dialog({
      heading: what(entry),
      body: (close) =>
        html`<div class="stack">
          <c-facts
            .rows=${[
              [t('entry.at'), this.ctx.date(entry.at, { dateStyle: 'full', timeStyle: 'medium' })],
              [t('entry.who'), `${who(entry, this.ctx)} (${t(`actor.${entry.actorKind}`)})`],
              ...rest.map(([key, value]): [string, unknown] => [label(key, this.ctx), written(value, this.ctx)]),
            ]}
          ></c-facts>
          ${changed.length > 0
            ? html`<div class="scroll-x"><table class="table">
                <thead><tr><th scope="col">${t('change.field')}</th><th scope="col">${t('change.before')}</th><th scope="col">${t('change.after')}</th></tr></thead>
                <tbody>${changed.map((c) => html`<tr><th scope="row">${label(c.key, this.ctx)}</th><td>${written(c.before, this.ctx)}</td><td>${written(c.after, this.ctx)}</td></tr>`)}</tbody>
              </table></div>`
            : nothing}
          <details>
            <summary class="muted small">${t('entry.technical')}</summary>
            <c-facts
              .rows=${[
                [t('entry.seq'), this.ctx.number(entry.seq)],
                [t('entry.action'), html`<span class="mono">${entry.action}</span>`],
                [t('entry.record'), html`<span class="mono">${entry.recordType} ${entry.recordId}</span>`],
                [t('entry.request'), entry.requestId ? html`<span class="mono">${entry.requestId}</span>` : null],
                [t('entry.hash'), html`<span class="mono break">${entry.hash}</span>`],
              ]}
            ></c-facts>
          </details>
          <div class="actions"><button class="btn" autofocus @click=${() => close()}>${t('shell.close')}</button></div>
        </div>`,
    });
  }

  private proof(): TemplateResult {
    const t = this.ctx.t;
    const v = this.verdict;
    return html`<c-card>
      <div class="verdict">
        <span class="tile-icon">${icon(v ? (v.intact ? 'shield-check' : 'shield-alert') : 'fingerprint')}</span>
        <div class="grow" role="status">
          ${v
            ? v.intact
              ? html`<div class="strong">${t('verify.intact', { entries: this.ctx.number(v.entries), count: v.entries })}</div><div class="muted small">${t('verify.intact.text')}</div>`
              : html`<div class="strong"><c-badge tone="bad">${t('verify.broken')}</c-badge></div><div>${t(`verify.fault.${v.fault?.kind}`, { seq: this.ctx.number(v.fault?.seq ?? 0) })}</div><div class="muted small">${t('verify.broken.text')}</div>`
            : html`<div class="strong">${t('verify.heading')}</div><div class="muted small">${t('verify.text')}</div>`}
        </div>
        <button class="btn" ?disabled=${this.verifying} @click=${() => void this.verify()}>${icon('shield-check', 18)}${t(this.verifying ? 'verify.running' : v ? 'verify.again' : 'verify.go')}</button>
      </div>
      ${this.verifying ? html`<c-progress label=${t('verify.running')}></c-progress>` : nothing}
      ${v?.intact && v.lastHash
        ? html`<details>
            <summary class="muted small">${t('verify.note')}</summary>
            <p class="muted small">${t('verify.note.text', { seq: this.ctx.number(v.entries) })}</p>
            <c-copy .value=${v.lastHash} label=${t('entry.hash')}></c-copy>
          </details>`
        : nothing}
    </c-card>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const options = (this.modules.value?.modules ?? []).map((m) => ({ value: m.id, label: pick(m.name) })).sort((a, b) => a.label.localeCompare(b.label));
    return html`<c-page heading=${t('entries.title')} sub=${t('entries.sub')}>
      <c-menu
        slot="actions"
        label=${t('export.label')}
        text=${t(this.exporting ? 'export.running' : 'export.label')}
        icon="download"
        .items=${[
          { label: t('export.csv'), icon: 'table-2', disabled: this.exporting, run: () => void this.download('csv') },
          { label: t('export.jsonl'), icon: 'file-text', disabled: this.exporting, run: () => void this.download('jsonl') },
        ]}
      ></c-menu>
      ${this.proof()}
      <c-grid
        id="audit.entries"
        label=${t('entries.title')}
        search
        search-label=${t('entries.search')}
        clickable
        .columns=${this.columns}
        .source=${this.source}
        .key=${(e: Entry) => String(e.seq)}
        .filters=${[
          { key: 'period', label: t('filter.period'), type: 'period' },
          { key: 'module', label: t('filter.module'), type: 'select', options },
        ]}
        @row=${(e: CustomEvent<{ row: Entry }>) => this.open(e.detail.row)}
      ></c-grid>
    </c-page>`;
  }
}
