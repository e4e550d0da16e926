import { defineModule } from '@console/core';

export default defineModule({
  views: {
    contacts: () => import('./contacts.js'),
    contact: () => import('./contact.js'),
    'contact-form': () => import('./contact-form.js'),
    'new-contacts': () => import('./new-contacts.js'),
    activity: () => import('./activity.js'),
    segments: () => import('./segments/segments.js'),
    segment: () => import('./segments/segment.js'),
    'segment-form': () => import('./segments/segment-form.js'),
    tasks: () => import('./tasks.js'),
    deals: () => import('./pipeline/deals.js'),
    deal: () => import('./pipeline/deal.js'),
    closing: () => import('./pipeline/closing.js'),
    funnel: () => import('./pipeline/funnel.js'),
    pipes: () => import('./pipeline/pipes.js'),
    activities: () => import('./activities/activities.js'),
    duplicates: () => import('./duplicates.js'),
    'contact-merges': () => import('./contact-merges.js'),
    merge: () => import('./merge.js'),
    imports: () => import('./imports.js'),
    import: () => import('./import.js'),
  },
});
