import { defineModule } from '@console/core';

export default defineModule({
  views: {
    endpoints: () => import('./endpoints.js'),
    endpoint: () => import('./endpoint.js'),
  },
});
