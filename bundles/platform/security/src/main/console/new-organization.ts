import { ConsoleElement, html, type TemplateResult } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';
import type { Organization } from './model.js';

/** Makes an organisation and its first owner. */
export default class NewOrganization extends ConsoleElement {
  private get schema(): Schema {
    const t = this.ctx.t;
    return {
      required: ['organization', 'owner'],
      properties: {
        organization: {
          type: 'object',
          title: t('organization.business'),
          required: ['name', 'country'],
          properties: {
            name: { title: t('organization.name'), maxLength: 120 },
            country: { title: t('organization.country'), enum: ['ES', 'AR'], 'x-labels': { ES: t('organization.country.ES'), AR: t('organization.country.AR') }, default: this.ctx.country },
            legalName: { title: t('organization.legal-name'), maxLength: 200, description: t('organization.legal-name.help') },
            taxId: { title: t('organization.tax-id'), maxLength: 20 },
          },
        },
        owner: {
          type: 'object',
          title: t('organization.owner'),
          description: t('organization.owner.help'),
          required: ['name', 'email'],
          properties: {
            name: { title: t('user.name'), maxLength: 120 },
            email: { title: t('user.email'), format: 'email', maxLength: 254 },
            password: { title: t('organization.password'), format: 'password', description: t('organization.password.help'), 'x-autocomplete': 'new-password', 'x-span': 2 },
          },
        },
      },
    };
  }

  override render(): TemplateResult {
    const t = this.ctx.t;
    return html`<c-page heading=${t('organizations.new')} sub=${t('organizations.new.sub')} back-href=${this.ctx.href('organizations')} back-label=${t('organizations.title')}>
      <c-card>
        <c-form
          .schema=${this.schema}
          draft-key="security.organization"
          submit-label=${t('organizations.create')}
          cancel-label=${t('shell.cancel')}
          .submit=${(value: Values) => this.ctx.api.post<Organization>('platform/organizations', value, { secret: true })}
          @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value)}
          @cancel=${() => this.ctx.navigate('organizations')}
          @saved=${(e: CustomEvent<{ result: Organization }>) => {
            this.ctx.toast(t('organizations.created', { name: e.detail.result.name }));
            this.ctx.navigate('organizations', { force: true });
          }}
        ></c-form>
      </c-card>
    </c-page>`;
  }
}
