import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { ROLES, kindIcon, statusTone, taxIdLabel, type Contact } from '../crm.js';
import { newDeal } from './deals.js';
import { day, dialled, gradeTone, since, whatsapp, type Health } from './model.js';

/** The line below the name: tax id, and since when it is a customer. */
export function subline(ctx: ViewContext, c: Contact, health: Health | null): string {
  const { t } = ctx;
  const first = health?.firstInvoice;
  const from = first
    ? t('file.since', { date: day(ctx, first), time: since(ctx, first) })
    : t('file.added', { date: day(ctx, new Intl.DateTimeFormat('sv-SE', { timeZone: ctx.timeZone }).format(new Date(c.createdAt))) });
  return [c.taxId ? `${taxIdLabel(ctx, c.country)} ${c.taxId}` : '', from].filter(Boolean).join(' · ');
}

export interface Deeds {
  archive(): void;
}

/** State, grade, and what can be done with the contact, for the slots of the page. */
export function headParts(ctx: ViewContext, c: Contact, health: Health | null, deeds: Deeds): TemplateResult {
  const { t, href, may } = ctx;
  const grade = health && health.grade !== 'UNKNOWN' ? health.grade : undefined;
  return html`<span slot="badge" class="row wrap tight">
      <c-badge tone=${statusTone[c.status]}>${t(`status.${c.status}`)}</c-badge>
      ${grade ? html`<c-badge tone=${gradeTone[grade]} pictured title=${t('file.health.grade')}>${icon('heart-pulse', 13)}${t(`grade.${grade}`)}</c-badge>` : nothing}
      ${c.archivedAt ? html`<c-badge tone="warn">${t('contact.isArchived')}</c-badge>` : nothing}
    </span>
    ${may('crm.contact.write') && !c.erasedAt ? html`<a slot="actions" class="btn" href=${href(`contacts/${c.id}/edit`)}>${icon('pencil', 17)}${t('contact.edit')}</a>` : nothing}
    ${may('crm.contact.delete') && !c.archivedAt ? html`<button slot="actions" class="btn" @click=${() => deeds.archive()}>${icon('archive', 17)}${t('contact.archive')}</button>` : nothing}`;
}

/** How it is reached, and what is begun with it. */
export function reach(ctx: ViewContext, c: Contact, write: () => void): TemplateResult | typeof nothing {
  const { t, may, href } = ctx;
  const chat = whatsapp(c.phone);
  const active = !c.archivedAt;
  return html`<nav class="reach" aria-label=${t('contact.reach')}>
    ${active && may('billing.invoice.create') ? html`<a class="btn primary" href="${href('/billing/invoices/new')}?contact=${c.id}">${icon('file-plus', 17)}${t('file.invoice')}</a>` : nothing}
    ${c.phone ? html`<a class="btn" href="tel:${dialled(c.phone)}">${icon('phone', 17)}${t('contact.call')}</a>` : nothing}
    ${c.email ? html`<a class="btn" href="mailto:${c.email}">${icon('mail', 17)}${t('contact.write')}</a>` : nothing}
    ${chat ? html`<a class="btn" href=${chat} target="_blank" rel="noopener">${icon('message-circle', 17)}WhatsApp</a>` : nothing}
    ${active && may('crm.interaction.write') ? html`<button class="btn" @click=${write}>${icon('list-checks', 17)}${t('file.activity')}</button>` : nothing}
    ${active ? newDeal(ctx, c.id) : nothing}
  </nav>`;
}

/** Who it is; what the header says already is left out. */
export function factsCard(ctx: ViewContext, c: Contact): TemplateResult {
  const { t } = ctx;
  const place = [c.address, [c.postalCode, c.city].filter(Boolean).join(' '), c.country ? new Intl.DisplayNames(ctx.locale, { type: 'region' }).of(c.country) : ''].filter(Boolean).join(', ');
  const roles = ROLES.filter((role) => c.roles.includes(role)).map((role) => t(`role.${role}`));
  const rows: [string, unknown][] = [
    [t('contact.kind'), html`<span class="row tight">${icon(kindIcon(c.kind), 16)}${t(`kind.${c.kind}`)}</span>`],
    [t('contact.email'), c.email && html`<a href="mailto:${c.email}">${c.email}</a>`],
    [t('contact.phone'), c.phone && html`<a href="tel:${dialled(c.phone)}">${c.phone}</a>`],
    [t('contact.address'), !c.address && !c.city ? place : html`<a href="https://www.openstreetmap.org/search?query=${encodeURIComponent(place)}" target="_blank" rel="noopener">${place}</a>`],
    [t('contact.sector'), c.sector],
    [t('contact.size'), c.size && t(`size.${c.size}`)],
    [t('contact.source'), c.source],
    [t('contact.roles'), roles.join(', ')],
    [t('contact.createdAt'), ctx.date(c.createdAt)],
  ];
  return html`<c-card heading=${t('contact.facts')}>
    <c-facts .rows=${rows}></c-facts>
    ${c.tags.length ? html`<div class="more"><h3>${t('contact.tags')}</h3><div class="tags">${[...c.tags].sort().map((tag) => html`<a class="tag" href="${ctx.href('contacts')}?f.tag=${encodeURIComponent(tag)}">${tag}</a>`)}</div></div>` : nothing}
    ${c.notes ? html`<div class="more"><h3>${t('contact.notes')}</h3><p class="lines">${c.notes}</p></div>` : nothing}
  </c-card>`;
}
