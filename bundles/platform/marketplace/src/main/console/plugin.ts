import { ConsoleElement, Load, html, icon, nothing, type TemplateResult } from '@console/core';
import { MANAGE, badge, type Plugin } from './model.js';

/** One plugin: what it is, what it asks for, and its start, stop and removal. */
export default class PluginPage extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, doing: { state: true } };
  /** What is being done to it. */
  declare doing: 'start' | 'stop' | 'remove' | undefined;

  private readonly plugin = new Load(this, async () => {
    const plugin = await this.ctx.api.get<Plugin>(`plugins/${this.ctx.params['id']}`);
    this.ctx.setTitle(plugin.name);
    return plugin;
  });

  override firstUpdated(): void {
    const again = () => {
      if (this.doing !== 'remove') void this.plugin.reload();
    };
    this.ctx.on('plugins', again);
    this.ctx.on('modules', again);
  }

  private async run(plugin: Plugin, deed: 'start' | 'stop'): Promise<void> {
    const t = this.ctx.t;
    const { name } = plugin;
    if (deed === 'stop' && !(await this.ctx.confirm({ heading: t('stop.heading', { name }), text: t('stop.text'), confirm: t('stop.go'), danger: true }))) return;
    this.doing = deed;
    try {
      await this.ctx.api.post(`plugins/${plugin.id}/${deed}`);
      this.ctx.toast(t(`${deed}.done`, { name }));
    } catch (e) {
      this.ctx.problem(e);
    } finally {
      this.doing = undefined;
      await this.plugin.reload();
    }
  }

  private async uninstall(plugin: Plugin): Promise<void> {
    const t = this.ctx.t;
    const { name } = plugin;
    if (!(await this.ctx.confirm({ heading: t('remove.heading', { name }), text: t('remove.text'), confirm: t('remove.go'), danger: true }))) return;
    this.doing = 'remove';
    try {
      await this.ctx.api.delete(`plugins/${plugin.id}`);
      this.ctx.toast(t('remove.done', { name }));
      this.ctx.navigate('plugins', { replace: true });
    } catch (e) {
      this.doing = undefined;
      this.ctx.problem(e);
      await this.plugin.reload();
    }
  }

  private buttons(p: Plugin): TemplateResult {
    const t = this.ctx.t;
    const busy = this.doing !== undefined;
    return html`${p.state === 'RUNNING'
        ? html`<button slot="actions" class="btn" ?disabled=${busy} @click=${() => void this.run(p, 'stop')}>${icon('pause', 18)}${t('stop.go')}</button>`
        : html`<button slot="actions" class="btn primary" ?disabled=${busy} @click=${() => void this.run(p, 'start')}>${icon('play', 18)}${t('start.go')}</button>`}
      <button slot="actions" class="btn danger" ?disabled=${busy} @click=${() => void this.uninstall(p)}>${icon('trash-2', 18)}${t('remove.go')}</button>`;
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const now = this.plugin.value;
    return html`<c-page heading=${now?.name ?? t('plugins.title')} sub=${now?.description ?? ''} back-href=${this.ctx.href('plugins')} back-label=${t('plugins.title')}>
      ${now ? html`<span slot="badge">${badge(now, this.ctx)}</span>` : nothing} ${now && this.ctx.may(MANAGE) ? this.buttons(now) : nothing}
      ${this.doing ? html`<div role="status"><p class="muted">${t(`${this.doing}.doing`)}</p><c-progress label=${t(`${this.doing}.doing`)}></c-progress></div>` : nothing}
      ${this.plugin.render(
        (p) =>
          html`${p.trouble ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${p.trouble}</span></p>` : nothing}
            <div class="columns">
              <c-card heading=${t('plugin.about')}>
                <c-facts
                  .rows=${[
                    [t('plugin.version.label'), p.version],
                    [t('plugin.installed'), `${this.ctx.dateTime(p.installedAt)} · ${p.installedBy}`],
                    [t('plugin.license'), p.license],
                    [t('plugin.homepage'), p.homepage && /^https?:/.test(p.homepage) ? html`<a href=${p.homepage} target="_blank" rel="noopener noreferrer">${p.homepage}</a>` : p.homepage],
                    [t('plugin.platform'), p.platform],
                    [t('plugin.signature'), t(p.signed ? 'plugin.signed' : 'plugin.unsigned')],
                    [t('plugin.file'), p.deployFile],
                  ]}
                ></c-facts>
                <details>
                  <summary class="muted small">${t('plugin.technical')}</summary>
                  <c-facts .rows=${[[t('plugin.id'), p.id], [t('plugin.bundles'), p.bundles.join(', ')], ['SHA-256', html`<span class="mono break">${p.sha256}</span>`]]}></c-facts>
                </details>
              </c-card>
              <c-card heading=${t('plugin.may')} sub=${t('plugin.may.sub')}>
                ${p.permissions.length > 0
                  ? html`<ul class="plain list">${p.permissions.map((permission) => html`<li class="row" title=${permission.id}>${icon('check', 16)}<span class="grow">${permission.name}</span></li>`)}</ul>`
                  : html`<p class="muted">${t('plugin.may.nothing')}</p>`}
              </c-card>
            </div>`,
      )}
    </c-page>`;
  }
}
