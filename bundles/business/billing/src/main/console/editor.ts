import { Problem, html, icon, nothing, type ReactiveController, type TemplateResult, type ViewContext } from '@console/core';
import { addDays } from '@console/form';
import { CustomerPart } from './customer.js';
import { chainSteps } from './documents/chain.js';
import { alone, type Chain } from './documents/types.js';
import { Shelf, emptyDraft, fromInvoice, kindOf, refers, request, type DraftText } from './draft.js';
import { editorStyles } from './editor-styles.js';
import { begun } from './handover.js';
import { kindHint } from './kind-hint.js';
import { Lines } from './lines.js';
import { PlanDialog } from './receivables/plan.js';
import { referenceCard } from './reference-card.js';
import { sums } from './sums.js';
import { TermsPart } from './terms.js';
import { totalsOf } from './totals.js';
import { DEFAULT_SERIES, seriesKind, type Invoice, type Kind, type ListedTax, type Series } from './types.js';

interface Host extends EventTarget {
  readonly ctx: ViewContext;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
}

/** Writes an invoice: a new one, or a draft that was saved. */
export class Editor {
  busy = false;
  private draft: DraftText = emptyDraft;
  private readonly lines: Lines;
  private readonly customer: CustomerPart;
  private readonly terms: TermsPart;
  private series: readonly Series[] = [];
  private invoice: Invoice | null = null;
  /** The documents it came from. */
  private chain: Chain = alone;
  private clean = '';
  private shelf = new Shelf('');
  private kept: DraftText | undefined;
  private errors: ReadonlyMap<string, string> = new Map();
  private general = '';
  private stale = false;

  constructor(
    private readonly host: Host,
    private readonly saved: (id: string) => Promise<void>,
  ) {
    this.lines = new Lines(host, () => this.changed());
    this.customer = new CustomerPart(
      host,
      () => this.draft.customer,
      (customer) => this.change({ customer }),
      (path) => this.errors.get(path) ?? '',
    );
    this.terms = new TermsPart(
      host,
      () => this.draft.terms,
      (part) => {
        this.errors = new Map([...this.errors].filter(([path]) => !Object.keys(part).some((key) => path === `terms.${key}`)));
        this.change({ terms: { ...this.draft.terms, ...part } });
      },
      (path) => this.errors.get(path) ?? '',
    );
  }

  private get ctx(): ViewContext {
    return this.host.ctx;
  }

  /** Begins with a saved draft, or with nothing. */
  async take(invoice: Invoice | null): Promise<void> {
    const { ctx } = this;
    // what is here already, or is being written upon, stays
    if (invoice && this.invoice?.id === invoice.id && (this.dirty || this.invoice.version === invoice.version)) return;
    const [series, taxes, chain] = await Promise.all([
      ctx.api.get<Series[]>('series'),
      ctx.api.get<ListedTax[]>('taxes', { date: invoice?.issueDate }),
      invoice ? ctx.api.get<Chain>(`invoices/${invoice.id}/chain`) : alone,
    ]);
    this.chain = chain;
    const from = invoice ? null : ctx.query.get('from');
    this.series = series;
    this.lines.offer(taxes);
    this.invoice = invoice;
    this.draft = invoice ? fromInvoice(invoice) : (begun(from) ?? (await this.fresh()));
    this.lines.pricesIncludeTax = this.draft.terms.pricesIncludeTax;
    this.lines.take(this.draft.lines);
    this.lines.offer(taxes);
    this.customer.begin();
    this.terms.begin();
    this.errors = new Map();
    this.lines.errors = this.errors;
    this.general = '';
    this.stale = false;
    this.clean = this.text();
    this.shelf = new Shelf(`billing.draft.${invoice?.id ?? from ?? 'new'}`);
    const kept = this.shelf.read();
    this.kept = kept && JSON.stringify(this.said(kept.draft, kept.draft.lines)) !== this.clean ? kept.draft : undefined;
    ctx.setDirty(false);
    if (!invoice && ctx.query.get('contact')) await this.customer.takeContact(ctx.query.get('contact')!);
  }

  /** An empty draft, with prices as this person wrote them last. */
  private async fresh(): Promise<DraftText> {
    const pricesIncludeTax = await this.ctx.preference('billing.prices-include-tax', false);
    return { ...emptyDraft, terms: { ...emptyDraft.terms, pricesIncludeTax } };
  }

  private get kind(): Kind {
    return kindOf(this.draft);
  }

  /** The series a draft is numbered in: the chosen one if it is for its kind, else the usual one. */
  private seriesOf(draft: DraftText): string {
    const kind = seriesKind(kindOf(draft));
    const codes = this.series.filter((s) => s.kind === kind).map((s) => s.code);
    const usual = DEFAULT_SERIES[kind];
    return codes.includes(draft.series) ? draft.series : codes.includes(usual) ? usual : (codes[0] ?? usual);
  }

