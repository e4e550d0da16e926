import { defineModule } from '@console/core';

export default defineModule({
  views: {
    held: () => import('./held.js'),
    'held-figure': () => import('./held-figure.js'),
  },
});
