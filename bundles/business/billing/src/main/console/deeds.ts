import type { ViewContext } from '@console/core';
import { CancelDialog } from './cancel.js';
import { CompleteDialog } from './complete.js';
import { CorrectDialog } from './correct.js';
import { begin, duplicate } from './handover.js';
import { PlanDialog } from './receivables/plan.js';
import { corrects, type Invoice, type Related } from './types.js';

interface Deed {
  readonly label: string;
  readonly icon: string;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** What can be done with an issued invoice, as far as the law and the person's permissions go. */
export class Deeds {
  constructor(
    private readonly ctx: ViewContext,
    private readonly invoice: Invoice,
    private readonly related: readonly Related[],
    private readonly changed: () => void,
  ) {}

  items(): Deed[] {
    const { ctx, invoice } = this;
    const write = ctx.may('billing.invoice.create');
    const issued = invoice.status === 'ISSUED';
    const later = this.related.filter((each) => each.status === 'ISSUED');
    const replaced = later.some((each) => each.method !== 'DIFFERENCES');
    const deeds: Deed[] = [];
    if (write && issued && !corrects(invoice.kind) && !replaced) deeds.push({ label: ctx.t('deeds.correct'), icon: 'undo-2', run: () => void new CorrectDialog(ctx, invoice, later, this.begun).open() });
    if (write && issued && invoice.kind === 'SIMPLIFIED' && !replaced) deeds.push({ label: ctx.t('deeds.complete'), icon: 'receipt-text', run: () => void new CompleteDialog(ctx, invoice, this.begun).open() });
    if (write && !corrects(invoice.kind)) deeds.push({ label: ctx.t('deeds.duplicate'), icon: 'copy', run: () => this.begun('copy', duplicate(invoice)) });
    if (write && issued && !corrects(invoice.kind) && Number(invoice.balance) > 0) deeds.push({ label: ctx.t('plan.deed'), icon: 'calendar-days', run: () => void this.plan() });
    if (issued && ctx.may('billing.invoice.cancel') && Number(invoice.paid) === 0 && later.length === 0) {
      deeds.push({ label: ctx.t('deeds.cancel'), icon: 'circle-x', danger: true, run: () => void this.cancel() });
    }
    return deeds;
  }

  private readonly begun = (how: string, draft: Parameters<typeof begin>[1]): void => this.ctx.navigate(begin(`${how}-${this.invoice.id}`, draft));

  private async plan(): Promise<void> {
    if (await new PlanDialog(this.ctx, this.invoice).open()) this.changed();
  }

  private async cancel(): Promise<void> {
    if (await new CancelDialog(this.ctx, this.invoice).open()) this.changed();
  }
}
