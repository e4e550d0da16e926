import { html, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { DEVICES } from './model.js';

interface Credentials {
  readonly user: string;
  readonly secret: string;
  readonly clientId: string;
  readonly broker?: string | null;
  readonly publishTo: string;
  readonly subscribeTo: string;
}

/** Where the device connects, as it sees this server: the name in the browser's address stands for «every address». */
function address(broker: string): { host: string; port: string; tls: boolean; localOnly: boolean } {
  const url = new URL(broker.replace(/^\w+:/, 'http:'));
  const local = (name: string) => /^(localhost|127\..*|\[::1\])$/.test(name);
  const every = ['0.0.0.0', '[::]'].includes(url.hostname);
  return {
    host: every ? location.hostname : url.hostname,
    port: url.port || (broker.startsWith('ssl') || broker.startsWith('wss') ? '8883' : '1883'),
    tls: /^(ssl|wss):/.test(broker),
    localOnly: !every && local(url.hostname),
  };
}

/** Makes new credentials and shows them this once. */
export async function newCredentials(ctx: ViewContext, device: { id: string; name: string }): Promise<void> {
  const credentials = await ctx.api.post<Credentials>(`${DEVICES}/${device.id}/credentials`, {}, { secret: true });
  await ctx.dialog<void>({
    heading: ctx.t('credentials.title', { name: device.name }),
    size: 'l',
    mayClose: () => ctx.confirm({ heading: ctx.t('credentials.leave'), text: ctx.t('credentials.leave.text'), confirm: ctx.t('credentials.leave.go'), danger: true }),
    body: (close) => show(ctx, credentials, () => close()),
  });
}

function show(ctx: ViewContext, c: Credentials, done: () => void): TemplateResult {
  const t = ctx.t;
  const at = c.broker ? address(c.broker) : { host: location.hostname, port: '1883', tls: false, localOnly: false };
  const topic = c.publishTo.replace('#', 'data');
  const line = `mosquitto_pub -h ${at.host} -p ${at.port}${at.tls ? ' --tls-use-os-certs' : ''} -i ${c.clientId} -u ${c.user} -P ${c.secret} -q 1 -t ${topic} -m '{"weight": 1.25}'`;
  const rows: [string, string][] = [
    [t('credentials.address'), `${at.tls ? 'mqtts' : 'mqtt'}://${at.host}:${at.port}`],
    [t('credentials.user'), c.user],
    [t('credentials.client'), c.clientId],
    [t('credentials.publish'), c.publishTo],
    [t('credentials.subscribe'), c.subscribeTo],
  ];
  return html`<div class="stack">
    <c-secret label=${t('credentials.password')} .value=${c.secret}></c-secret>
    ${at.localOnly ? html`<p class="note warn">${t('credentials.local')}</p>` : nothing}
    <c-facts .rows=${rows.map(([label, value]) => [label, html`<c-copy .value=${value} label=${label}></c-copy>`])}></c-facts>
    <div class="stack tight">
      <h3>${t('credentials.try')}</h3>
      <c-copy .value=${line} label=${t('credentials.try')}></c-copy>
    </div>
    <div class="stack tight">
      <h3>${t('credentials.esp32')}</h3>
      <p class="muted">${t('credentials.esp32.text')}</p>
      <c-copy .value=${sketch(c, at, topic)} label=${t('credentials.esp32')}></c-copy>
    </div>
    <div class="row end wrap"><span class="grow"></span><button class="btn primary" autofocus @click=${done}>${t('credentials.done')}</button></div>
  </div>`;
}

/** The least a sketch for an ESP32 needs; PubSubClient is the library most of them use. */
function sketch(c: Credentials, at: { host: string; port: string; tls: boolean }, topic: string): string {
  return `#include <${at.tls ? 'WiFiClientSecure' : 'WiFi'}.h>
#include <PubSubClient.h>

${at.tls ? 'WiFiClientSecure net;  // net.setCACert(…) in setup()' : 'WiFiClient net;'}
PubSubClient mqtt(net);

void loop() {
  if (!mqtt.connected()) {
    mqtt.setServer("${at.host}", ${at.port});
    mqtt.connect("${c.clientId}", "${c.user}",
                 "${c.secret}");
  }
  mqtt.loop();
  mqtt.publish("${topic}", "{\\"weight\\": 1.25}");
  delay(1000);
}`;
}
