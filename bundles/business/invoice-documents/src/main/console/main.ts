import { defineModule } from '@console/core';

export default defineModule({
  views: {
    documents: () => import('./documents.js'),
    templates: () => import('./templates.js'),
  },
});
