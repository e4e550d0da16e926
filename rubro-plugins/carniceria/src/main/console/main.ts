import { defineModule } from '@console/core';

export default defineModule({
  views: {
    scale: () => import('./scale.js'),
    today: () => import('./today.js'),
  },
});
