import { ConsoleElement, Load, host, html, icon, nothing, type Answer, type TemplateResult } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';
import { roleName, type Member, type Role } from './model.js';
import { askPassword } from './password.js';

/** One user of the organisation: the role, and the way out. */
export default class User extends ConsoleElement {
  private readonly roles = new Load(this, () => this.ctx.api.list<Role>('roles'));
  private readonly member = new Load(this, async () => {
    const answer = await this.ctx.api.fetch<Member>(`users/${this.ctx.params['id']}`);
    this.ctx.setTitle(answer.data.name);
    return answer;
  });

  private get manages(): boolean {
    return this.ctx.may('security.user.manage');
  }

  private async change(now: Answer<Member>, role: string, disabled: boolean): Promise<void> {
    await this.ctx.api.put(`users/${now.data.id}`, { role, disabled }, { etag: now.etag });
    await this.member.reload();
  }

  private async block(now: Answer<Member>): Promise<void> {
    const t = this.ctx.t;
    const { name, disabled, role } = now.data;
    if (!disabled && !(await this.ctx.confirm({ heading: t('user.block.heading', { name }), text: t('user.block.text'), confirm: t('user.block'), danger: true }))) return;
    try {
      await this.change(now, role, !disabled);
      this.ctx.toast(t(disabled ? 'user.unblocked' : 'user.blocked.done', { name }));
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private async takeOut(member: Member): Promise<void> {
    const t = this.ctx.t;
    const { name } = member;
    if (!(await this.ctx.confirm({ heading: t('user.remove.heading', { name }), text: t('user.remove.text'), confirm: t('user.remove'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`users/${member.id}`);
      this.ctx.toast(t('user.removed', { name }));
      this.ctx.navigate('users', { replace: true });
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  private password(member: Member): Promise<boolean> {
    return askPassword(this.ctx, member.name, (password) => this.ctx.api.put(`users/${member.id}/password`, { password }));
  }

  private roleOf(now: Answer<Member>, roles: readonly Role[]): TemplateResult {
    const t = this.ctx.t;
    const schema: Schema = {
      required: ['role'],
      properties: { role: { title: t('user.role'), enum: roles.map((r) => r.id), 'x-labels': Object.fromEntries(roles.map((r) => [r.id, r.name])), 'x-span': 2 } },
    };
    return html`<c-card heading=${t('user.role')} sub=${t('user.role.sub')}>
      ${this.manages
        ? html`<c-form
            .schema=${schema}
            .value=${{ role: now.data.role }}
            submit-label=${t('user.role.go')}
            .submit=${(value: Values) => this.change(now, String(value['role']), now.data.disabled)}
            @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value)}
            @saved=${() => this.ctx.toast(t('user.role.saved'))}
          ></c-form>`
        : html`<p class="strong">${roleName(roles, now.data.role)}</p>`}
      <p><a href=${this.ctx.href(`roles/${now.data.role}`)}>${t('user.role.what')}</a></p>
    </c-card>`;
  }

  private deeds(now: Answer<Member>): TemplateResult {
    const t = this.ctx.t;
    const m = now.data;
    return html`<c-card heading=${t('user.access')}>
      <ul class="plain list">
        <li class="row wrap"><div class="grow"><div class="strong">${t('user.password')}</div><div class="muted small">${t('user.password.sub')}</div></div>
          <button class="btn" @click=${() => void this.password(m)}>${icon('key-round', 18)}${t('user.password.go')}</button></li>
        <li class="row wrap"><div class="grow"><div class="strong">${t(m.disabled ? 'user.unblock' : 'user.block')}</div><div class="muted small">${t(m.disabled ? 'user.unblock.sub' : 'user.block.sub')}</div></div>
          <button class="btn" @click=${() => void this.block(now)}>${icon(m.disabled ? 'user-check' : 'lock', 18)}${t(m.disabled ? 'user.unblock' : 'user.block')}</button></li>
        <li class="row wrap"><div class="grow"><div class="strong">${t('user.remove')}</div><div class="muted small">${t('user.remove.sub')}</div></div>
          <button class="btn danger" @click=${() => void this.takeOut(m)}>${icon('trash-2', 18)}${t('user.remove.go')}</button></li>
      </ul>
    </c-card>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const m = this.member.value?.data;
    return html`<c-page heading=${m?.name ?? t('users.title')} sub=${m?.email ?? ''} back-href=${this.ctx.href('users')} back-label=${t('users.title')}>
      ${m ? html`<c-badge slot="badge" tone=${m.disabled ? 'bad' : 'ok'}>${t(m.disabled ? 'user.blocked' : 'user.active')}</c-badge>` : nothing}
      ${this.member.render(
        (now) =>
          html`<div class="columns">
            <div class="stack">
              ${this.roles.render((roles) => this.roleOf(now, roles.items))}
              <c-card heading=${t('user.facts')}>
                <c-facts
                  .rows=${[
                    [t('user.since'), this.ctx.date(now.data.since)],
                    [t('user.seen'), now.data.lastSeen ? html`<c-time at=${now.data.lastSeen}></c-time>` : t('user.never')],
                  ]}
                ></c-facts>
              </c-card>
            </div>
            ${now.data.id === host.user?.id ? html`<p class="note">${icon('info', 18)}<span>${t('user.yourself')} <a href="/console/account">${t('user.yourself.link')}</a></span></p>` : this.manages ? this.deeds(now) : nothing}
          </div>`,
      )}
    </c-page>`;
  }
}
