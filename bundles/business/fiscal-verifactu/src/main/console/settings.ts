import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Declaration, ModeState, OperatingMode } from './kept.js';

/** Part of the settings: whether records are sent or kept, the certificate, and the program's responsible declaration. */
export default class VerifactuSettings extends ConsoleElement {
  private readonly mode = new Load(this, () => this.ctx.api.get<ModeState>('mode'));
  private readonly declaration = new Load(this, () => this.ctx.api.get<Declaration>('declaration'));

  private async choose(mode: OperatingMode, state: ModeState): Promise<void> {
    const { ctx } = this;
    const withdraw = mode === state.mode;
    const key = withdraw ? 'withdraw' : mode;
    if (!(await ctx.confirm({ heading: ctx.t(`mode.${key}.heading`), text: ctx.t(`mode.${key}.text`), confirm: ctx.t(`mode.${key}.go`) }))) return;
    try {
      const now = await ctx.api.put<ModeState>('mode', { mode });
      ctx.toast(now.next ? ctx.t('mode.scheduled', { day: ctx.date(now.next.from) }) : ctx.t('mode.changed'));
      await this.mode.reload();
    } catch (e) {
      ctx.problem(e);
    }
  }

  private certificate(state: ModeState): TemplateResult {
    const { ctx } = this;
    const { certificate } = state;
    const ready = certificate.state === 'READY';
    const needed = state.mode === 'NO_VERIFACTU' || state.next?.mode === 'NO_VERIFACTU';
    return html`<c-facts
        .rows=${[
          [ctx.t('certificate.state'), html`<c-badge tone=${ready ? 'ok' : needed ? 'bad' : 'plain'}>${ctx.t(`certificate.${certificate.state}`)}</c-badge>`],
          [ctx.t('certificate.subject'), certificate.subject && html`<span class="break">${certificate.subject}</span>`],
          [ctx.t('certificate.until'), certificate.validUntil && ctx.date(certificate.validUntil)],
        ]}
      ></c-facts>
      ${ready ? nothing : html`<p class="note ${needed ? 'bad' : ''}">${icon(needed ? 'shield-alert' : 'info', 18)}<span>${ctx.t('certificate.how')}</span></p>`}`;
  }

  private pending(state: ModeState): TemplateResult | typeof nothing {
    const { ctx } = this;
    if (!state.next) return nothing;
    return html`<p class="note warn">${icon('calendar-clock', 18)}<span>${ctx.t('mode.next', { mode: ctx.t(`mode.name.${state.next.mode}`), day: ctx.date(state.next.from) })}</span></p>`;
  }

  private actions(state: ModeState): TemplateResult | typeof nothing {
    const { ctx } = this;
    if (!ctx.may('fiscal-verifactu.settings')) return nothing;
    if (state.next) return html`<button class="btn" @click=${() => void this.choose(state.mode, state)}>${ctx.t('mode.withdraw.go')}</button>`;
    const other: OperatingMode = state.mode === 'VERIFACTU' ? 'NO_VERIFACTU' : 'VERIFACTU';
    return html`<button class="btn" @click=${() => void this.choose(other, state)}>${ctx.t(`mode.${other}.go`)}</button>`;
  }

  private history(state: ModeState): TemplateResult | typeof nothing {
    const { ctx } = this;
    if (state.history.length === 0) return nothing;
    return html`<details>
      <summary class="strong">${ctx.t('mode.history')}</summary>
      <ul class="plain list">
        ${state.history.map(
          (decision) => html`<li class="row wrap">
            <span class="grow">${ctx.t('mode.from', { mode: ctx.t(`mode.name.${decision.mode}`), day: ctx.date(decision.from) })}</span>
            <span class="muted small">${ctx.t('mode.decided', { time: ctx.dateTime(decision.decidedAt) })}</span>
          </li>`,
        )}
      </ul>
    </details>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="stack">
      <c-card heading=${t('mode.title')} sub=${t('mode.sub')}>
        ${this.mode.render(
          (state) => html`<div class="stack">
            <div class="row wrap">
              <span class="tile-icon">${icon(state.mode === 'VERIFACTU' ? 'shield-check' : 'lock', 19)}</span>
              <div class="grow">
                <div class="strong">${t(`mode.name.${state.mode}`)}</div>
                <div class="muted small">${t(`mode.what.${state.mode}`)}</div>
              </div>
              ${this.actions(state)}
            </div>
            ${this.pending(state)} ${this.certificate(state)} ${this.history(state)}
            <div><a class="btn" href=${this.ctx.href('events')}>${icon('history', 18)}${t('events.title')}</a></div>
          </div>`,
        )}
      </c-card>
      <c-card heading=${t('declaration.title')} sub=${t('declaration.sub')}>
        ${this.declaration.render(
          (declaration) => html`<details>
            <summary class="strong">${t('declaration.show')}</summary>
            <div class="stack">
              ${declaration.complete ? nothing : html`<p class="note warn">${icon('triangle-alert', 18)}<span>${t('declaration.incomplete')}</span></p>`}
              <div lang="es">
                <h3>${declaration.title}</h3>
                <c-facts .rows=${declaration.items.map((item) => [`${item.letter}) ${item.label}`, item.value || '—'])}></c-facts>
              </div>
            </div>
          </details>`,
        )}
      </c-card>
    </div>`;
  }
}
