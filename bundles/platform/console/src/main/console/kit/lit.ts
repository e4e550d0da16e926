/** Lit as every screen sees it: one copy for the shell, the kit, the modules and the plugins. */
export * from 'lit';
export { repeat } from 'lit/directives/repeat.js';
export { classMap } from 'lit/directives/class-map.js';
export { styleMap } from 'lit/directives/style-map.js';
export { ifDefined } from 'lit/directives/if-defined.js';
export { live } from 'lit/directives/live.js';
export { ref, createRef } from 'lit/directives/ref.js';
export { until } from 'lit/directives/until.js';
export { unsafeSVG } from 'lit/directives/unsafe-svg.js';
