import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import type { HealthSettings, Rebuilt } from './model.js';

/** Part of the settings: when a customer counts as inactive, and computing all figures again. */
export default class HealthSettingsView extends ConsoleElement {
  private readonly settings = new Load<HealthSettings>(this, () => this.ctx.api.get<HealthSettings>('health/settings'));
  private busy = false;

  private async rebuild(): Promise<void> {
    const { ctx } = this;
    const { t } = ctx;
    if (!(await ctx.confirm({ heading: t('health.rebuild.ask'), text: t('health.rebuild.text'), confirm: t('health.rebuild') }))) return;
    this.busy = true;
    this.requestUpdate();
    try {
      const done = await ctx.api.post<Rebuilt>('health/rebuild');
      ctx.toast(t('health.rebuilt', { invoices: done.invoices, customers: done.customers, changed: done.changed }), 'ok');
    } catch (e) {
      ctx.problem(e);
    }
    this.busy = false;
    this.requestUpdate();
    await this.settings.reload();
  }

  private form(settings: HealthSettings): TemplateResult {
    const { t } = this.ctx;
    const schema: Schema = {
      type: 'object',
      required: ['inactiveAfterDays'],
      properties: {
        inactiveAfterDays: { type: 'integer', title: t('health.inactive'), description: t('health.inactive.help'), minimum: 30, maximum: 3650, 'x-unit': t('pipes.days') },
      },
    };
    const submit = (values: Values) => this.ctx.api.put<HealthSettings>('health/settings', values);
    return html`<c-form .schema=${schema} .value=${{ inactiveAfterDays: settings.inactiveAfterDays }} .submit=${submit} submit-label=${t('health.save')} @saved=${() => this.ctx.toast(t('health.saved'), 'ok')}></c-form>`;
  }

  override render(): TemplateResult {
    const { t, may, href, dateTime } = this.ctx;
    return html`<c-card heading=${t('health.settings')}>
      ${this.settings.render(
        (s) => html`${may('crm.health.manage') ? this.form(s) : html`<p>${t('health.inactive.is', { days: s.inactiveAfterDays })}</p>`}
          <p class="small muted">${s.filledAt ? t('health.filled', { at: dateTime(s.filledAt) }) : t('health.filling')} · <a href=${href('health-guide')}>${t('guide.link')}</a></p>
          ${may('crm.health.manage') ? html`<button class="btn" ?disabled=${this.busy} @click=${() => void this.rebuild()}>${icon('refresh-cw', 18)} ${t('health.rebuild')}</button>` : nothing}`,
        { lines: 4 },
      )}
    </c-card>`;
  }
}