  private said(draft: DraftText, lines: DraftText['lines']): object {
    return request({ ...draft, series: this.seriesOf(draft) }, lines);
  }

  private text(): string {
    return JSON.stringify(this.said(this.draft, this.lines.written));
  }

  get dirty(): boolean {
    return this.clean !== '' && this.text() !== this.clean;
  }

  private change(part: Partial<DraftText>): void {
    this.draft = { ...this.draft, ...part };
    this.lines.pricesIncludeTax = this.draft.terms.pricesIncludeTax;
    this.changed();
  }

  private changed(): void {
    this.ctx.setDirty(this.dirty);
    this.kept = undefined;
    this.shelf.keep(() => ({ ...this.draft, lines: this.lines.written }));
    this.host.requestUpdate();
  }

  private pricesWithTax(pricesIncludeTax: boolean): void {
    this.change({ terms: { ...this.draft.terms, pricesIncludeTax } });
    if (!this.draft.correction) this.ctx.setPreference('billing.prices-include-tax', pricesIncludeTax).catch((e: unknown) => this.ctx.problem(e));
  }

  private field(key: 'series' | 'issueDate' | 'dueDate' | 'notes', value: string): void {
    this.errors = new Map([...this.errors].filter(([path]) => path !== key));
    this.change({ [key]: value });
    if (key === 'issueDate') void this.taxes(value);
  }

