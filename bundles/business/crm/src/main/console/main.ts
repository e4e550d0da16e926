import { defineModule } from '@console/core';

export default defineModule({
  views: {
    contacts: () => import('./contacts.js'),
    contact: () => import('./contact.js'),
    'contact-form': () => import('./contact-form.js'),
    'new-contacts': () => import('./new-contacts.js'),
    activity: () => import('./activity.js'),
    tasks: () => import('./tasks.js'),
  },
});
