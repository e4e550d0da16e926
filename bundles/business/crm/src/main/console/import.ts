import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, ui, type Page, type TemplateResult } from '@console/core';
import { ROLES, calmly, type Change } from './crm.js';
import { FIELDS, VERDICTS, busy, fieldName, stepOf, verdictTone, type ContactImport, type ImportRow, type Verdict } from './imports-model.js';
import { steps } from './imports-steps.js';
import { importStyles } from './imports-styles.js';

interface Choices {
  mapping: Record<string, string>;
  policy: string;
  onDuplicate: string;
  kind: string;
  role: string;
  tag: string;
}

const STEP = 50;

/** One import: its columns, what would become of each row, and what became of it. */
export default class Import extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, choices: { state: true }, verdict: { state: true }, wanted: { state: true }, again: { state: true }, sending: { state: true } };
  static override styles = [ui, importStyles];
  private declare choices: Choices | undefined;
  private declare verdict: Verdict | undefined;
  private declare wanted: number;
  /** The columns are looked at once more although all was checked. */
  private declare again: boolean;
  private declare sending: boolean;
  private timer = 0;

  private readonly run = new Load<ContactImport>(this, (signal) => this.ctx.api.get<ContactImport>(`imports/${this.id_}`, undefined, signal));
  private readonly rows = new Load<Page<ImportRow>>(this, (signal) => this.ctx.api.list<ImportRow>(`imports/${this.id_}/rows`, { limit: this.wanted, verdict: this.verdict }, signal));

  constructor() {
    super();
    this.wanted = STEP;
    this.again = this.sending = false;
  }

  private get id_(): string {
    return this.ctx.params['id'] as string;
  }

  override firstUpdated(): void {
    const reload = calmly(() => void this.reload(), 200);
    this.ctx.on<Change>('change', (change) => change.type === 'crm.import' && change.id === this.id_ && reload());
  }

  override willUpdate(): void {
    const run = this.run.value;
    if (!run) return;
    this.ctx.setTitle(run.fileName);
    this.choices ??= { mapping: { ...run.mapping }, policy: run.policy, onDuplicate: run.onDuplicate, kind: run.kind, role: run.role ?? '', tag: run.tag ?? '' };
  }

  /** Reads how it stands, and the rows when something was finished. While it is worked on it asks again, should no news come. */
  private async reload(all = false): Promise<void> {
    const before = this.run.value?.state;
    await this.run.reload();
    const now = this.run.value?.state;
    clearTimeout(this.timer);
    if (now && busy(now)) this.timer = window.setTimeout(() => this.isConnected && void this.reload(), 2000);
    else if (all || before !== now) await this.rows.reload();
  }

  private async act(deed: string, body: unknown = {}): Promise<void> {
    this.sending = true;
    try {
      await this.ctx.api.post(`imports/${this.id_}/${deed}`, body);
      this.again = false;
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.sending = false;
    }
    await this.reload(true);
  }

  private check(): void {
    const c = this.choices;
    if (!c) return;
    const mapping = Object.fromEntries(Object.entries(c.mapping).filter(([, field]) => field));
    void this.act('check', { ...c, mapping, role: c.role || undefined, tag: c.tag.trim() || undefined });
  }

  private async undo(run: ContactImport): Promise<void> {
    const { ctx } = this;
    const sure = await ctx.confirm({
      heading: ctx.t('imp.undo.ask'),
      text: ctx.t('imp.undo.text', { made: run.results.MADE ?? 0, changed: run.results.CHANGED ?? 0 }),
      confirm: ctx.t('imp.undo'),
      danger: true,
    });
    if (sure) await this.act('undo');
  }

  private set(change: Partial<Choices>): void {
    if (this.choices) this.choices = { ...this.choices, ...change };
  }

  private select(label: string, value: string, options: { value: string; label: string }[], set: (value: string) => void): TemplateResult {
    return html`<c-select label=${label} .value=${value} .options=${options} @change=${(e: CustomEvent<{ value: string }>) => set(e.detail.value ?? '')}></c-select>`;
  }

  private columns(run: ContactImport, c: Choices): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const own = Object.values(run.mapping).filter((field) => field.startsWith('custom.'));
    const options = [{ value: '', label: t('imp.leave-out') }, ...[...FIELDS, ...own].map((field) => ({ value: field, label: fieldName(ctx, field) }))];
    const samples = (at: number) =>
      (this.rows.value?.items ?? [])
        .map((row) => row.cells[at])
        .filter(Boolean)
        .slice(0, 3)
        .join(' · ');
    const named = Object.values(c.mapping).includes('name');
    const choose = (key: string, values: readonly string[]) => values.map((value) => ({ value, label: t(`${key}.${value}`) }));
    return html`<div class="stack">
      <c-card heading=${t('imp.columns')} sub=${t('imp.columns.text', { count: run.total, charset: run.charset })}>
        <div class="columns-of">
          ${run.header.map(
            (title, at) => html`<div class="column">
              <div class="grow">
                <div class="strong break">${title || t('imp.unnamed', { number: at + 1 })}</div>
                <div class="muted small sample">${samples(at) || t('imp.no-sample')}</div>
              </div>
              ${icon('arrow-right', 18)}
              ${this.select(t('imp.goes-to', { column: title || String(at + 1) }), c.mapping[at] ?? '', options, (field) => this.set({ mapping: { ...c.mapping, [at]: field } }))}
            </div>`,
          )}
        </div>
      </c-card>
      <c-card heading=${t('imp.how')}>
        <div class="choices">
          ${this.select(t('imp.policy'), c.policy, choose('imp.policy', ['FILL', 'SKIP', 'OVERWRITE']), (policy) => this.set({ policy }))}
          ${this.select(t('imp.onDuplicate'), c.onDuplicate, choose('imp.onDuplicate', ['SKIP', 'CREATE']), (onDuplicate) => this.set({ onDuplicate }))}
          ${this.select(t('imp.kind'), c.kind, choose('kind', ['COMPANY', 'PERSON']), (kind) => this.set({ kind }))}
          ${this.select(t('imp.role'), c.role, [{ value: '', label: t('imp.role.none') }, ...choose('role', ROLES)], (role) => this.set({ role }))}
          <c-text label=${t('imp.tag')} .value=${c.tag} maxlength="40" @change=${(e: CustomEvent<{ value: string }>) => this.set({ tag: e.detail.value ?? '' })}></c-text>
        </div>
      </c-card>
      ${named ? nothing : html`<div class="note warn" role="status">${icon('triangle-alert', 18)}<div>${t('imp.no-name')}</div></div>`}
      <div class="deeds"><button class="btn primary" ?disabled=${!named || this.sending} @click=${() => this.check()}>${icon('check-check', 18)}${t('imp.check')}</button><a class="btn" href=${ctx.href('imports')}>${t('contact.cancel')}</a></div>
    </div>`;
  }

  private progress(run: ContactImport): TemplateResult {
    const { t } = this.ctx;
    const share = run.total && run.state !== 'UNDOING' ? run.done / run.total : undefined;
    return html`<c-card>
      <div class="stack" role="status">
        <h2>${t(`imp.doing.${run.state}`)}</h2>
        <c-progress .value=${share} label=${t(`imp.doing.${run.state}`)}></c-progress>
        <div class="muted num">${run.state === 'UNDOING' ? t('imp.progress.undo', { done: run.done }) : t('imp.progress', { done: run.done, total: run.total })}</div>
        ${run.state === 'CHECKING' || run.state === 'RUNNING' ? html`<div class="deeds"><button class="btn" @click=${() => void this.act('cancel')}>${icon('x', 17)}${t('imp.stop')}</button></div>` : nothing}
      </div>
    </c-card>`;
  }

  private filter(verdict: Verdict): void {
    this.verdict = this.verdict === verdict ? undefined : verdict;
    this.wanted = STEP;
    void this.rows.reload();
  }

  private tiles(run: ContactImport): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="tiles-5" role="group" aria-label=${t('imp.show')}>
      ${VERDICTS.map(
        (verdict) => html`<button class="tile" aria-pressed=${this.verdict === verdict ? 'true' : 'false'} @click=${() => this.filter(verdict)}>
          <b>${run.verdicts[verdict] ?? 0}</b><span><c-badge tone=${verdictTone[verdict]}>${t(`imp.verdict.${verdict}`)}</c-badge></span>
        </button>`,
      )}
    </div>`;
  }

  private row(run: ContactImport, row: ImportRow): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const at = (field: string) => Number(Object.entries(run.mapping).find(([, f]) => f === field)?.[0] ?? -1);
    const cell = (field: string) => row.cells[at(field)] ?? '';
    const name = [cell('name'), cell('surname')].filter(Boolean).join(' ') || row.cells.filter(Boolean)[0] || '—';
    const about = row.contactId ?? row.duplicateOf;
    const done = row.state !== 'PENDING' && row.state !== 'LEFT';
    const gone = row.state === 'UNDONE' && row.verdict === 'NEW';
    return html`<tr>
      <td class="num muted">${row.line}</td>
      <td class="cell">${about && !gone ? html`<a href=${ctx.href(`contacts/${about}`)}>${name}</a>` : html`<b>${name}</b>`}<div class="muted small">${[cell('taxId'), cell('email'), cell('phone')].filter(Boolean).join(' · ')}</div></td>
      <td>${done ? html`<c-badge tone=${row.state === 'KEPT' ? 'warn' : row.state === 'UNDONE' ? 'plain' : 'ok'}>${t(`imp.row.${row.state}`)}</c-badge>` : row.verdict ? html`<c-badge tone=${verdictTone[row.verdict]}>${t(`imp.verdict.${row.verdict}`)}</c-badge>` : nothing}</td>
      <td class="cell">${row.field ? html`<b>${fieldName(ctx, row.field)}:</b> ` : nothing}${row.reason ?? ''}</td>
    </tr>`;
  }

  private table(run: ContactImport): TemplateResult {
    const { t } = this.ctx;
    return html`<c-card>
      ${this.rows.render(
        (page) =>
          html`<div class="scroll-x" tabindex="0" role="region" aria-label=${t('imp.table')}>
              <table class="table as-cards">
                <thead>
                  <tr>
                    <th class="num">${t('imp.line')}</th>
                    <th>${t('contact.name')}</th>
                    <th>${t('imp.what')}</th>
                    <th>${t('imp.why')}</th>
                  </tr>
                </thead>
                <tbody>
                  ${page.items.map((row) => this.row(run, row))}
                </tbody>
              </table>
            </div>
            ${page.next && this.wanted < 200
              ? html`<button
                  class="btn"
                  @click=${() => {
                    this.wanted = 200;
                    void this.rows.reload();
                  }}
                >
                  ${t('dup.more')}
                </button>`
              : page.next
                ? html`<p class="muted small">${t('imp.first', { count: 200 })}</p>`
                : nothing}`,
        { empty: (page) => page.items.length === 0, emptyState: html`<c-state kind="empty" text=${t('imp.none')}></c-state>` },
      )}
    </c-card>`;
  }

  private rejected(run: ContactImport): TemplateResult | typeof nothing {
    const out = (run.verdicts.ERROR ?? 0) + (run.verdicts.DUPLICATE ?? 0);
    if (!out || run.purgedAt) return nothing;
    return html`<button class="btn" @click=${() => void this.ctx.api.download(`imports/${run.id}/rejected`, `${this.ctx.t('imp.rejected.file')}.csv`).catch((e: unknown) => this.ctx.problem(e))}>
      ${icon('download', 17)}${this.ctx.t('imp.rejected', { count: out })}
    </button>`;
  }

  private review(run: ContactImport): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const effective = (run.verdicts.NEW ?? 0) + (run.verdicts.UPDATE ?? 0) + (run.onDuplicate === 'CREATE' ? (run.verdicts.DUPLICATE ?? 0) : 0);
    return html`<div class="stack">
      ${this.tiles(run)}
      <div class="note">${icon('info', 18)}<div>${t('imp.nothing-yet')}</div></div>
      <div class="deeds">
        <button class="btn primary" ?disabled=${!effective || this.sending} @click=${() => void this.act('start')}>${icon('check', 18)}${t('imp.start', { count: effective })}</button>
        <button class="btn" @click=${() => (this.again = true)}>${icon('arrow-left', 17)}${t('imp.back')}</button>
        ${this.rejected(run)}
      </div>
      ${this.table(run)}
    </div>`;
  }

  private outcome(run: ContactImport): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    const undone = run.state === 'UNDONE';
    const kept = run.results.KEPT ?? 0;
    const may = (run.state === 'DONE' || run.state === 'CANCELLED') && !run.purgedAt && (run.results.MADE || run.results.CHANGED);
    return html`<div class="stack">
      ${run.state === 'FAILED'
        ? html`<div class="note bad" role="alert">${icon('circle-alert', 18)}<div>${run.failure}</div></div>`
        : html`<div class="tiles">
            ${undone
              ? html`<c-stat icon="undo-2" label=${t('imp.row.UNDONE')} value=${ctx.number(run.results.UNDONE ?? 0)}></c-stat><c-stat icon="lock" label=${t('imp.row.KEPT')} value=${ctx.number(kept)} note=${kept ? t('imp.kept.text') : nothing}></c-stat>`
              : html`<c-stat icon="user-plus" label=${t('imp.row.MADE')} value=${ctx.number(run.results.MADE ?? 0)}></c-stat>
                  <c-stat icon="square-pen" label=${t('imp.row.CHANGED')} value=${ctx.number(run.results.CHANGED ?? 0)}></c-stat>
                  <c-stat icon="circle-x" label=${t('imp.row.LEFT')} value=${ctx.number(run.results.LEFT ?? 0)}></c-stat>`}
          </div>`}
      <div class="deeds">
        <a class="btn primary" href=${ctx.href('contacts')}>${icon('users', 18)}${t('imp.see')}</a>
        ${may ? html`<button class="btn" ?disabled=${this.sending} @click=${() => void this.undo(run)}>${icon('undo-2', 17)}${t('imp.undo')}</button>` : nothing}
        ${this.rejected(run)}
      </div>
      ${run.purgedAt ? html`<p class="muted small">${t('imp.purged', { date: ctx.date(run.purgedAt) })}</p>` : may ? html`<p class="muted small">${t('imp.undo.until')}</p>` : nothing}
      ${run.state === 'FAILED' ? nothing : this.table(run)}
    </div>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (!ctx.may('crm.contact.import')) return html`<c-state kind="denied"></c-state>`;
    const run = this.run.value;
    return html`<c-page heading=${run?.fileName ?? t('imp.title')} sub=${run ? t('imp.by', { date: ctx.dateTime(run.createdAt), by: run.createdBy }) : nothing} back-href=${ctx.href('imports')} back-label=${t('imp.title')}>
      ${this.run.render((now) => {
        const columns = now.state === 'UPLOADED' || (now.state === 'CHECKED' && this.again);
        return html`<div class="stack">
          ${steps(ctx, columns ? 2 : stepOf(now.state))}
          ${busy(now.state) ? this.progress(now) : columns && this.choices ? this.columns(now, this.choices) : now.state === 'CHECKED' ? this.review(now) : this.outcome(now)}
        </div>`;
      })}
    </c-page>`;
  }
}
