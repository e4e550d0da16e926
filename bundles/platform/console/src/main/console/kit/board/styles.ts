import { css } from '../lit.js';

export const boardStyles = css`
  :host { display: block; min-inline-size: 0; }
  .board { position: relative; display: grid; grid-auto-flow: column; grid-auto-columns: minmax(250px, 1fr); gap: 14px; overflow-x: auto; padding-block-end: 8px; overscroll-behavior-x: contain; scroll-snap-type: x proximity; }
  section { display: flex; flex-direction: column; min-block-size: 220px; max-block-size: var(--c-board-height, max(420px, calc(100dvh - 230px))); background: var(--c-hover); border-radius: 14px; scroll-snap-align: start; min-inline-size: 0; }
  section.over { box-shadow: inset 0 0 0 2px var(--c-focus); }
  header { display: flex; flex-wrap: wrap; align-items: center; gap: 2px 8px; user-select: none; padding: 12px 14px 8px; font-size: 13px; }
  h3 { flex: 0 1 auto; max-inline-size: calc(100% - 48px); font-size: 13.5px; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .dot { inline-size: 8px; block-size: 8px; border-radius: 50%; background: var(--c-text-2); flex: none; }
  .dot.ok { background: var(--c-ok); } .dot.warn { background: var(--c-warn); } .dot.bad { background: var(--c-bad); } .dot.info { background: var(--c-info); } .dot.accent { background: var(--c-accent); }
  .count, .total { color: var(--c-text-2); font-variant-numeric: tabular-nums; white-space: nowrap; } .total { inline-size: 100%; padding-inline-start: 16px; }
  /* positioned, so that what is hidden inside stays inside of what scrolls */
  ul { position: relative; list-style: none; margin: 0; padding: 4px 10px 12px; display: flex; flex-direction: column; gap: 8px; overflow-y: auto; flex: 1; overscroll-behavior-y: contain; }
  footer { flex: none; padding: 0 10px 10px; } footer .btn { inline-size: 100%; }
  li { flex: none; }
  li.card { background: var(--c-surface); border: 1px solid var(--c-line); border-radius: 12px; padding: 12px; cursor: grab; box-shadow: var(--c-shadow); user-select: none; -webkit-touch-callout: none; transition: border-color .12s; }
  :host([readonly]) li.card { cursor: pointer; }
  li.card:hover { border-color: var(--c-field-line); }
  li.card a { color: inherit; text-decoration: none; } li.card a:hover { text-decoration: underline; }
  li.card:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 1px; }
  li.carried { border-color: var(--c-focus); box-shadow: 0 0 0 2px var(--c-focus), var(--c-shadow-2); }
  li.dragged { position: fixed; z-index: 40; pointer-events: none; box-shadow: var(--c-shadow-2); rotate: 1.5deg; border-color: var(--c-focus); }
  li.gap { border: 1.5px dashed var(--c-focus); border-radius: 12px; background: var(--c-accent-bg); }
  li.gap svg { display: block; }
  .none { padding: 18px 8px; text-align: center; color: var(--c-text-2); font-size: 13px; }
  @media (max-width: 720px) {
    .board { grid-auto-columns: min(300px, 82vw); scroll-snap-type: x mandatory; } .board.dragging { scroll-snap-type: none; }
    section { max-block-size: none; } ul { overflow: visible; } li.card { padding: 14px; }
  }
  @media (prefers-reduced-motion: reduce) { li.dragged { rotate: none; } }
`;
