import { ConsoleElement, Load, html, icon, nothing, type Page, type TemplateResult } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';
import type { Column, Grid, Query } from '@console/grid';
import '@console/grid';
import { initials, roleName, type Invitation, type Member, type Role } from './model.js';

/** Who works in the organisation, and who has been asked to. */
export default class Users extends ConsoleElement {
  private readonly roles = new Load(this, () => this.ctx.api.list<Role>('roles'));
  private readonly pending = new Load(this, () =>
    this.ctx.may('security.user.manage') ? this.ctx.api.list<Invitation>('invitations', { limit: 200 }) : Promise.resolve<Page<Invitation>>({ items: [], next: null }),
  );

  private readonly source = (q: Query, signal: AbortSignal) => this.ctx.api.list<Member>('users', { ...q.filters, cursor: q.cursor, limit: q.limit, search: q.search }, signal);

  private get columns(): Column<Member>[] {
    const t = this.ctx.t;
    const roles = this.roles.value?.items ?? [];
    return [
      {
        key: 'name',
        label: t('user.name'),
        grow: 2,
        phone: 'title',
        render: (m) => html`<span class="row"><span class="avatar" aria-hidden="true">${initials(m.name)}</span><span>${m.name}</span></span>`,
      },
      { key: 'email', label: t('user.email'), grow: 2, phone: 'sub' },
      { key: 'role', label: t('user.role'), phone: 'sub', render: (m) => roleName(roles, m.role), csv: (m) => roleName(roles, m.role) },
      {
        key: 'lastSeen',
        label: t('user.seen'),
        phone: 'hide',
        render: (m) => (m.lastSeen ? html`<c-time at=${m.lastSeen}></c-time>` : html`<span class="muted">${t('user.never')}</span>`),
        csv: (m) => m.lastSeen,
      },
      {
        key: 'disabled',
        label: t('user.state'),
        width: 140,
        phone: 'end',
        render: (m) => html`<c-badge tone=${m.disabled ? 'bad' : 'ok'}>${t(m.disabled ? 'user.blocked' : 'user.active')}</c-badge>`,
        csv: (m) => t(m.disabled ? 'user.blocked' : 'user.active'),
      },
    ];
  }

  private async invite(): Promise<void> {
    const t = this.ctx.t;
    const roles = this.roles.value?.items ?? [];
    const schema: Schema = {
      required: ['email', 'role'],
      properties: {
        email: { title: t('user.email'), format: 'email', maxLength: 254, 'x-span': 2 },
        role: { title: t('user.role'), enum: roles.map((r) => r.id), 'x-labels': Object.fromEntries(roles.map((r) => [r.id, r.name])), default: 'staff', 'x-span': 2 },
      },
    };
    const made = await this.ctx.dialog<Invitation>({
      heading: t('invite.heading'),
      body: (close) =>
        html`<div class="stack">
          <p class="muted">${t('invite.text')}</p>
          <c-form
            .schema=${schema}
            submit-label=${t('invite.go')}
            cancel-label=${t('shell.cancel')}
            .submit=${(value: Values) => this.ctx.api.post<Invitation>('invitations', value, { secret: true })}
            @cancel=${() => close()}
            @saved=${(e: CustomEvent<{ result: Invitation }>) => close(e.detail.result)}
          ></c-form>
        </div>`,
    });
    if (!made) return;
    void this.pending.reload();
    await this.ctx.dialog({
      heading: t('invite.made'),
      body: (close) =>
        html`<div class="stack">
          <p>${t('invite.hand-over', { email: made.email, date: this.ctx.dateTime(made.expiresAt) })}</p>
          <c-secret label=${t('invite.link')} .value=${`${location.origin}/console/invitation#${made.token}`}></c-secret>
          <div class="actions"><button class="btn primary" autofocus @click=${() => close()}>${t('shell.done')}</button></div>
        </div>`,
    });
  }

  private async withdraw(invitation: Invitation): Promise<void> {
    const t = this.ctx.t;
    const sure = await this.ctx.confirm({ heading: t('invite.withdraw.heading', { email: invitation.email }), text: t('invite.withdraw.text'), confirm: t('invite.withdraw'), danger: true });
    if (!sure) return;
    try {
      await this.ctx.api.delete(`invitations/${invitation.id}`);
      this.ctx.toast(t('invite.withdrawn'));
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.pending.reload();
  }

  private waiting(): TemplateResult | typeof nothing {
    const t = this.ctx.t;
    const items = this.pending.value?.items ?? [];
    if (items.length === 0) return nothing;
    return html`<c-card heading=${t('invite.pending')} sub=${t('invite.pending.sub')}>
      <ul class="plain list">
        ${items.map(
          (i) =>
            html`<li class="row">
              <span class="tile-icon">${icon('mail')}</span>
              <div class="grow">
                <div class="strong break">${i.email}</div>
                <div class="muted small">${roleName(this.roles.value?.items ?? [], i.role)} · ${t('invite.until', { date: this.ctx.date(i.expiresAt) })}</div>
              </div>
              <button class="btn" aria-label="${t('invite.withdraw')} ${i.email}" @click=${() => void this.withdraw(i)}>${t('invite.withdraw')}</button>
            </li>`,
        )}
      </ul>
    </c-card>`;
  }

  override firstUpdated(): void {
    this.ctx.on<{ type: string }>('change', ({ type }) => {
      if (type !== 'security.user' && type !== 'security.invitation') return;
      void this.renderRoot.querySelector<Grid<Member>>('c-grid')?.reload();
      void this.pending.reload();
    });
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('users.title')} sub=${t('users.sub')}>
      ${this.ctx.may('security.user.manage')
        ? html`<button slot="actions" class="btn primary" ?disabled=${!this.roles.value} @click=${() => void this.invite()}>${icon('user-plus', 18)}${t('users.invite')}</button>`
        : nothing}
      ${this.waiting()}
      <c-grid
        id="security.users"
        label=${t('users.title')}
        search
        search-label=${t('users.search')}
        .columns=${this.columns}
        .source=${this.source}
        .filters=${[{ key: 'disabled', label: t('user.state'), type: 'select', options: [{ value: 'false', label: t('user.active') }, { value: 'true', label: t('user.blocked') }] }]}
        .rowHref=${(m: Member) => this.ctx.href(`users/${m.id}`)}
      ></c-grid>
    </c-page>`;
  }
}
