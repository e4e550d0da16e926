import { Problem, css, host, html, icon, LitElement, nothing, repeat, shellTexts, ui, type Answer, type TemplateResult, type ViewContext } from '../../kit/core.js';
import '../../kit/form.js';
import type { SchemaForm, Schema, Values } from '../../kit/form.js';
import { filled, shownAs, spoken, words, type Action, type PageDefinition, type Row } from './definition.js';
import { lookupsOf } from './lookups.js';

const t = shellTexts.t;

/** One record of a page without a script: looked at, changed, made, deleted. Tells `done` when it is over. */
export class JsonRecord extends LitElement {
  static override properties = {
    ctx: { attribute: false },
    definition: { attribute: false },
    schema: { attribute: false },
    path: {},
    editing: { type: Boolean },
    answer: { state: true },
    error: { state: true },
    working: { state: true },
  };
  static override styles = [
    ui,
    css`
      section + section { margin-block-start: 20px; border-block-start: 1px solid var(--c-line); padding-block-start: 16px; }
      h3 { margin-block-end: 10px; }
      .actions { display: flex; flex-wrap: wrap; gap: 10px; margin-block-start: 24px; }
      .actions .last { margin-inline-start: auto; }
    `,
  ];
  declare ctx: ViewContext;
  declare definition: PageDefinition;
  declare schema: Schema | undefined;
  /** The record's address; '' makes a new one. */
  declare path: string;
  declare editing: boolean;
  private declare answer: Answer<Row> | undefined;
  private declare error: unknown;
  private declare working: boolean;

