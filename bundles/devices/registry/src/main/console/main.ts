import { defineModule } from '@console/core';

export default defineModule({
  views: {
    devices: () => import('./devices.js'),
    device: () => import('./device.js'),
    'device-form': () => import('./device-form.js'),
    'widget-state': () => import('./widget-state.js'),
    'widget-silent': () => import('./widget-silent.js'),
    'widget-live': () => import('./widget-live.js'),
  },
});
