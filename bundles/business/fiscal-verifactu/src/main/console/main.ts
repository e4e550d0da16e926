import { defineModule } from '@console/core';

export default defineModule({
  views: {
    records: () => import('./records.js'),
    chain: () => import('./chain.js'),
    events: () => import('./events.js'),
    settings: () => import('./settings.js'),
  },
});
