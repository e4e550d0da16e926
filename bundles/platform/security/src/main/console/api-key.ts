import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { keyState } from './key-state.js';
import type { ApiKey, Permission } from './model.js';
import { PermissionChoice, choiceStyles } from './permission-choice.js';

/** One API key: what it may do, when it was used, and its end. */
export default class ApiKeyPage extends ConsoleElement {
  static override styles = [ui, choiceStyles];

  private readonly choice = new PermissionChoice(() => this.requestUpdate());
  private readonly permissions = new Load(this, () => this.ctx.api.list<Permission>('permissions'));
  private readonly key = new Load(this, async () => {
    const key = await this.ctx.api.get<ApiKey>(`api-keys/${this.ctx.params['id']}`);
    this.choice.take(key.permissions);
    this.ctx.setTitle(key.name);
    return key;
  });

  private async revoke(key: ApiKey): Promise<void> {
    const t = this.ctx.t;
    if (!(await this.ctx.confirm({ heading: t('key.revoke.heading', { name: key.name }), text: t('key.revoke.text'), confirm: t('key.revoke'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`api-keys/${key.id}`);
      this.ctx.toast(t('key.revoked.done', { name: key.name }));
      await this.key.reload();
    } catch (e) {
      this.ctx.problem(e);
    }
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const now = this.key.value;
    const state = now ? keyState(now, this.ctx) : undefined;
    return html`<c-page heading=${now?.name ?? t('keys.title')} back-href=${this.ctx.href('api-keys')} back-label=${t('keys.title')}>
      ${state ? html`<c-badge slot="badge" tone=${state.tone}>${state.text}</c-badge>` : nothing}
      ${now && state?.works ? html`<button slot="actions" class="btn danger" @click=${() => void this.revoke(now)}>${icon('lock', 18)}${t('key.revoke')}</button>` : nothing}
      ${this.key.render(
        (key) =>
          html`<div class="stack">
            <c-card heading=${t('user.facts')}>
              <c-facts
                .rows=${[
                  [t('key.prefix'), html`<span class="mono">rbk_${key.prefix}_…</span>`],
                  [t('key.created'), this.ctx.dateTime(key.created)],
                  [t('key.used'), key.lastUsed ? html`<c-time at=${key.lastUsed}></c-time>` : t('key.unused')],
                  [t('key.expires'), key.expires ? this.ctx.dateTime(key.expires) : t('key.never')],
                  [t('key.revoked'), key.revoked ? this.ctx.dateTime(key.revoked) : null],
                ]}
              ></c-facts>
            </c-card>
            <c-card heading=${t('role.may')}>${this.permissions.render((page) => this.choice.render(this.ctx, page.items, true))}</c-card>
          </div>`,
      )}
    </c-page>`;
  }
}
