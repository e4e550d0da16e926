import { ConsoleElement, Load, Problem, html, type TemplateResult } from '@console/core';
import '@console/form';
import type { Schema, Values } from '@console/form';
import { newCredentials } from './credentials.js';
import { DEVICES, drivers, type Driver, type Registered } from './model.js';

interface Loaded {
  readonly drivers: readonly Driver[];
  readonly device?: Registered;
  readonly etag?: string | undefined;
}

/** Registers a device, or changes what is registered of one. */
export default class DeviceForm extends ConsoleElement {
  private readonly loaded = new Load<Loaded>(this, async (signal) => {
    const { id } = this.ctx.params;
    if (!id) return { drivers: await drivers(this.ctx) };
    const [known, answer] = await Promise.all([drivers(this.ctx), this.ctx.api.fetch<Registered>(`${DEVICES}/${id}`, {}, signal)]);
    return { drivers: known, device: answer.data, etag: answer.etag };
  });

  /** The settings of each driver are a group of their own, shown while it is the chosen one; drivers have dots in their names. */
  private static readonly group = (at: number) => `settings-${at}`;

  private schema({ drivers: known, device }: Loaded): Schema {
    const stopped = device && !known.some((d) => d.id === device.driver);
    const choices = [...known.map((d) => [d.id, d.name]), ...(stopped ? [[device.driver, this.t('driver.stopped', { driver: device.driver })]] : [])] as [string, string][];
    const properties: Record<string, Schema> = {
      name: { type: 'string', title: this.t('device.name'), maxLength: 100, 'x-placeholder': this.t('device.name.example') },
      driver: { type: 'string', title: this.t('device.driver'), description: this.t('device.driver.help'), enum: choices.map(([id]) => id), 'x-labels': Object.fromEntries(choices) },
      place: { type: 'string', title: this.t('device.place'), maxLength: 100, 'x-placeholder': this.t('device.place.example') },
      group: { type: 'string', title: this.t('device.group'), description: this.t('device.group.help'), maxLength: 100 },
    };
    known.forEach((driver, at) => {
      if (Object.keys(driver.settings.properties ?? {}).length === 0) return;
      properties[DeviceForm.group(at)] = { ...driver.settings, title: this.t('device.settings', { driver: driver.name }), 'x-span': 2, 'x-when': { driver: driver.id } };
    });
    return { type: 'object', properties, required: ['name', 'driver'] };
  }

  private value({ drivers: known, device }: Loaded): Values | undefined {
    if (!device) return known.length === 1 ? { driver: known[0]?.id } : undefined;
    const at = known.findIndex((d) => d.id === device.driver);
    return { name: device.name, driver: device.driver, place: device.place ?? undefined, group: device.group ?? undefined, ...(at >= 0 && { [DeviceForm.group(at)]: device.settings }) };
  }

  private async save(loaded: Loaded, typed: Values): Promise<Registered> {
    const at = loaded.drivers.findIndex((d) => d.id === typed['driver']);
    const { name, driver, place, group } = typed;
    const settings = at >= 0 ? (typed[DeviceForm.group(at)] ?? {}) : loaded.device?.settings;
    const body = { name, driver, place, group, settings, enabled: loaded.device?.enabled ?? true };
    try {
      return loaded.device ? await this.ctx.api.put<Registered>(`${DEVICES}/${loaded.device.id}`, body, { etag: loaded.etag }) : await this.ctx.api.post<Registered>(DEVICES, body);
    } catch (e) {
      if (!(e instanceof Problem)) throw e;
      if (e.stale) throw new Problem(e.status, e.code, e.title, this.t('device.stale'));
      const errors = e.errors.map((error) => ({ ...error, field: error.field.replace(/^settings\b/, DeviceForm.group(at)) }));
      throw new Problem(e.status, e.code, e.title, e.detail, errors, e.requestId);
    }
  }

  private async saved(loaded: Loaded, device: Registered): Promise<void> {
    this.ctx.setDirty(false);
    try {
      if (!loaded.device) await newCredentials(this.ctx, device);
    } catch (e) {
      this.ctx.problem(e);
    }
    this.ctx.navigate(`devices/${device.id}`, { replace: true, force: true });
  }

  override render(): TemplateResult {
    const { id } = this.ctx.params;
    const back = id ? `devices/${id}` : 'devices';
    return html`<c-page heading=${this.loaded.value?.device?.name ?? this.t('new')} sub=${id ? '' : this.t('new.sub')} back-href=${this.ctx.href(back)}>
      <c-card>
        ${this.loaded.render(
          (loaded) =>
            html`<c-form
              columns="2"
              .schema=${this.schema(loaded)}
              .value=${this.value(loaded)}
              submit-label=${this.t(id ? 'save' : 'new.go')}
              cancel-label=${this.t('cancel')}
              draft-key=${id ? '' : 'devices.new'}
              .submit=${(typed: Values) => this.save(loaded, typed)}
              @saved=${(e: CustomEvent<{ result: Registered }>) => void this.saved(loaded, e.detail.result)}
              @cancel=${() => this.ctx.navigate(back)}
              @dirty=${(e: CustomEvent<{ value: boolean }>) => this.ctx.setDirty(e.detail.value)}
            ></c-form>`,
        )}
      </c-card>
    </c-page>`;
  }
}
