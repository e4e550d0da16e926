import { Problem, html, icon, nothing, type ReactiveController, type TemplateResult, type ViewContext } from '@console/core';
import { addDays } from '@console/form';
import { CustomerPart } from '../customer.js';
import { Shelf } from '../draft.js';
import { Lines } from '../lines.js';
import { sums } from '../sums.js';
import { TermsPart } from '../terms.js';
import { totalsOf } from '../totals.js';
import type { ListedTax, Series } from '../types.js';
import { delivers, documentRequest, emptyDocument, fromDocument, type DocumentText } from './document-draft.js';
import { KINDS, type DocumentKind, type SalesDocument } from './types.js';
import { documentBadge, kindIcon } from './words.js';

interface Host extends EventTarget {
  readonly ctx: ViewContext;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  addController(controller: ReactiveController): void;
  requestUpdate(): void;
}

type DayField = 'date' | 'validUntil' | 'deliveryDate';

/** Writes a quote, an order, a delivery note or a pro forma invoice, with the parts the editor of invoices has. */
export class DocumentEditor {
  busy = false;
  private draft: DocumentText = emptyDocument('QUOTE');
  private readonly lines: Lines;
  private readonly customer: CustomerPart;
  private readonly terms: TermsPart;
  private series: readonly Series[] = [];
  private document: SalesDocument | null = null;
  /** The ids of the lines that were there before, by the key of their row. */
  private ids: ReadonlyMap<number, string> = new Map();
  private clean = '';
  private shelf = new Shelf<DocumentText>('');
  private kept: DocumentText | undefined;
  private errors: ReadonlyMap<string, string> = new Map();
  private general = '';
  private stale = false;

  constructor(
    private readonly host: Host,
    private readonly saved: (id: string) => Promise<void>,
    private readonly left: () => void,
  ) {
    const error = (path: string): string => this.errors.get(path) ?? '';
    this.lines = new Lines(host, () => this.changed());
    this.customer = new CustomerPart(
      host,
      () => this.draft.customer,
      (customer) => this.change({ customer }),
      error,
    );
    this.terms = new TermsPart(
      host,
      () => this.draft.terms,
      (part) => {
        this.errors = new Map([...this.errors].filter(([path]) => !Object.keys(part).some((key) => path === `terms.${key}`)));
        this.change({ terms: { ...this.draft.terms, ...part } });
      },
      error,
      false,
    );
  }

  private get ctx(): ViewContext {
    return this.host.ctx;
  }

  /** Begins with a document, or with nothing. */
  async take(document: SalesDocument | null): Promise<void> {
    const { ctx } = this;
    // what is being written upon stays
    if (document && this.document?.id === document.id && this.dirty) return;
    const asked = KINDS.find((each) => each === ctx.query.get('kind')) ?? 'QUOTE';
    const [series, taxes] = await Promise.all([ctx.api.get<Series[]>('series').catch(() => []), ctx.api.get<ListedTax[]>('taxes', {})]);
    this.series = series;
    this.lines.offer(taxes);
    this.document = document;
    this.draft = document ? fromDocument(document) : await this.fresh(asked);
    this.begin();
    this.lines.offer(taxes);
    this.clean = this.text();
    this.shelf = new Shelf<DocumentText>(`billing.document.${document?.id ?? `new.${asked}`}`);
    const text = this.shelf.read()?.draft;
    this.kept = text && JSON.stringify(documentRequest(text, text.lines, [])) !== JSON.stringify(documentRequest(this.draft, this.lines.written, [])) ? text : undefined;
    ctx.setDirty(false);
    if (!document && ctx.query.get('contact')) await this.customer.takeContact(ctx.query.get('contact')!);
  }

  private begin(): void {
    this.lines.pricesIncludeTax = this.draft.terms.pricesIncludeTax;
    this.lines.take(this.draft.lines);
    this.ids = new Map((this.document?.lines ?? []).flatMap((line, i) => (this.lines.rows[i] ? [[this.lines.rows[i].key, line.id] as const] : [])));
    this.customer.begin();
    this.terms.begin();
    this.errors = new Map();
    this.lines.errors = this.errors;
    this.general = '';
    this.stale = false;
  }

  /** An empty draft, with prices as this person wrote them last, and the days a quote usually holds. */
  private async fresh(kind: DocumentKind): Promise<DocumentText> {
    const pricesIncludeTax = await this.ctx.preference('billing.prices-include-tax', false);
    const empty = emptyDocument(kind);
    return { ...empty, validUntil: kind === 'QUOTE' ? addDays(this.ctx.today(), 30) : '', terms: { ...empty.terms, pricesIncludeTax } };
  }

  private body(): object {
    const { written } = this.lines;
    return documentRequest(
      this.draft,
      written,
      written.map((row) => this.ids.get(row.key)),
    );
  }

  private text(): string {
    return JSON.stringify(this.body());
  }

  get dirty(): boolean {
    return this.clean !== '' && this.text() !== this.clean;
  }

