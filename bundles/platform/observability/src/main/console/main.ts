import { defineModule } from '@console/core';

export default defineModule({
  views: {
    system: () => import('./system.js'),
    health: () => import('./health.js'),
  },
});
