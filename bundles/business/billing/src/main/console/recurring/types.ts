/** What the server says of recurring invoices. */
export interface RecurringLine {
  description: string;
  quantity: string;
  unitPrice: string;
  discountPercent: string | null;
  taxRate: string | null;
  taxCode: string | null;
}

export interface Run {
  periodOn: string;
  outcome: 'MADE' | 'FAILED' | 'SKIPPED';
  invoiceId: string | null;
  invoiceNumber: string | null;
  reason: string | null;
  attempts: number;
  triedAt: string;
}

export interface Template {
  id: string;
  name: string;
  state: 'ACTIVE' | 'PAUSED' | 'ENDED';
  content: {
    deed: 'DRAFT' | 'ISSUE';
    series: string | null;
    customer: { contactId: string | null; name: string | null; taxId: string | null; email: string | null; address: string | null; country: string | null };
    lines: RecurringLine[];
    surcharge: boolean;
    withholdingRate: string;
    notes: string | null;
    dueDays: number | null;
    termId: string | null;
  };
  schedule: { unit: 'WEEK' | 'MONTH' | 'QUARTER' | 'YEAR'; every: number; startsOn: string; monthDay: number | null; endsOn: string | null; count: number | null };
  made: number;
  nextOn: string | null;
  failure: Run | null;
  version: number;
}
