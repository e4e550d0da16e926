import '@console/grid';
import { html, type TemplateResult, type ViewContext } from '@console/core';
import type { Column, Filter, Source } from '@console/grid';
import { closeText, closeTone, kindTone, type Colleague, type Opportunity, type Pipeline } from './model.js';

function columns(ctx: ViewContext, pipelines: readonly Pipeline[], people: readonly Colleague[]): Column<Opportunity>[] {
  const { t } = ctx;
  const names = new Map(pipelines.flatMap((p) => p.stages).map((s) => [s.id, s.name]));
  const owners = new Map(people.map((p) => [p.id, p.name]));
  const owner = (o: Opportunity) => (o.owner ? (owners.get(o.owner) ?? '') : '');
  return [
    { key: 'title', label: t('deal.title'), phone: 'title' },
    { key: 'contactName', label: t('deal.contact'), phone: 'sub' },
    { key: 'stageId', label: t('deal.stage'), width: 160, phone: 'sub', render: (o) => html`<c-badge tone=${kindTone[o.kind]}>${names.get(o.stageId) ?? ''}</c-badge>`, csv: (o) => names.get(o.stageId) ?? '' },
    { key: 'value', label: t('deal.value'), width: 140, align: 'end', sort: 'value', phone: 'end', render: (o) => ctx.money(o.value, o.currency), csv: (o) => o.value },
    { key: 'probability', label: t('deal.probability'), width: 120, align: 'end', render: (o) => ctx.percent(o.probability, 0) },
    { key: 'expectedClose', label: t('deal.expectedClose'), width: 150, sort: 'expectedClose', render: (o) => html`<c-badge tone=${closeTone(ctx, o)}>${closeText(ctx, o)}</c-badge>`, csv: (o) => o.expectedClose },
    { key: 'owner', label: t('deal.owner'), width: 150, render: owner, csv: owner },
    { key: 'source', label: t('deal.source'), hidden: true },
    { key: 'lostReason', label: t('deal.lost.reason'), hidden: true },
    { key: 'updatedAt', label: t('deal.updatedAt'), width: 140, sort: 'updatedAt', hidden: true, render: (o) => ctx.date(o.updatedAt), csv: (o) => o.updatedAt },
  ];
}

function filters(ctx: ViewContext, pipeline: Pipeline | undefined): Filter[] {
  const { t } = ctx;
  return [
    { key: 'kind', label: t('deal.state'), type: 'select', options: ['OPEN', 'WON', 'LOST'].map((value) => ({ value, label: t(`deal.kind.${value}`) })) },
    { key: 'stage', label: t('deal.stage'), type: 'select', options: (pipeline?.stages ?? []).map((s) => ({ value: s.id, label: s.name })) },
  ];
}

/** The opportunities of a pipeline as a list. */
export function dealList(ctx: ViewContext, source: Source<Opportunity>, pipeline: Pipeline | undefined, pipelines: readonly Pipeline[], people: readonly Colleague[]): TemplateResult {
  const { t } = ctx;
  return html`<c-grid
    id="crm.deals"
    label=${t('deals.title')}
    search
    search-label=${t('deals.search')}
    order="-updatedAt"
    .columns=${columns(ctx, pipelines, people)}
    .filters=${filters(ctx, pipeline)}
    .source=${source}
    .rowHref=${(o: Opportunity) => ctx.href(`opportunities/${o.id}`)}
  >
    <c-state slot="empty" kind="empty" icon="target" heading=${t('deals.empty')} text=${t('deals.empty.text')}></c-state>
  </c-grid>`;
}
