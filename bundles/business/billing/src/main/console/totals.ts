import { Decimal, dec } from '@console/core';

/** What a tax has to do with sums; rates in percent. */
export interface Rated {
  readonly code: string;
  readonly rate: string;
  readonly surchargeRate: string | null;
}

/** A line as it is being written: decimal texts, or '' where nothing was typed. */
export interface Figured {
  readonly quantity: string;
  readonly unitPrice: string;
  readonly discountPercent: string;
  readonly tax: Rated | undefined;
}

/** What holds for all lines; '' for no percentage. */
export interface Agreed {
  readonly pricesIncludeTax: boolean;
  readonly discountPercent: string;
  readonly surcharge: boolean;
  readonly withholdingRate: string;
}

export interface Group<T extends Rated = Rated> {
  readonly kind: T;
  readonly rate: string;
  readonly base: string;
  readonly tax: string;
  readonly surcharge: string;
}

export interface Totals<T extends Rated = Rated> {
  readonly taxes: readonly Group<T>[];
  readonly base: string;
  readonly tax: string;
  readonly surcharge: string;
  readonly total: string;
  readonly withheld: string;
  readonly payable: string;
}

/** Prices before tax and nothing special. */
export const plainTerms: Agreed = { pricesIncludeTax: false, discountPercent: '', surcharge: false, withholdingRate: '' };

const HUNDRED = dec('100');

/** What is left of an amount after so many percent of it, unrounded. */
const less = (amount: Decimal, percent: string): Decimal | undefined => {
  const discount = Decimal.parse(percent || '0');
  return discount && amount.times(HUNDRED.minus(discount)).percent('1');
};

/** Unrounded; undefined while the numbers of the line are not complete. */
function exact(line: Figured): Decimal | undefined {
  const quantity = Decimal.parse(line.quantity);
  const price = Decimal.parse(line.unitPrice);
  return quantity && price && less(quantity.times(price), line.discountPercent);
}

/** What a line comes to, to be shown: with tax if the prices are; '' while it is not complete. */
export const lineAmount = (line: Figured): string => exact(line)?.round(2).toString() ?? '';

/** A price before tax as one with tax, to the cent. */
export const withTax = (price: string, rate: string): string => dec(price).times(HUNDRED.plus(rate)).percent('1').round(2).toString();

function group<T extends Rated>(kind: T, amount: Decimal, terms: Agreed): Group<T> {
  const rate = dec(kind.rate).trim().toString();
  const extra = terms.surcharge && kind.surchargeRate ? dec(kind.surchargeRate) : Decimal.zero;
  const figures = (base: Decimal, tax: Decimal, surcharge: Decimal): Group<T> => ({ kind, rate, base: base.toString(), tax: tax.toString(), surcharge: surcharge.toString() });
  if (!terms.pricesIncludeTax) {
    const base = amount.round(2);
    return figures(base, base.percent(rate).round(2), base.percent(extra).round(2));
  }
  const gross = amount.round(2);
  const base = gross.times(HUNDRED).dividedBy(HUNDRED.plus(rate).plus(extra), 2);
  if (extra.isZero()) return figures(base, gross.minus(base), Decimal.zero.round(2));
  const tax = base.percent(rate).round(2);
  return figures(base, tax, gross.minus(base).minus(tax));
}

/**
 * The sums of an invoice exactly as the server makes them: unrounded amounts are summed by tax, the discount on the whole
 * is taken off, each base is rounded to cents, each tax is its base times the rate rounded to cents, both half up, and the
 * totals are the sums of those. Where prices include tax, their sum is what must come out: it is rounded, the base is taken
 * out of it, and tax is what is left.
 */
export function totalsOf<T extends Rated>(lines: readonly (Figured & { readonly tax: T | undefined })[], terms: Agreed = plainTerms): Totals<T> {
  const sums = new Map<string, { readonly kind: T; readonly amount: Decimal }>();
  for (const line of lines) {
    const amount = exact(line);
    if (!amount || !line.tax) continue;
    const before = sums.get(line.tax.code);
    sums.set(line.tax.code, { kind: before?.kind ?? line.tax, amount: before ? before.amount.plus(amount) : amount });
  }
  const taxes = [...sums.values()]
    .map(({ kind, amount }) => group(kind, less(amount, terms.discountPercent) ?? amount, terms))
    .sort((a, b) => dec(b.rate).compare(a.rate) || (a.kind.code < b.kind.code ? -1 : 1));
  const sum = (of: (each: Group) => string): Decimal => Decimal.sum(taxes.map(of)).round(2);
  const base = sum((each) => each.base);
  const tax = sum((each) => each.tax);
  const surcharge = sum((each) => each.surcharge);
  const total = base.plus(tax).plus(surcharge);
  const withheld = base.percent(Decimal.parse(terms.withholdingRate || '0') ?? '0').round(2);
  return {
    taxes,
    base: base.toString(),
    tax: tax.toString(),
    surcharge: surcharge.toString(),
    total: total.toString(),
    withheld: withheld.toString(),
    payable: total.minus(withheld).toString(),
  };
}
