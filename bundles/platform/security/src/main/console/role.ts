import { ConsoleElement, Load, Problem, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import '@console/form';
import type { Field } from '@console/form';
import type { Permission, Role } from './model.js';
import { PermissionChoice, choiceStyles } from './permission-choice.js';

/** A role and what it may do. Built-in roles can only be looked at. */
export default class RolePage extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, name: { state: true }, nameError: { state: true }, busy: { state: true } };
  declare name: string;
  declare nameError: string;
  declare busy: boolean;

  static override styles = [ui, choiceStyles];

  private etag: string | undefined;
  private readonly choice = new PermissionChoice(() => this.touched());
  private readonly permissions = new Load(this, () => this.ctx.api.list<Permission>('permissions'));
  private readonly loaded = new Load(this, () => this.read());

  constructor() {
    super();
    this.name = this.nameError = '';
    this.busy = false;
  }

  private get isNew(): boolean {
    return this.ctx.params['id'] === undefined;
  }

  private async read(): Promise<Role> {
    if (this.isNew) return { id: '', name: '', builtIn: false, permissions: [], version: 0 };
    const answer = await this.ctx.api.fetch<Role>(`roles/${this.ctx.params['id']}`);
    this.etag = answer.etag;
    this.name = answer.data.name;
    this.choice.take(answer.data.permissions);
    this.ctx.setTitle(answer.data.name);
    return answer.data;
  }

  private touched(): void {
    this.ctx.setDirty(true);
    this.requestUpdate();
  }

  private async save(): Promise<void> {
    const t = this.ctx.t;
    const field = this.renderRoot.querySelector<Field>('c-text');
    if (!field?.validate()) {
      field?.focus();
      return;
    }
    const draft = { name: this.name, permissions: [...this.choice.chosen].sort() };
    this.busy = true;
    try {
      if (this.isNew) await this.ctx.api.post('roles', draft);
      else await this.ctx.api.put(`roles/${this.ctx.params['id']}`, draft, { etag: this.etag });
      this.ctx.setDirty(false);
      this.ctx.toast(t('role.saved', { name: draft.name }));
      this.ctx.navigate('roles');
    } catch (e) {
      this.refused(e);
    } finally {
      this.busy = false;
    }
  }

  private refused(e: unknown): void {
    const named = e instanceof Problem ? (e.errors.find((error) => error.field === 'name')?.message ?? (e.code === 'security.role.name-taken' ? e.detail : '')) : '';
    if (named) {
      this.nameError = named;
      this.renderRoot.querySelector<Field>('c-text')?.focus();
    } else this.ctx.problem(e);
  }

  private async erase(role: Role): Promise<void> {
    const t = this.ctx.t;
    const { name } = role;
    if (!(await this.ctx.confirm({ heading: t('role.delete.heading', { name }), text: t('role.delete.text'), confirm: t('role.delete'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`roles/${role.id}`);
      this.ctx.setDirty(false);
      this.ctx.toast(t('role.deleted', { name }));
      this.ctx.navigate('roles', { replace: true });
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private body(role: Role, permissions: readonly Permission[]): TemplateResult {
    const t = this.ctx.t;
    const fixed = role.builtIn || !this.ctx.may('security.role.manage');
    return html`<div class="stack">
      ${fixed
        ? role.builtIn
          ? html`<p class="note">${icon('info', 18)}<span>${t('role.built-in.text')}</span></p>`
          : nothing
        : html`<c-card heading=${t('role.name.heading')}>
            <c-text
              .label=${t('role.name')}
              .helper=${t('role.name.help')}
              .value=${this.name}
              .error=${this.nameError}
              .maxLength=${80}
              required
              @change=${(e: CustomEvent<{ value: string }>) => {
                this.name = e.detail.value;
                this.nameError = '';
                this.touched();
              }}
            ></c-text>
          </c-card>`}
      <c-card heading=${t('role.may')} sub=${fixed ? '' : t('role.may.sub', { count: this.choice.chosen.size })}>${this.choice.render(this.ctx, permissions, fixed)}</c-card>
      ${fixed
        ? nothing
        : html`<div class="row wrap">
            <button class="btn primary" ?disabled=${this.busy} @click=${() => void this.save()}>${t(this.isNew ? 'role.create' : 'shell.save')}</button>
            <a class="btn" href=${this.ctx.href('roles')}>${t('shell.cancel')}</a>
          </div>`}
    </div>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const role = this.loaded.value;
    const deletable = role && !role.builtIn && !this.isNew && this.ctx.may('security.role.manage');
    return html`<c-page heading=${this.isNew ? t('roles.new') : (role?.name ?? t('roles.title'))} back-href=${this.ctx.href('roles')} back-label=${t('roles.title')}>
      ${deletable ? html`<button slot="actions" class="btn danger" @click=${() => void this.erase(role)}>${icon('trash-2', 18)}${t('role.delete')}</button>` : nothing}
      ${this.loaded.render((found) => this.permissions.render((page) => this.body(found, page.items)))}
    </c-page>`;
  }
}
