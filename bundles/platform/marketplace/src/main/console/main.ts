import { defineModule } from '@console/core';

export default defineModule({
  views: {
    plugins: () => import('./plugins.js'),
    plugin: () => import('./plugin.js'),
  },
});
