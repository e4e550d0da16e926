import { css } from './lit.js';

/** The look of popups and of lists of options. */
export const popupStyles = css`
  [popover] { position: fixed; inset: auto; margin: 0; padding: 4px; border: 1px solid var(--c-line-2); border-radius: 12px; background: var(--c-raised); color: var(--c-text); box-shadow: var(--c-shadow-2); overflow: auto; font: 400 14px/1.5 var(--c-font); }
  .option { display: flex; align-items: center; gap: 10px; min-block-size: 36px; padding: 6px 10px; border-radius: 8px; cursor: pointer; }
  .option > span { min-inline-size: 0; }
  .option .sub { display: block; font-size: 12.5px; color: var(--c-text-2); }
  .option .end { margin-inline-start: auto; color: var(--c-accent-text); display: inline-grid; }
  .option.active, .option:hover { background: var(--c-hover); }
  .option.active { box-shadow: inset 0 0 0 1.5px var(--c-focus); }
  .option.new { color: var(--c-accent-text); font-weight: 560; }
  .hint { padding: 10px; color: var(--c-text-2); font-size: 13px; }
  @media (max-width: 720px) { .option { min-block-size: 44px; } }
`;
