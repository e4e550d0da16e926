import { css } from '../lit.js';

/** The look of every field: label above, box of 40 px (44 on phones), helper or error below. */
export const fieldStyles = css`
  :host { display: block; position: relative; min-inline-size: 0; }
  :host([hidden]) { display: none; }
  .unit { display: grid; gap: 6px; align-content: start; }
  label { position: var(--c-label-position, static); clip-path: var(--c-label-clip, none); }
  label, .label { font-size: 13px; font-weight: 560; line-height: 1.35; color: var(--c-text); }
  .hide-label { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  .req { color: var(--c-bad); margin-inline-start: 3px; }
  .box { display: flex; align-items: stretch; min-block-size: 40px; background: var(--c-surface); border: 1px solid var(--c-field-line); border-radius: 10px; transition: border-color .12s, box-shadow .12s; }
  .box:hover { border-color: var(--c-text-2); }
  .box:focus-within { border-color: var(--c-focus); box-shadow: 0 0 0 1px var(--c-focus); }
  .bad .box { border-color: var(--c-bad); }
  .bad .box:focus-within { box-shadow: 0 0 0 1px var(--c-bad); }
  .off .box { background: var(--c-hover); border-color: var(--c-line); }
  .off input, .off textarea, .off select { color: var(--c-text-2); -webkit-text-fill-color: currentColor; opacity: 1; cursor: not-allowed; }
  input, textarea, select { appearance: none; flex: 1; min-inline-size: 0; inline-size: 100%; margin: 0; border: 0; outline: 0; background: none; color: inherit; font: inherit; padding: 8px 12px; border-radius: 9px; }
  input::placeholder, textarea::placeholder { color: var(--c-text-2); opacity: 1; }
  input::-webkit-search-cancel-button { display: none; }
  .affix { display: inline-flex; align-items: center; color: var(--c-text-2); font-size: 13px; white-space: nowrap; user-select: none; }
  .affix.end { padding-inline-end: 12px; }
  .affix.start { padding-inline-start: 12px; }
  .inner { appearance: none; flex: none; display: inline-grid; place-items: center; inline-size: 36px; border: 0; background: none; color: var(--c-text-2); border-radius: 9px; cursor: pointer; padding: 0; }
  .inner:hover { color: var(--c-text); background: var(--c-hover); }
  .inner:focus-visible { outline: 2px solid var(--c-focus); outline-offset: -2px; }
  .help, .err { margin: 0; font-size: 12.5px; line-height: 1.4; }
  .help { color: var(--c-text-2); }
  .err { color: var(--c-bad); font-weight: 500; display: flex; gap: 5px; align-items: flex-start; }
  .err svg { flex: none; margin-block-start: 2px; }
  .num { text-align: end; font-variant-numeric: tabular-nums; }
  @media (max-width: 720px) {
    .box { min-block-size: 44px; }
    .inner { inline-size: 44px; }
    input, textarea, select { font-size: 16px; }
  }
  @media (prefers-reduced-motion: reduce) { .box { transition: none; } }
`;
