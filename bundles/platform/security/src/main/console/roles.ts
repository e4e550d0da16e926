import { ConsoleElement, Load, css, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { EVERYTHING, type Role } from './model.js';

/** The roles of the organisation: those that come with the system, and its own. */
export default class Roles extends ConsoleElement {
  private readonly roles = new Load(this, () => this.ctx.api.list<Role>('roles'));

  static override styles = [
    ui,
    css`
      a.role {
        display: flex;
        align-items: center;
        gap: 12px;
        padding: 12px 20px;
        color: inherit;
        text-decoration: none;
      }
      a.role:hover {
        background: var(--c-hover);
      }
      a.role:focus-visible {
        outline-offset: -2px;
      }
      li + li {
        border-block-start: 1px solid var(--c-line);
      }
    `,
  ];

  private describe(role: Role): string {
    const words = this.ctx.t(`role.about.${role.id}`);
    if (role.builtIn && words !== `role.about.${role.id}`) return words;
    if (role.permissions.includes(EVERYTHING)) return this.ctx.t('role.everything');
    return this.ctx.t('role.count', { count: role.permissions.length });
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('roles.title')} sub=${t('roles.sub')}>
      ${this.ctx.may('security.role.manage') ? html`<a slot="actions" class="btn primary" href=${this.ctx.href('roles/new')}>${icon('plus', 18)}${t('roles.new')}</a>` : nothing}
      <c-card flush>
        ${this.roles.render(
          (roles) =>
            html`<ul class="plain">
              ${roles.items.map(
                (role) =>
                  html`<li>
                    <a class="role" href=${this.ctx.href(`roles/${role.id}`)}>
                      <span class="tile-icon">${icon(role.builtIn ? 'shield-check' : 'users')}</span>
                      <span class="grow"><span class="strong">${role.name}</span><br /><span class="muted small">${this.describe(role)}</span></span>
                      <c-badge tone=${role.builtIn ? 'plain' : 'info'}>${t(role.builtIn ? 'role.built-in' : 'role.own')}</c-badge>
                      ${icon('chevron-right', 18)}
                    </a>
                  </li>`,
              )}
            </ul>`,
        )}
      </c-card>
    </c-page>`;
  }
}
