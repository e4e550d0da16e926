import { defineModule } from '@console/core';

export default defineModule({
  views: {
    entries: () => import('./entries.js'),
    latest: () => import('./latest.js'),
  },
});
