import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Summary } from './types.js';

/** Within so many days the end of the certificate is a warning. */
const SOON_DAYS = 30;

/** The numbers of the sending, each leading to its records. */
export function tiles(ctx: ViewContext, s: Summary): TemplateResult {
  const to = (state: string) => ctx.href(`records?f.state=${state}`);
  const last = s.lastAnswerAt ? ctx.t('tile.answered', { when: ctx.relative(s.lastAnswerAt) }) : ctx.t('tile.never');
  return html`<div class="tiles">
    <c-stat label=${ctx.t('tile.pending')} icon="clock" .value=${ctx.number(s.pending)} .note=${next(ctx, s)} .tone=${s.pending > 0 && (s.obstacle ?? s.incidentSince) ? 'warn' : undefined} href=${to('open')}></c-stat>
    <c-stat label=${ctx.t('tile.accepted')} icon="circle-check" .value=${ctx.number(s.accepted)} .note=${last} .tone=${s.accepted > 0 ? 'ok' : undefined} href=${to('accepted')}></c-stat>
    <c-stat label=${ctx.t('tile.flawed')} icon="triangle-alert" .value=${ctx.number(s.acceptedWithErrors)} .note=${ctx.t(s.acceptedWithErrors > 0 ? 'tile.correct' : 'tile.fine')} .tone=${s.acceptedWithErrors > 0 ? 'warn' : undefined} href=${to('accepted_with_errors')}></c-stat>
    <c-stat label=${ctx.t('tile.rejected')} icon="circle-x" .value=${ctx.number(s.rejected)} .note=${ctx.t(s.rejected > 0 ? 'tile.resend' : 'tile.fine')} .tone=${s.rejected > 0 ? 'bad' : undefined} href=${to('rejected')}></c-stat>
  </div>`;
}

function next(ctx: ViewContext, s: Summary): string {
  if (s.pending === 0) return ctx.t('tile.none');
  if (s.obstacle) return ctx.t('tile.held');
  return s.nextAt && Date.parse(s.nextAt) > Date.now() ? ctx.t('tile.next', { when: ctx.relative(s.nextAt) }) : ctx.t('tile.soon');
}

/** What keeps records from arriving, and what will. */
export function notices(ctx: ViewContext, s: Summary, retry: () => void): TemplateResult {
  return html`${s.obstacle ? html`<div class="note warn">${icon('send', 18)}<div><b>${ctx.t('obstacle.heading')}</b> ${ctx.t(`obstacle.${s.obstacle}`)}</div></div>` : nothing}
  ${s.problem && !s.obstacle ? trouble(ctx, s, retry) : nothing}
  ${s.certificateUntil && !s.obstacle ? expiry(ctx, s.certificateUntil) : nothing}`;
}

function trouble(ctx: ViewContext, s: Summary, retry: () => void): TemplateResult {
  return html`<div class="note bad">
    ${icon('triangle-alert', 18)}
    <div class="grow">
      <b>${ctx.t(`problem.${s.problem ?? 'NO_ANSWER'}`)}</b>
      ${s.incidentSince ? ctx.t('problem.since', { when: ctx.dateTime(s.incidentSince) }) : nothing} ${ctx.t('problem.text')}
      ${s.problemText ? html`<div class="small break">${s.problemText}</div>` : nothing}
    </div>
    ${ctx.may('fiscal-verifactu.settings') ? html`<button class="btn" @click=${retry}>${icon('refresh-cw', 17)}${ctx.t('problem.retry')}</button>` : nothing}
  </div>`;
}

function expiry(ctx: ViewContext, until: string): TemplateResult | typeof nothing {
  const days = (Date.parse(until) - Date.now()) / 86_400_000;
  return days > SOON_DAYS ? nothing : html`<div class="note warn">${icon('triangle-alert', 18)}<span>${ctx.t('certificate.soon', { day: ctx.date(until.slice(0, 10)) })}</span></div>`;
}
