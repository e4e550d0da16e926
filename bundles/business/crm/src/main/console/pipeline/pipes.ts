import '@console/form';
import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import type { Schema, Values } from '@console/form';
import { etag, type Pipeline, type PipelineSettings } from './model.js';
import { editPipeline } from './stages-editor.js';

/** Part of the settings: the pipelines and their stages, when people are told, and why something is lost. */
export default class Pipes extends ConsoleElement {
  private readonly pipelines = new Load<Pipeline[]>(this, () => this.ctx.api.get<Pipeline[]>('pipelines'));
  private readonly settings = new Load<PipelineSettings>(this, () => this.ctx.api.get<PipelineSettings>('pipelines/settings'));

  private async edit(pipeline?: Pipeline): Promise<void> {
    if (!(await editPipeline(this.ctx, pipeline))) return;
    this.ctx.toast(this.t('pipes.saved'), 'ok');
    await this.pipelines.reload();
  }

  private async archive(pipeline: Pipeline): Promise<void> {
    const { t } = this.ctx;
    if (!(await this.ctx.confirm({ heading: t('pipes.archive.ask', { name: pipeline.name }), text: t('pipes.archive.text'), confirm: t('pipes.archive'), danger: true }))) return;
    try {
      await this.ctx.api.delete(`pipelines/${pipeline.id}`, { etag: etag(pipeline) });
      this.ctx.toast(t('pipes.archived'));
    } catch (e) {
      this.ctx.problem(e);
    }
    await this.pipelines.reload();
  }

  private get manages(): boolean {
    return this.ctx.may('crm.pipeline.manage');
  }

  private row(pipeline: Pipeline): TemplateResult {
    const { t } = this.ctx;
    return html`<li class="row">
      <span class="tile-icon">${icon('target', 19)}</span>
      <div class="grow">
        <div class="strong break">${pipeline.name}</div>
        <div class="muted small break">${pipeline.stages.map((s) => s.name).join(' → ')}</div>
      </div>
      ${pipeline.standard ? html`<c-badge tone="info">${t('pipes.standard')}</c-badge>` : nothing}
      ${this.manages
        ? html`<button class="icon-btn" title=${t('pipes.edit')} aria-label=${t('pipes.edit.of', { name: pipeline.name })} @click=${() => void this.edit(pipeline)}>${icon('pencil', 18)}</button>
            ${pipeline.standard ? nothing : html`<button class="icon-btn" title=${t('pipes.archive')} aria-label=${t('pipes.archive.of', { name: pipeline.name })} @click=${() => void this.archive(pipeline)}>${icon('archive', 18)}</button>`}`
        : nothing}
    </li>`;
  }

  private form(settings: PipelineSettings): TemplateResult {
    const { t } = this.ctx;
    const schema: Schema = {
      type: 'object',
      properties: {
        alertDays: { type: 'integer', title: t('pipes.alertDays'), minimum: 0, maximum: 365, 'x-unit': t('pipes.days'), description: t('pipes.alertDays.help') },
        lostReasons: { type: 'string', 'x-widget': 'textarea', 'x-rows': 7, title: t('pipes.lostReasons'), description: t('pipes.lostReasons.help') },
      },
    };
    const submit = (values: Values) =>
      this.ctx.api.put<PipelineSettings>('pipelines/settings', {
        alertDays: values['alertDays'] ?? null,
        lostReasons: String(values['lostReasons'] ?? '')
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      });
    const value = { ...(typeof settings.alertDays === 'number' ? { alertDays: settings.alertDays } : {}), lostReasons: settings.lostReasons.join('\n') };
    return html`<c-form
      .schema=${schema}
      .value=${value}
      .submit=${submit}
      ?readonly=${!this.manages}
      submit-label=${this.manages ? t('deal.save') : nothing}
      @saved=${() => (this.ctx.toast(t('pipes.saved'), 'ok'), void this.settings.reload())}
    ></c-form>`;
  }

  override render(): TemplateResult {
    const { t } = this.ctx;
    return html`<div class="stack">
      <c-card heading=${t('pipes.title')} sub=${t('pipes.sub')}>
        ${this.manages ? html`<button slot="actions" class="btn" @click=${() => void this.edit()}>${icon('plus', 18)}${t('pipes.new')}</button>` : nothing}
        ${this.pipelines.render((list) => html`<ul class="plain list">${list.map((p) => this.row(p))}</ul>`)}
      </c-card>
      <c-card heading=${t('pipes.habits')}>${this.settings.render((settings) => this.form(settings))}</c-card>
    </div>`;
  }
}
