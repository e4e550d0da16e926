import { html, icon, type ViewContext } from '@console/core';
import type { Schema, Values } from '@console/form';
import '@console/form';
import { isoDay, numberOf, type BreakdownLine, type ChainRecord } from './types.js';

const ID_TYPES = ['NIF', '02', '03', '04', '05', '06', '07'] as const;
const SCHEMES = ['01', '02', '03', '04', '05', '07', '08', '09', '10', '11', '14', '15', '17', '18', '19', '20', '21'] as const;
const UNTAXED = ['S2', 'N1', 'N2', 'E1', 'E2', 'E3', 'E4', 'E5', 'E6', 'E7', 'E8'] as const;

interface Line {
  scheme?: string;
  treatment?: string;
}

/** Asks what a record should have said, and makes the record that takes its place. */
export class CorrectDialog {
  constructor(
    private readonly ctx: ViewContext,
    private readonly record: ChainRecord,
  ) {}

  /** True once the correction is on its way. */
  async open(): Promise<boolean> {
    const { ctx, record } = this;
    const done = await ctx.dialog<boolean>({
      heading: ctx.t('correct.heading', { number: numberOf(record) }),
      body: (close) => html`<div class="stack">
        <div class="note">${icon('info', 18)}<span>${ctx.t('correct.text')}</span></div>
        <c-form
          .schema=${this.schema()}
          .value=${this.value()}
          .submit=${(values: Values) => ctx.api.post<ChainRecord>(`records/${record.id}/correct`, this.change(values))}
          submit-label=${ctx.t('correct.go')}
          cancel-label=${ctx.t('dialog.leave')}
          @cancel=${() => close()}
          @saved=${() => close(true)}
        ></c-form>
      </div>`,
    });
    if (done) ctx.toast(ctx.t('correct.done'));
    return done === true;
  }

  private schema(): Schema {
    const { t } = this.ctx;
    const named = this.record.kind !== 'F2' && this.record.kind !== 'R5';
    const recipient: Schema = {
      type: 'object',
      title: t('correct.recipient'),
      'x-span': 2,
      required: ['name', 'id'],
      properties: {
        name: { type: 'string', title: t('correct.name'), maxLength: 120, 'x-span': 2 },
        idType: { type: 'string', title: t('correct.id-type'), enum: ID_TYPES, 'x-labels': Object.fromEntries(ID_TYPES.map((type) => [type, t(`id-type.${type}`)])) },
        id: { type: 'string', title: t('correct.id'), maxLength: 20 },
        country: { type: 'string', title: t('correct.country'), description: t('correct.country.help'), maxLength: 2, 'x-when': { idType: ['03', '04', '05', '06', '07'] } },
      },
    };
    return {
      type: 'object',
      properties: {
        ...(named && { recipient }),
        description: { type: 'string', title: t('correct.description'), maxLength: 500, 'x-widget': 'textarea', 'x-rows': 2, 'x-span': 2 },
        operationDate: { type: 'string', format: 'date', title: t('correct.operation-date') },
        lines: {
          type: 'array',
          title: t('correct.lines'),
          'x-span': 2,
          minItems: this.record.breakdown.length,
          maxItems: this.record.breakdown.length,
          items: {
            type: 'object',
            properties: {
              scheme: { type: 'string', title: t('correct.scheme'), enum: SCHEMES, 'x-labels': Object.fromEntries(SCHEMES.map((key) => [key, t(`scheme.${key}`)])) },
              treatment: { type: 'string', title: t('correct.treatment'), enum: this.treatments(), 'x-labels': Object.fromEntries(['S1', ...UNTAXED].map((key) => [key, t(`treatment.${key}`)])) },
            },
          },
        },
      },
    };
  }

  /** What is taxed stays so: the rest has no tax to lose. */
  private treatments(): readonly string[] {
    const taxed = this.record.breakdown.some((line) => line.treatment === 'S1');
    return taxed ? ['S1', ...UNTAXED] : UNTAXED;
  }

  private value(): Values {
    const { recipient, description, operationDate, breakdown } = this.record;
    return {
      ...(recipient && { recipient: { name: recipient.name, id: recipient.id, idType: recipient.idType ?? 'NIF', country: recipient.country ?? '' } }),
      description: description ?? '',
      ...(operationDate && { operationDate: isoDay(operationDate) }),
      lines: breakdown.map((line: BreakdownLine) => ({ scheme: line.scheme ?? '', treatment: line.treatment })),
    };
  }

  /** Only what differs from the record. */
  private change(values: Values): Values {
    const { record } = this;
    const asked = values['recipient'] as Record<string, string | undefined> | undefined;
    const type = asked?.['idType'] === 'NIF' ? null : (asked?.['idType'] ?? null);
    const recipient = asked && { name: asked['name'] ?? '', id: asked['id'] ?? '', idType: type, country: type && type !== '02' ? (asked['country'] ?? '') : null };
    const old = record.recipient;
    const same = !recipient || (old && old.name === recipient.name && old.id === recipient.id && (old.idType ?? null) === recipient.idType && (old.country ?? '') === (recipient.country ?? ''));
    const lines = ((values['lines'] as Line[] | undefined) ?? []).map((line, index) => ({ index, ...line })).filter(({ index, scheme, treatment }) => scheme !== (record.breakdown[index]?.scheme ?? '') || treatment !== record.breakdown[index]?.treatment);
    const day = values['operationDate'] as string | undefined;
    return {
      ...(!same && { recipient }),
      ...(values['description'] !== (record.description ?? '') && { description: values['description'] }),
      ...(day && day !== (record.operationDate ? isoDay(record.operationDate) : undefined) && { operationDate: day }),
      ...(lines.length > 0 && { lines }),
    };
  }
}
