import { ConsoleElement, Load, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import '@console/form';
import type { Values } from '@console/form';
import type { SchemaForm } from '@console/form';
import type { Permission } from './model.js';
import { PermissionChoice, choiceStyles } from './permission-choice.js';

interface Issued {
  key: { id: string; name: string };
  secret: string;
}

/** Makes an API key of chosen permissions and shows its secret this once. */
export default class NewApiKey extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, nothingChosen: { state: true } };
  declare nothingChosen: boolean;

  static override styles = [ui, choiceStyles];

  private readonly choice = new PermissionChoice(() => {
    this.nothingChosen = false;
    this.ctx.setDirty(true);
    this.requestUpdate();
  });
  private readonly permissions = new Load(this, () => this.ctx.api.list<Permission>('permissions'));

  private readonly issue = (value: Values): Promise<Issued> => {
    // the day it expires is still good
    const expires = value['expires'] ? new Date(`${String(value['expires'])}T23:59:59`).toISOString() : null;
    return this.ctx.api.post<Issued>('api-keys', { name: value['name'], permissions: [...this.choice.chosen].sort(), expires }, { secret: true });
  };

  private send(): void {
    this.nothingChosen = this.choice.chosen.size === 0;
    if (!this.nothingChosen) this.renderRoot.querySelector<SchemaForm>('c-form')?.requestSubmit();
  }

  private async show(issued: Issued): Promise<void> {
    const t = this.ctx.t;
    this.ctx.setDirty(false);
    await this.ctx.dialog({
      heading: t('key.made', { name: issued.key.name }),
      body: (close) =>
        html`<div class="stack">
          <c-secret label=${t('key.secret')} .value=${issued.secret}></c-secret>
          <p class="muted">${t('key.how')} <code>X-API-Key</code></p>
          <div class="actions"><button class="btn primary" autofocus @click=${() => close()}>${t('shell.done')}</button></div>
        </div>`,
    });
    this.ctx.navigate('api-keys', { force: true });
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    const schema = {
      required: ['name'],
      properties: {
        name: { title: t('key.name'), maxLength: 120, description: t('key.name.help') },
        expires: { title: t('key.expires'), format: 'date', minimum: this.ctx.today(), description: t('key.expires.help') },
      },
    };
    return html`<c-page heading=${t('keys.new')} sub=${t('keys.new.sub')} back-href=${this.ctx.href('api-keys')} back-label=${t('keys.title')}>
      <c-card heading=${t('user.facts')}>
        <c-form
          .schema=${schema}
          .submit=${this.issue}
          @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value || this.choice.chosen.size > 0)}
          @saved=${(e: CustomEvent<{ result: Issued }>) => void this.show(e.detail.result)}
        ></c-form>
      </c-card>
      <c-card heading=${t('key.may')} sub=${t('key.may.sub')}>
        ${this.nothingChosen ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${t('key.choose')}</span></p>` : nothing}
        ${this.permissions.render((page) => this.choice.render(this.ctx, page.items.filter((p) => p.held), false))}
      </c-card>
      <div class="row wrap">
        <button class="btn primary" @click=${() => this.send()}>${t('key.create')}</button>
        <a class="btn" href=${this.ctx.href('api-keys')}>${t('shell.cancel')}</a>
      </div>
    </c-page>`;
  }
}
