import { defineModule } from '@console/core';

export default defineModule({
  views: {
    users: () => import('./users.js'),
    user: () => import('./user.js'),
    roles: () => import('./roles.js'),
    role: () => import('./role.js'),
    'api-keys': () => import('./api-keys.js'),
    'api-key': () => import('./api-key.js'),
    'new-api-key': () => import('./new-api-key.js'),
    organizations: () => import('./organizations.js'),
    'new-organization': () => import('./new-organization.js'),
    accounts: () => import('./accounts.js'),
    account: () => import('./account.js'),
  },
});
