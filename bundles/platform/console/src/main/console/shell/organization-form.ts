import { Api, Load, LOCALES, host, html, shellTexts, toast, type Organization } from '../kit/core.js';
import { PlainForm } from './plain-form.js';

const api = new Api('/api/v1/security');
const ZONES: Record<string, string[]> = {
  ES: ['Europe/Madrid', 'Atlantic/Canary', 'Africa/Ceuta'],
  AR: ['America/Argentina/Buenos_Aires', 'America/Argentina/Cordoba', 'America/Argentina/Mendoza', 'America/Argentina/Ushuaia'],
};

/** Name, tax identity and address of the business. */
class OrganizationForm extends PlainForm {
  private readonly now = new Load(this, () => api.fetch<Organization>('organization'));

  private save(e: SubmitEvent): Promise<void> {
    return this.send(e, async (data) => {
      const saved = await api.put<Organization>(
        'organization',
        {
          name: data['name'],
          legalName: data['legalName'],
          taxId: data['taxId'] || null,
          timeZone: data['timeZone'],
          locale: data['locale'],
          address: data['address'] || null,
        },
        { etag: this.now.value?.etag },
      );
      host.organization = saved;
      host.changed();
      await this.now.reload();
      toast(shellTexts.t('shell.saved'));
      this.finished();
    });
  }

  override render(): unknown {
    const t = shellTexts.t;
    return this.now.render(({ data }) => {
      const may = host.may('security.organization.manage');
      const zones = [...new Set([data.timeZone, ...(ZONES[data.country] ?? [])])];
      return html`<form @submit=${this.save}>
        ${this.problem()}
        <div class="pair">
          ${this.input('name', t('organization.name'), data.name, { required: true, max: 120, hint: t('organization.name.hint'), autocomplete: 'organization' })}
          ${this.input('legalName', t('organization.legal-name'), data.legalName, { required: true, hint: t('organization.legal-name.hint') })}
        </div>
        <div class="pair">
          ${this.input('taxId', t(`organization.tax-id.${data.country}`), data.taxId ?? '', { max: 20, hint: t(`organization.tax-id.hint.${data.country}`) })}
          ${this.input('address', t('organization.address'), data.address ?? '', { max: 500, hint: t('organization.address.hint'), autocomplete: 'street-address' })}
        </div>
        <div class="pair">
          ${this.select('timeZone', t('organization.time-zone'), data.timeZone, zones.map((z) => [z, z.split('/').at(-1)?.replace(/_/g, ' ') ?? z]))}
          ${this.select('locale', t('organization.locale'), data.locale, LOCALES.map((l) => [l, t(`shell.locale.${l}`)]), t('organization.locale.hint'))}
        </div>
        <div class="send"><button class="btn primary" type="submit" ?disabled=${this.busy || !may}>${t('shell.save')}</button></div>
      </form>`;
    });
  }
}
customElements.define('console-organization-form', OrganizationForm);