  private change(part: Partial<DocumentText>): void {
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

  private field(key: DayField | 'series' | 'notes', value: string): void {
    this.errors = new Map([...this.errors].filter(([path]) => path !== key));
    this.change({ [key]: value });
  }

  private recover(): void {
    if (!this.kept) return;
    this.draft = this.kept;
    this.begin();
    this.changed();
  }

  private discard(): void {
    this.kept = undefined;
    this.shelf.drop();
    this.host.requestUpdate();
  }

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
    this.general = written.length === 0 ? t('editor.lines.missing') : '';
    written.forEach((line, i) => {
      if (!line.description.trim()) errors.set(`lines[${i}].description`, t('editor.description.missing'));
      if (!line.quantity) errors.set(`lines[${i}].quantity`, t('editor.quantity.missing'));
      if (!line.unitPrice) errors.set(`lines[${i}].unitPrice`, t('editor.price.missing'));
    });
    if (errors.size === 0 && written.length > 0 && !this.lines.nonsense) return false;
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
    } else if (e.errors.length > 0) {
      const placed = new Map(e.errors.map((error) => [error.field, error.message]));
      if ([...placed.keys()].some((path) => path.startsWith('customer.'))) this.customer.open();
      if ([...placed.keys()].some((path) => path.startsWith('terms.'))) this.terms.open();
      const known = (path: string) => /^(customer\.\w+|lines\[\d+\]\.\w+|series|date|validUntil|deliveryDate|notes|terms\.\w+)$/.test(path);
      this.general = [...placed].filter(([path]) => !known(path)).map(([, message]) => message).join(' ');
      this.place(placed);
    } else if (e.unreachable) this.ctx.problem(e);
    else this.general = e.detail || e.title;
  }

  private async store(): Promise<SalesDocument> {
    const { api } = this.ctx;
    const stored = this.document
      ? await api.put<SalesDocument>(`documents/${this.document.id}`, this.body(), { etag: `"${this.document.version}"` })
      : await api.post<SalesDocument>('documents', this.body());
    this.document = stored;
    this.done();
    return stored;
  }

  private done(): void {
    this.clean = '';
    this.shelf.drop();
    this.ctx.setDirty(false);
  }

  private save(): Promise<void> {
    return this.attempt(async () => {
      const stored = await this.store();
      this.ctx.toast(this.ctx.t('document.saved'));
      await this.saved(stored.id);
    });
  }

  /** Saves it and gives it its number. */
  private open(): Promise<void> {
    return this.attempt(async () => {
      const { ctx } = this;
      const stored = this.document && !this.dirty ? this.document : await this.store();
      const opened = await ctx.api.post<SalesDocument>(`documents/${stored.id}/open`, {}, { etag: `"${stored.version}"` });
      this.done();
      ctx.toast(ctx.t('document.opened', { kind: ctx.t(`document.kind.${opened.kind}`), number: opened.number ?? '' }));
      await this.saved(opened.id);
    });
  }

  private async remove(): Promise<void> {
    const { ctx, document } = this;
    if (!document || !(await ctx.confirm({ heading: ctx.t('editor.delete.heading'), text: ctx.t('document.delete.text'), confirm: ctx.t('editor.delete'), danger: true }))) return;
    try {
      await ctx.api.delete(`documents/${document.id}`, { etag: `"${document.version}"` });
      this.done();
      ctx.toast(ctx.t('editor.deleted'));
      ctx.navigate('documents', { force: true });
    } catch (e) {
      this.refused(e);
      this.host.requestUpdate();
    }
  }

  private leave(): void {
    this.done();
    this.left();
  }

  /** Somebody else changed it: either theirs counts, or ours replaces it. */
  private async settle(mine: boolean): Promise<void> {
    const id = this.document?.id;
    if (!id) return;
    this.stale = false;
    if (!mine) {
      this.done();
      this.document = null;
      await this.saved(id);
      return;
    }
    try {
      this.document = await this.ctx.api.get<SalesDocument>(`documents/${id}`);
      const there = new Set(this.document.lines.map((line) => line.id));
      this.ids = new Map([...this.ids].filter(([, line]) => there.has(line)));
      await this.save();
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
    const { ctx, draft, document } = this;
    const t = ctx.t;
    const sent = !!document?.number;
    const back = html`<button class="btn" ?disabled=${this.busy} @click=${() => this.leave()}>${t('payment.cancel')}</button>
      <button class="btn primary" ?disabled=${this.busy} @click=${() => void this.save()}>${icon('save', 18)}${t('document.save')}</button>`;
    return html`<c-page heading=${document?.number ?? t(`document.${document ? 'draft' : 'new'}.${draft.kind}`)} back-href=${ctx.href('documents')} back-label=${t('documents.title')} @keydown=${this.keys}>
      ${document && sent ? html`<span slot="badge">${documentBadge(ctx, document.state)}</span>` : nothing}
      <div slot="actions" class="row wrap">
        ${sent
          ? back
          : html`${document ? html`<c-menu label=${t('editor.more')} .items=${[{ label: t('editor.delete'), icon: 'trash-2', danger: true, run: () => void this.remove() }]}></c-menu>` : nothing}
              <button class="btn" ?disabled=${this.busy} @click=${() => void this.save()}>${icon('save', 18)}${t('editor.save')}</button>
              <button class="btn primary" ?disabled=${this.busy} @click=${() => void this.open()}>${icon('send', 18)}${t(`document.open.${draft.kind}`)}</button>`}
      </div>
      ${this.notices()}
      <div class="editor">
        <div class="head">
          <c-card heading=${t('invoice.customer')}>${this.customer.render()}</c-card>
          <c-card heading=${t('document.data')}>${this.data()}</c-card>
        </div>
        <c-card heading=${t('lines.title')}>
          <c-checkbox slot="actions" switch label=${t('editor.prices-with-tax')} .checked=${draft.terms.pricesIncludeTax} @change=${(e: CustomEvent<{ checked: boolean }>) => this.change({ terms: { ...draft.terms, pricesIncludeTax: e.detail.checked } })}></c-checkbox>
          ${this.lines.render(ctx.currency)}
        </c-card>
        <div class="foot">
          <c-card heading=${t('invoice.notes')}>
            <c-textarea hide-label label=${t('invoice.notes')} helper=${t('document.notes.help')} rows="3" maxlength="1000" .value=${draft.notes} .error=${this.errors.get('notes') ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field('notes', e.detail.value)}></c-textarea>
          </c-card>
          <c-card>${this.terms.discount()} ${sums(ctx, totalsOf(this.lines.written, draft.terms), draft.terms, document?.currency ?? ctx.currency)}</c-card>
          ${ctx.country === 'ES' || draft.terms.withholdingRate || draft.terms.surcharge ? html`<div class="wide">${this.terms.render()}</div>` : nothing}
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
              ${icon('triangle-alert', 18)}<span class="grow">${t('document.stale')}</span>
              <button class="btn" @click=${() => void this.settle(false)}>${t('editor.stale.theirs')}</button>
              <button class="btn" @click=${() => void this.settle(true)}>${t('editor.stale.mine')}</button>
            </div>`
          : nothing}
      </div>
      ${this.kept
        ? html`<div class="note kept" role="status">
            ${icon('history', 18)}<span class="grow">${t('document.kept')}</span>
            <button class="btn" @click=${() => this.discard()}>${t('editor.kept.discard')}</button>
            <button class="btn primary" @click=${() => this.recover()}>${t('editor.kept.recover')}</button>
          </div>`
        : nothing}`;
  }

  private data(): TemplateResult {
    const { ctx, draft } = this;
    const t = ctx.t;
    const codes = [...new Set([...this.series.filter((s) => s.kind === draft.kind).map((s) => s.code), ...(draft.series ? [draft.series] : [])])];
    return html`<div class="fields">
      <div class="wide kind" data-kind=${draft.kind}>
        <span class="muted">${icon(kindIcon(draft.kind), 18)}</span>
        <span class="grow"><b>${t(`document.kind.${draft.kind}`)}</b> <span class="muted small">${t(`document.kind.${draft.kind}.what`)}</span></span>
      </div>
      ${codes.length > 1 && !this.document?.number
        ? html`<c-select label=${t('invoice.series')} placeholder=${t('document.series.usual')} .options=${codes.map((code) => ({ value: code, label: code }))} .value=${draft.series} .error=${this.errors.get('series') ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field('series', e.detail.value)}></c-select>`
        : nothing}
      ${this.day('date', draft.date ? '' : t('document.date.help'))} ${draft.kind === 'QUOTE' ? this.validity() : nothing} ${delivers(draft.kind) ? this.day('deliveryDate', '') : nothing}
    </div>`;
  }

  private day(key: DayField, helper: string): TemplateResult {
    return html`<c-date label=${this.ctx.t(`document.${key}`)} helper=${helper} .value=${this.draft[key]} .error=${this.errors.get(key) ?? ''} @change=${(e: CustomEvent<{ value: string }>) => this.field(key, e.detail.value)}></c-date>`;
  }

  /** The last day of a quote, and the usual ones. */
  private validity(): TemplateResult {
    const { ctx, draft } = this;
    const from = draft.date || ctx.today();
    return html`<div class="due">
      ${this.day('validUntil', draft.validUntil ? '' : ctx.t('document.validUntil.help'))}
      <div class="quick" role="group" aria-label=${ctx.t('document.validUntil.quick')}>
        ${[15, 30, 60].map((days) => html`<button class="chip" type="button" aria-pressed=${draft.validUntil === addDays(from, days)} @click=${() => this.field('validUntil', addDays(from, days))}>${ctx.t('editor.days', { days })}</button>`)}
      </div>
    </div>`;
  }
}
