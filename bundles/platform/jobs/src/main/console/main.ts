import { defineModule } from '@console/core';

export default defineModule({
  views: {
    jobs: () => import('./jobs.js'),
    job: () => import('./job.js'),
  },
});
