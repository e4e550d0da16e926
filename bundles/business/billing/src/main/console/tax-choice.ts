import type { ListedTax } from './types.js';

/** Whether the tax of a place of its own is the usual one here: the Canary Islands, Ceuta and Melilla. */
const local = (tax: ListedTax): boolean => tax.own && tax.treatment === 'TAXED' && (tax.system === 'IGIC' || tax.system === 'IPSI');

/** The taxes in force as they are offered for a line. */
export class TaxChoice {
  /** The general rates, one tax for each, highest first: what nearly every line bears. */
  readonly rates: readonly ListedTax[];
  /** What the organisation added. */
  readonly own: readonly ListedTax[];
  /** Exemptions, reverse charge and rates of special schemes. */
  readonly others: readonly ListedTax[];

  constructor(readonly all: readonly ListedTax[] = []) {
    const rates = all.filter((tax, i) => !tax.own && tax.treatment === 'TAXED' && all.findIndex((t) => !t.own && t.treatment === 'TAXED' && t.rate === tax.rate) === i);
    this.rates = rates;
    this.own = all.filter((tax) => tax.own);
    this.others = all.filter((tax) => !tax.own && !rates.includes(tax));
  }

  /** What a first line bears. */
  get usual(): ListedTax | undefined {
    return this.own.find(local) ?? this.rates[0] ?? this.all[0];
  }

  coded(code: string): ListedTax | undefined {
    return this.all.find((tax) => tax.code === code);
  }

  /** The general tax at a rate. */
  at(rate: string): ListedTax | undefined {
    return this.rates.find((tax) => Number(tax.rate) === Number(rate));
  }
}
