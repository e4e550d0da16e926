import { Decimal, dec } from '@console/core';

/** A line as it is being written: decimal texts, or '' where nothing was typed. */
export interface Figured {
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discountPercent: string;
  readonly taxRate: string;
}

export interface Totals {
  readonly taxes: readonly { readonly rate: string; readonly base: string; readonly tax: string }[];
  readonly base: string;
  readonly tax: string;
  readonly total: string;
}

const HUNDRED = dec('100');

/** Unrounded; undefined while the numbers of the line are not complete. */
function exact(line: Figured): Decimal | undefined {
  const quantity = Decimal.parse(line.quantity);
  const price = Decimal.parse(line.unitPrice);
  const discount = Decimal.parse(line.discountPercent || '0');
  return quantity && price && discount && quantity.times(price).times(HUNDRED.minus(discount)).percent('1');
}

/** What a line comes to before tax, to be shown; '' while it is not complete. */
export const lineAmount = (line: Figured): string => exact(line)?.round(2).toString() ?? '';

/**
 * The sums of an invoice exactly as the server makes them: unrounded amounts are summed by tax rate, each base is rounded
 * to cents, each tax is its base times the rate rounded to cents, both half up, and the totals are the sums of those.
 */
export function totalsOf(lines: readonly Figured[]): Totals {
  const sums = new Map<string, Decimal>();
  for (const line of lines) {
    const amount = exact(line);
    const rate = Decimal.parse(line.taxRate)?.trim().toString();
    if (amount && rate !== undefined) sums.set(rate, (sums.get(rate) ?? Decimal.zero).plus(amount));
  }
  const taxes = [...sums]
    .sort(([a], [b]) => dec(b).compare(a))
    .map(([rate, sum]) => {
      const base = sum.round(2);
      return { rate, base: base.toString(), tax: base.percent(rate).round(2).toString() };
    });
  const base = Decimal.sum(taxes.map((group) => group.base)).round(2);
  const tax = Decimal.sum(taxes.map((group) => group.tax)).round(2);
  return { taxes, base: base.toString(), tax: tax.toString(), total: base.plus(tax).toString() };
}