  constructor() {
    super();
    this.path = '';
    this.editing = this.working = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.path && !this.answer) void this.load();
  }

  private async load(): Promise<void> {
    const done = host.busy();
    this.error = undefined;
    try {
      this.answer = await this.ctx.api.fetch<Row>(this.path);
    } catch (e) {
      this.error = e;
    } finally {
      done();
    }
  }

  get dirty(): boolean {
    return this.renderRoot.querySelector<SchemaForm>('c-form')?.dirty ?? false;
  }

  private get mayUpdate(): boolean {
    return !!this.definition.form && this.ctx.may(this.definition.form.update ?? '');
  }

  override render(): TemplateResult {
    if (this.error) return this.failed(this.error);
    if (this.path && !this.answer) return html`<c-skeleton lines="6"></c-skeleton>`;
    const looks = this.definition.detail && this.path && !this.editing;
    return looks ? this.looked(this.answer!.data) : this.form();
  }

  private failed(e: unknown): TemplateResult {
    const problem = e instanceof Problem ? e : undefined;
    const kind = problem?.status === 403 ? 'denied' : problem?.status === 404 ? 'missing' : problem?.unreachable ? 'offline' : 'error';
    return html`<c-state kind=${kind} text=${problem?.detail ?? ''}><button class="btn" type="button" @click=${() => void this.load()}>${icon('rotate-ccw', 16)}${t('page.retry')}</button></c-state>`;
  }

  private looked(row: Row): TemplateResult {
    const { sections = [], actions = [] } = this.definition.detail!;
    const can = actions.filter((a) => this.ctx.may(a.permission ?? ''));
    const del = this.definition.delete;
    return html`${sections.map(
        (s) => html`<section>
          ${s.label ? html`<h3>${words(s.label)}</h3>` : nothing}
          <c-facts .rows=${s.fields.map((f) => [words(f.label), shownAs(f, row, t)])}></c-facts>
        </section>`,
      )}
      <div class="actions">
        ${this.mayUpdate ? html`<button class="btn primary" type="button" @click=${() => (this.editing = true)}>${icon('pencil', 16)}${t('page.edit')}</button>` : nothing}
        ${repeat(
          can,
          (a) => a.path,
          (a) => html`<button class="btn ${a.tone === 'bad' ? 'danger' : ''}" type="button" ?disabled=${this.working} @click=${() => void this.act(a, row)}>${a.icon ? icon(a.icon, 16) : nothing}${words(a.label)}</button>`,
        )}
        ${del && this.ctx.may(del.permission) ? html`<button class="btn danger last" type="button" ?disabled=${this.working} @click=${() => void this.erase()}>${icon('trash-2', 16)}${t('page.delete')}</button>` : nothing}
      </div>`;
  }

  private form(): TemplateResult {
    const schema = spoken(this.schema ?? {});
    const fixed = !!this.path && !this.mayUpdate;
    const single = !this.definition.list;
    const del = this.definition.delete;
    const deletes = this.path && !this.definition.detail && !single && del && this.ctx.may(del.permission);
    return html`<c-form
      .schema=${schema}
      .value=${this.answer?.data ?? {}}
      .lookups=${lookupsOf(schema, this.ctx.api)}
      .submit=${(value: Values) => this.send(value)}
      draft-key="${this.ctx.moduleId}.${this.path || `${this.definition.list?.resource ?? ''}.new`}"
      ?readonly=${fixed}
      submit-label=${this.path ? t('page.save') : t('page.create')}
      .cancelLabel=${single ? undefined : t('page.cancel')}
      @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value)}
      @cancel=${(e: Event) => (e.stopPropagation(), this.cancel())}
      @saved=${(e: CustomEvent<{ result: unknown }>) => (e.stopPropagation(), this.saved())}
    >
      ${deletes ? html`<button slot="start" class="btn danger" type="button" @click=${() => void this.erase()}>${icon('trash-2', 16)}${t('page.delete')}</button>` : nothing}
    </c-form>`;
  }

  private cancel(): void {
    if (this.definition.detail && this.path) {
      this.renderRoot.querySelector<SchemaForm>('c-form')?.reset();
      this.editing = false;
    } else this.over(false);
  }

  private async send(value: Values): Promise<unknown> {
    if (!this.path) return this.ctx.api.post(this.definition.list!.resource, value);
    const write = (etag: string | undefined) => (this.definition.form!.method === 'POST' ? this.ctx.api.post(this.path, value, { etag }) : this.ctx.api.put(this.path, value, { etag }));
    try {
      return await write(this.answer?.etag);
    } catch (e) {
      if (!(e instanceof Problem) || !e.stale) throw e;
      const over = await this.ctx.confirm({ heading: t('page.stale'), text: t('page.staleText'), confirm: t('page.staleConfirm'), danger: true });
      if (!over) throw e;
      return write((await this.ctx.api.fetch<Row>(this.path)).etag);
    }
  }

  private saved(): void {
    this.ctx.setDirty(false);
    this.ctx.toast(t('page.saved'), 'ok');
    if (this.definition.list) this.over(true);
    else void this.load();
  }

  private async act(action: Action, row: Row): Promise<void> {
    if (action.confirm && !(await this.ctx.confirm({ heading: words(action.label), text: words(action.confirm), confirm: words(action.label), danger: action.tone === 'bad' }))) return;
    const path = action.path.startsWith('/') ? filled(action.path, row) : `${this.definition.list?.resource ?? ''}/${filled(action.path, row)}`;
    await this.work(() => (action.method === 'DELETE' ? this.ctx.api.delete(path) : action.method === 'PUT' ? this.ctx.api.put(path, {}) : this.ctx.api.post(path)));
  }

  private async erase(): Promise<void> {
    const sure = await this.ctx.confirm({ heading: t('page.deleteAsk'), text: words(this.definition.delete?.confirm, t('page.deleteText')), confirm: t('page.delete'), danger: true });
    if (sure) await this.work(() => this.ctx.api.delete(this.path, { etag: this.answer?.etag }));
  }

  private async work(deed: () => Promise<unknown>): Promise<void> {
    this.working = true;
    try {
      await deed();
      this.ctx.setDirty(false);
      this.ctx.toast(t('page.done'), 'ok');
      this.over(true);
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.working = false;
    }
  }

  private over(changed: boolean): void {
    this.dispatchEvent(new CustomEvent('done', { detail: { changed } }));
  }
}

customElements.define('console-json-record', JsonRecord);
