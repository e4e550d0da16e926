import { css, html, type ViewContext } from '@console/core';

interface Document {
  issued: boolean;
  id: string;
  number: string;
  date: string;
  name?: string;
  base?: string;
  tax: string;
}

/** The documents a figure is made of. */
export async function showDocuments(ctx: ViewContext, heading: string, documents: readonly Document[]): Promise<void> {
  const { t } = ctx;
  await ctx.dialog<void>({
    heading,
    size: 'l',
    styles: css`
      .wide {
        overflow-x: auto;
      }
    `,
    body: (close) => html`<div class="wide">
      <table class="table">
        <thead>
          <tr>
            <th>${t('invoice.date')}</th>
            <th>${t('books.document')}</th>
            <th>${t('books.party')}</th>
            <th class="num">${t('invoice.base')}</th>
            <th class="num">${t('books.amount')}</th>
          </tr>
        </thead>
        <tbody>
          ${documents.map(
            (d) => html`<tr>
              <td>${ctx.date(d.date)}</td>
              <td>${d.issued ? html`<a href=${ctx.href(`invoices/${d.id}`)} @click=${() => close()}>${d.number}</a>` : d.number}</td>
              <td>${d.name ?? ''}</td>
              <td class="num">${d.base === undefined ? '' : ctx.money(d.base)}</td>
              <td class="num">${ctx.money(d.tax)}</td>
            </tr>`,
          )}
        </tbody>
      </table>
    </div>`,
  });
}
