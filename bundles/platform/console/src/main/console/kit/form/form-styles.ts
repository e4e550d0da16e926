import { css } from '../lit.js';

export const formStyles = css`
  :host { display: block; container-type: inline-size; }
  form { display: grid; gap: 20px; }
  .fields { display: grid; grid-template-columns: minmax(0, 1fr); gap: 16px 20px; align-items: start; }
  fieldset { border: 0; margin: 0; padding: 0; min-inline-size: 0; display: grid; gap: 12px; border-block-start: 1px solid var(--c-line); padding-block-start: 16px; margin-block-start: 4px; }
  legend { float: inline-start; inline-size: 100%; padding: 0; font-size: 15px; font-weight: 620; }
  .summary, .draft { border-radius: 12px; padding: 12px 14px; font-size: 13.5px; display: grid; gap: 4px; }
  .summary { background: var(--c-bad-bg); color: var(--c-bad); }
  .summary strong { font-weight: 620; } .summary ul { margin: 0; padding-inline-start: 20px; }
  .summary a { color: inherit; text-underline-offset: 2px; }
  .summary:empty { display: none; }
  .draft { background: var(--c-accent-bg); color: var(--c-accent-text); grid-template-columns: 1fr auto auto; align-items: center; gap: 8px; }
  .draft .btn { min-height: 36px; }
  .actions { display: flex; flex-wrap: wrap; gap: 10px; justify-content: flex-end; align-items: center; }
  .actions ::slotted([slot='start']) { margin-inline-end: auto; }
  .spin { inline-size: 15px; block-size: 15px; border-radius: 50%; border: 2px solid currentColor; border-block-start-color: transparent; animation: spin .8s linear infinite; }
  @keyframes spin { to { rotate: 1turn; } }
  .rows { display: grid; gap: 10px; }
  .rows-label { font-size: 13px; font-weight: 560; }
  .rows .add { justify-self: start; }
  .rows .none { padding: 14px; border: 1px dashed var(--c-line-2); border-radius: 10px; text-align: center; }
  .line { display: grid; gap: 10px; padding: 14px; border: 1px solid var(--c-line); border-radius: 12px; position: relative; }
  .line.head { display: none; }
  .line > .icon-btn { justify-self: end; color: var(--c-text-2); }
  .line > .icon-btn:hover { color: var(--c-bad); }
  .err { margin: 0; font-size: 12.5px; font-weight: 500; color: var(--c-bad); display: flex; gap: 5px; align-items: flex-start; } .err svg { flex: none; margin-block-start: 2px; }
  @container (min-width: 560px) {
    .fields { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    :host([columns='1']) .fields { grid-template-columns: minmax(0, 1fr); }
    .cell.all { grid-column: 1 / -1; }
    .cell.low { padding-block-start: 24px; }
    :host([columns='1']) .cell.low { padding-block-start: 0; }
    .rows:not(.n6, .n7) .line { padding: 0; border: 0; border-radius: 0; align-items: start; gap: 8px; --c-label-position: absolute; --c-label-clip: inset(50%); }
    .rows:not(.n6, .n7) .line.head { display: grid; font-size: 12px; font-weight: 600; color: var(--c-text-2); }
    .head .right { text-align: end; padding-inline-end: 12px; }
    .n1 .line { grid-template-columns: minmax(0, 1fr) 40px; }
    .n2 .line { grid-template-columns: minmax(0, 2fr) minmax(0, 1fr) 40px; }
    .n3 .line { grid-template-columns: minmax(0, 2fr) repeat(2, minmax(0, 1fr)) 40px; }
    .n4 .line { grid-template-columns: minmax(0, 2fr) repeat(3, minmax(0, 1fr)) 40px; }
    .n5 .line { grid-template-columns: minmax(0, 2fr) repeat(4, minmax(0, 1fr)) 40px; }
    .n6 .line, .n7 .line { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  }
  @container (min-width: 900px) { :host([columns='3']) .fields { grid-template-columns: repeat(3, minmax(0, 1fr)); } }
  @container (max-width: 420px) { .actions .btn { flex: 1; } .draft { grid-template-columns: 1fr 1fr; } .draft span { grid-column: 1 / -1; } }
  @media (prefers-reduced-motion: reduce) { .spin { animation-duration: 3s; } }
`;
