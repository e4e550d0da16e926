import { html, type ViewContext } from '@console/core';
import type { Values } from '@console/form';
import { DEVICES, type Command, type Registered } from './model.js';

interface Named {
  readonly id: string;
  readonly name: string;
  readonly enabled: boolean;
}

/** Keeps a device out, or lets it in again. */
export async function blockOrLet(ctx: ViewContext, device: Named): Promise<void> {
  if (
    device.enabled &&
    !(await ctx.confirm({ heading: ctx.t('block.title', { name: device.name }), text: ctx.t('block.text'), confirm: ctx.t('block'), danger: true }))
  ) {
    return;
  }
  try {
    // the record as it is now: only this one field is meant to change
    const { data, etag } = await ctx.api.fetch<Registered>(`${DEVICES}/${device.id}`);
    const { name, driver, group, place, settings } = data;
    await ctx.api.put(`${DEVICES}/${device.id}`, { name, driver, group, place, settings, enabled: !device.enabled }, { etag });
    ctx.toast(ctx.t(device.enabled ? 'block.done' : 'let.done', { name: device.name }));
  } catch (e) {
    ctx.problem(e);
  }
}

export async function remove(ctx: ViewContext, device: Named): Promise<void> {
  const sure = await ctx.confirm({ heading: ctx.t('delete.title', { name: device.name }), text: ctx.t('delete.text'), confirm: ctx.t('delete'), danger: true });
  if (!sure) return;
  try {
    const { etag } = await ctx.api.fetch(`${DEVICES}/${device.id}`);
    await ctx.api.delete(`${DEVICES}/${device.id}`, { etag });
    ctx.toast(ctx.t('delete.done', { name: device.name }));
    ctx.navigate('devices', { replace: true });
  } catch (e) {
    ctx.problem(e);
  }
}

/** Sends a command; one with arguments asks for them first. */
export async function send(ctx: ViewContext, device: Named, command: Command): Promise<void> {
  const post = (args: Values) => ctx.api.post(`${DEVICES}/${device.id}/commands`, { command: command.name, arguments: args });
  const told = () => ctx.toast(ctx.t('command.sent', { command: command.title }));
  if (Object.keys(command.arguments.properties ?? {}).length === 0) {
    try {
      await post({});
      told();
    } catch (e) {
      ctx.problem(e);
    }
    return;
  }
  const sent = await ctx.dialog<boolean>({
    heading: `${command.title} · ${device.name}`,
    body: (close) =>
      html`<c-form
        .schema=${{ ...command.arguments, type: 'object' }}
        submit-label=${ctx.t('command.go')}
        cancel-label=${ctx.t('cancel')}
        .submit=${post}
        @saved=${() => close(true)}
        @cancel=${() => close()}
      ></c-form>`,
  });
  if (sent) told();
}
