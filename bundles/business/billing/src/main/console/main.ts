import { defineModule } from '@console/core';

export default defineModule({
  views: {
    invoices: () => import('./invoices.js'),
    invoice: () => import('./invoice.js'),
    documents: () => import('./documents/documents.js'),
    document: () => import('./documents/document.js'),
    items: () => import('./items.js'),
    series: () => import('./series.js'),
    taxes: () => import('./taxes.js'),
    'first-series': () => import('./first-series.js'),
    'first-item': () => import('./first-item.js'),
    receivables: () => import('./receivables/receivables.js'),
    statement: () => import('./receivables/statement.js'),
    collection: () => import('./receivables/settings.js'),
    recurring: () => import('./recurring/recurring.js'),
    'recurring-one': () => import('./recurring/one.js'),
    books: () => import('./books/books.js'),
    invoiced: () => import('./widgets/invoiced.js'),
    collected: () => import('./widgets/collected.js'),
    pending: () => import('./widgets/pending.js'),
    overdue: () => import('./widgets/overdue.js'),
    'last-months': () => import('./widgets/last-months.js'),
    chase: () => import('./widgets/chase.js'),
  },
});
