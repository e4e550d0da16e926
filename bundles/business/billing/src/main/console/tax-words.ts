import type { ViewContext } from '@console/core';
import type { ListedTax, Tax } from './types.js';

/** What a tax is called. */
export const taxName = (ctx: ViewContext, tax: ListedTax): string => (ctx.locale.startsWith('en') ? tax.nameEn : tax.nameEs);

/** Which tax it is, as it is printed: «IVA», «IGIC». */
export const taxLabel = (ctx: ViewContext, tax: Tax): string => (tax.system === 'OTHER' ? ctx.t('tax.system.OTHER') : tax.system);

/** What a line bears in a word: a rate, or why it bears none. */
export const taxWord = (ctx: ViewContext, tax: Tax): string => (tax.treatment === 'TAXED' ? ctx.percent(tax.rate) : ctx.t(`tax.short.${tax.treatment}`));