  /** The taxes in force depend on the date. */
  private async taxes(date: string): Promise<void> {
    try {
      this.lines.offer(await this.ctx.api.get<ListedTax[]>('taxes', { date }));
      this.host.requestUpdate();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private recover(): void {
    if (!this.kept) return;
    this.draft = { ...emptyDraft, ...this.kept };
    this.lines.pricesIncludeTax = this.draft.terms.pricesIncludeTax;
    this.lines.take(this.kept.lines);
    this.kept = undefined;
    this.changed();
  }

  private discard(): void {
    this.kept = undefined;
    this.shelf.drop();
    this.host.requestUpdate();
  }

  /** Does something at the server once; what it refuses is shown where it belongs. */
  private async attempt(deed: () => Promise<void>): Promise<void> {
    if (this.busy || this.complain()) return;
    this.busy = true;
    this.errors = new Map();
    this.lines.errors = this.errors;
    this.general = '';
    this.host.requestUpdate();
    try {
      await deed();
    } catch (e) {
      this.refused(e);
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  /** What can be seen without asking the server; the rest is its rules. */
  private complain(): boolean {
    const { t } = this.ctx;
    const errors = new Map<string, string>();
    if (!this.draft.customer.contactId && !this.draft.customer.name.trim()) errors.set('customer.name', t('editor.customer.missing'));
    const { written } = this.lines;
    if (written.length === 0) this.general = t('editor.lines.missing');
    written.forEach((line, i) => {
      if (!line.description.trim()) errors.set(`lines[${i}].description`, t('editor.description.missing'));
      if (!line.quantity) errors.set(`lines[${i}].quantity`, t('editor.quantity.missing'));
      if (!line.unitPrice) errors.set(`lines[${i}].unitPrice`, t('editor.price.missing'));
    });
    if (errors.size === 0 && written.length > 0 && !this.lines.nonsense) return false;
    if (written.length > 0) this.general = '';
    this.place(errors);
    return true;
  }

  private place(errors: ReadonlyMap<string, string>): void {
    this.errors = errors;
    this.lines.errors = errors;
    this.host.requestUpdate();
    void this.host.updateComplete.then(() => {
      const customer = [...errors.keys()].find((path) => path.startsWith('customer.'));
      if (customer && this.customer.focus(customer)) return;
      if (this.lines.focusFirstWrong()) return;
      const terms = [...errors.keys()].find((path) => path.startsWith('terms.'));
      if (terms && this.terms.focus(terms)) return;
      this.host.renderRoot.querySelector('.summary')?.scrollIntoView({ block: 'center' });
    });
  }

  private refused(e: unknown): void {
    if (!(e instanceof Problem)) return this.ctx.problem(e);
    if (e.stale) {
      this.stale = true;
      return;
    }
    if (e.errors.length > 0) {
      const placed = new Map(e.errors.map((error) => [error.field, error.message]));
      if ([...placed.keys()].some((path) => path.startsWith('customer.'))) this.customer.open();
      if ([...placed.keys()].some((path) => path.startsWith('terms.'))) this.terms.open();
      const known = (path: string) =>
        /^(customer\.\w+|lines\[\d+\]\.\w+|series|issueDate|dueDate|notes|terms\.\w+)$/.test(path) || (refers(this.draft) && /^(correction|replaces)\b/.test(path));
      this.general = [...placed].filter(([path]) => !known(path)).map(([, message]) => message).join(' ');
      this.place(placed);
    } else if (e.unreachable) this.ctx.problem(e);
    else this.general = e.detail || e.title;
  }

  private body(): object {
    return this.said(this.draft, this.lines.written);
  }

  private async store(): Promise<Invoice> {
    const { api } = this.ctx;
    const stored = this.invoice
      ? await api.put<Invoice>(`invoices/${this.invoice.id}`, this.body(), { etag: `"${this.invoice.version}"` })
      : await api.post<Invoice>('invoices', this.body());
    this.invoice = stored;
    this.clean = this.text();
    this.shelf.drop();
    this.ctx.setDirty(false);
    return stored;
  }

  private save(): Promise<void> {
    return this.attempt(async () => {
      const stored = await this.store();
      this.ctx.toast(this.ctx.t('editor.saved'));
      await this.saved(stored.id);
    });
  }

  private async issue(): Promise<void> {
    if (this.complain()) return;
    const { ctx } = this;
    const totals = totalsOf(this.lines.written, this.draft.terms);
    const sure = await ctx.confirm({
      heading: ctx.t(`editor.issue.heading.${this.kind}`),
      text: ctx.t('editor.issue.text', { kind: ctx.t(`kind.${this.kind}`), total: ctx.money(totals.total), customer: this.draft.customer.name }),
      confirm: ctx.t(`editor.issue.${this.kind}`),
    });
    if (!sure) return;
    await this.attempt(async () => {
      let issued: Invoice;
      // a new one is written and issued at once: if it may not be issued, nothing is left behind
      if (!this.invoice) issued = await ctx.api.post<Invoice>('invoices', this.body(), { query: { issue: true } });
      else {
        const stored = this.dirty ? await this.store() : this.invoice;
        issued = await ctx.api.post<Invoice>(`invoices/${stored.id}/issue`, {}, { etag: `"${stored.version}"` });
      }
      this.shelf.drop();
      this.clean = this.text();
      ctx.setDirty(false);
      ctx.toast(ctx.t('editor.issued', { kind: ctx.t(`kind.${issued.kind}`), number: issued.number ?? '' }));
      await this.saved(issued.id);
    });
  }

  /** When it will be paid: told of the draft as it is saved. */
  private async plan(): Promise<void> {
    await this.save();
    if (this.invoice && !this.dirty) await new PlanDialog(this.ctx, this.invoice).open();
  }

  private async remove(): Promise<void> {
    const { ctx, invoice } = this;
    if (!invoice || !(await ctx.confirm({ heading: ctx.t('editor.delete.heading'), text: ctx.t('editor.delete.text'), confirm: ctx.t('editor.delete'), danger: true }))) return;
    this.busy = true;
    try {
      await ctx.api.delete(`invoices/${invoice.id}`, { etag: `"${invoice.version}"` });
      this.shelf.drop();
      ctx.toast(ctx.t('editor.deleted'));
      ctx.navigate('invoices', { force: true });
    } catch (e) {
      this.refused(e);
    } finally {
      this.busy = false;
      this.host.requestUpdate();
    }
  }

  /** Somebody else changed the draft: either theirs counts, or ours replaces it. */
  private async settle(mine: boolean): Promise<void> {
    const id = this.invoice?.id;
    if (!id) return;
    try {
      const theirs = await this.ctx.api.get<Invoice>(`invoices/${id}`);
      this.stale = false;
      if (theirs.status !== 'DRAFT' || !mine) {
        this.shelf.drop();
        this.ctx.setDirty(false);
        this.clean = this.text();
        await this.saved(id);
      } else {
        this.invoice = theirs;
        await this.save();
      }
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private readonly keys = (e: KeyboardEvent): void => {
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === 's') {
      e.preventDefault();
      void this.save();
    }
  };

  render(): TemplateResult {
    const { ctx, draft, invoice } = this;
    const t = ctx.t;
    const issue = ctx.may('billing.invoice.issue');
    return html`<c-page heading=${t(`${invoice ? 'draft' : 'new'}.${draft.kind && draft.kind !== 'INVOICE' ? draft.kind : 'INVOICE'}`)} back-href=${ctx.href('invoices')} back-label=${t('invoices.title')} @keydown=${this.keys}>
      <div slot="actions" class="row wrap">
        ${invoice
          ? html`<c-menu label=${t('editor.more')} .items=${[{ label: t('plan.deed'), icon: 'calendar-days', run: () => void this.plan() }, { label: t('editor.delete'), icon: 'trash-2', danger: true, run: () => void this.remove() }]}></c-menu>`
          : nothing}
        <button class="btn ${issue ? '' : 'primary'}" ?disabled=${this.busy} @click=${() => void this.save()}>${icon('save', 18)}${t('editor.save')}</button>
        ${issue ? html`<button class="btn primary" ?disabled=${this.busy} @click=${() => void this.issue()}>${icon('file-check', 18)}${t(`editor.issue.${this.kind}`)}</button>` : nothing}
      </div>
      ${this.notices()} ${invoice ? chainSteps(ctx, this.chain, invoice.id) : nothing}
      <div class="editor">
        ${refers(this.draft) ? referenceCard(ctx, draft, this.errors, (correction) => this.change({ correction })) : nothing}
        <div class="head">
          <c-card heading=${t('invoice.customer')}>${this.customer.render()}</c-card>
          <c-card heading=${t('editor.data')}>${this.data()}</c-card>
        </div>
        <c-card heading=${t('lines.title')}>
          <c-checkbox slot="actions" switch label=${t('editor.prices-with-tax')} .checked=${draft.terms.pricesIncludeTax} @change=${(e: CustomEvent<{ checked: boolean }>) => this.pricesWithTax(e.detail.checked)}></c-checkbox>
          ${this.lines.render(ctx.currency)}
        </c-card>
        <div class="foot">
          <c-card heading=${t('invoice.notes')}>
            <c-textarea hide-label label=${t('invoice.notes')} helper=${t('editor.notes.help')} rows="3" maxlength="1000" .value=${draft.notes} .error=${this.errors.get('notes') ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field('notes', e.detail.value)}></c-textarea>
          </c-card>
          <c-card>${this.terms.discount()} ${sums(ctx, totalsOf(this.lines.written, draft.terms), draft.terms, invoice?.currency ?? ctx.currency)}</c-card>
          <div class="wide">${this.terms.render()}</div>
        </div>
      </div>
    </c-page>`;
  }

  private notices(): TemplateResult {
    const t = this.ctx.t;
    return html`<div class="summary" role="alert">
        ${this.general ? html`<div class="note bad">${icon('circle-alert', 18)}<span>${this.general}</span></div>` : nothing}
        ${this.stale
          ? html`<div class="note warn">
              ${icon('triangle-alert', 18)}<span class="grow">${t('editor.stale')}</span>
              <button class="btn" @click=${() => void this.settle(false)}>${t('editor.stale.theirs')}</button>
              <button class="btn" @click=${() => void this.settle(true)}>${t('editor.stale.mine')}</button>
            </div>`
          : nothing}
      </div>
      ${this.kept
        ? html`<div class="note kept" role="status">
            ${icon('history', 18)}<span class="grow">${t('editor.kept')}</span>
            <button class="btn" @click=${() => this.discard()}>${t('editor.kept.discard')}</button>
            <button class="btn primary" @click=${() => this.recover()}>${t('editor.kept.recover')}</button>
          </div>`
        : nothing}`;
  }

  private data(): TemplateResult {
    const { ctx, draft } = this;
    const t = ctx.t;
    const kind = seriesKind(this.kind);
    const chosen = this.seriesOf(draft);
    const codes = [...new Set([...this.series.filter((s) => s.kind === kind).map((s) => s.code), chosen])];
    const from = draft.issueDate || ctx.today();
    return html`<div class="fields">
      ${kindHint(ctx, draft, (kind) => this.change({ kind }))}
      <c-select label=${t('invoice.series')} required .options=${codes.map((code) => ({ value: code, label: code }))} .value=${chosen} .error=${this.errors.get('series') ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field('series', e.detail.value)}></c-select>
      <c-date label=${t('invoice.issueDate')} helper=${draft.issueDate ? '' : t('editor.issueDate.help')} .value=${draft.issueDate} .error=${this.errors.get('issueDate') ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field('issueDate', e.detail.value)}></c-date>
      <div class="due">
        <c-date label=${t('invoice.dueDate')} helper=${draft.dueDate ? '' : t('editor.dueDate.help')} .value=${draft.dueDate} .error=${this.errors.get('dueDate') ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field('dueDate', e.detail.value)}></c-date>
        <div class="quick" role="group" aria-label=${t('editor.dueDate.quick')}>
          ${[15, 30, 60].map((days) => html`<button class="chip" type="button" aria-pressed=${draft.dueDate === addDays(from, days)} @click=${() => this.field('dueDate', addDays(from, days))}>${t('editor.days', { days })}</button>`)}
        </div>
      </div>
    </div>`;
  }

  static readonly styles = editorStyles;
}
