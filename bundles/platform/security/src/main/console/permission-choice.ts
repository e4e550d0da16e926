import { classMap, css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { EVERYTHING, type Permission } from './model.js';

export const choiceStyles = css`
  fieldset {
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  .groups {
    display: grid;
    gap: 16px 28px;
    grid-template-columns: repeat(auto-fill, minmax(min(330px, 100%), 1fr));
    align-items: start;
  }
  legend {
    display: contents;
  }
  .group-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    gap: 12px;
    min-block-size: 40px;
    border-block-end: 1px solid var(--c-line);
    margin-block-end: 4px;
  }
  .permission {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    padding: 7px 0;
    cursor: pointer;
  }
  .permission.fixed {
    cursor: default;
  }
  .permission svg {
    flex: none;
    margin-block-start: 2px;
    color: var(--c-ok);
  }
  .permission input {
    inline-size: 18px;
    block-size: 18px;
    flex: none;
    margin: 2px 0 0;
    accent-color: var(--c-accent);
  }
  .out {
    color: var(--c-text-2);
  }
  .all {
    appearance: none;
    border: 0;
    background: none;
    color: var(--c-accent-text);
    font: 600 13px/1 var(--c-font);
    min-block-size: 32px;
    padding: 0 8px;
    border-radius: 8px;
    cursor: pointer;
  }
  @media (max-width: 720px) {
    .permission {
      padding: 11px 0;
    }
    .all {
      min-block-size: 44px;
    }
  }
`;

/** Permissions to be ticked, by module. */
export class PermissionChoice {
  readonly chosen = new Set<string>();

  constructor(private readonly changed: () => void) {}

  take(permissions: readonly string[]): void {
    this.chosen.clear();
    for (const id of permissions) this.chosen.add(id);
  }

  private set(ids: readonly string[], on: boolean): void {
    for (const id of ids) {
      if (on) this.chosen.add(id);
      else this.chosen.delete(id);
    }
    this.changed();
  }

  /** `fixed`: only what is chosen is shown, and nothing can be changed. */
  render(ctx: ViewContext, all: readonly Permission[], fixed: boolean): TemplateResult {
    if (this.chosen.has(EVERYTHING)) return html`<p class="note ok">${icon('shield-check', 18)}<span>${ctx.t('role.everything')}</span></p>`;
    const known = new Set(all.map((p) => p.id));
    const strangers = [...this.chosen].filter((id) => !known.has(id)).map((id) => ({ id, name: id, module: '', moduleName: ctx.t('permission.absent'), held: false }));
    const groups = new Map<string, Permission[]>();
    for (const permission of [...all, ...strangers]) {
      if (fixed && !this.chosen.has(permission.id)) continue;
      groups.set(permission.module, [...(groups.get(permission.module) ?? []), permission]);
    }
    if (groups.size === 0) return html`<p class="muted">${ctx.t('permission.none')}</p>`;
    return html`<div class="groups">${[...groups.values()].map((group) => this.group(ctx, group, fixed))}</div>`;
  }

  private group(ctx: ViewContext, group: readonly Permission[], fixed: boolean): TemplateResult {
    const name = group[0]?.moduleName ?? '';
    const free = group.filter((p) => p.held).map((p) => p.id);
    const full = free.every((id) => this.chosen.has(id));
    return html`<fieldset>
      <legend><span class="visually-hidden">${name}</span></legend>
      <div class="group-head">
        <h3 aria-hidden="true">${name}</h3>
        ${fixed || free.length === 0
          ? nothing
          : html`<button type="button" class="all" aria-label="${ctx.t(full ? 'permission.clear' : 'permission.all')}: ${name}" @click=${() => this.set(free, !full)}>${ctx.t(full ? 'permission.clear' : 'permission.all')}</button>`}
      </div>
      ${group.map((p) => this.permission(ctx, p, fixed))}
    </fieldset>`;
  }

  private permission(ctx: ViewContext, p: Permission, fixed: boolean): TemplateResult {
    if (fixed) return html`<div class="permission fixed" title=${p.id}>${icon('check', 16)}<span>${p.name}</span></div>`;
    const on = this.chosen.has(p.id);
    // what one may not do oneself cannot be given, but what a role already has stays
    return html`<label class=${classMap({ permission: true, out: !p.held })} title=${p.held ? p.id : ctx.t('permission.not-held')}>
      <input type="checkbox" name=${p.id} .checked=${on} ?disabled=${!p.held} @change=${() => this.set([p.id], !on)} /><span>${p.name}</span>
    </label>`;
  }
}
