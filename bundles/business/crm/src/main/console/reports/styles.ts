import { css } from '@console/core';

/** Reports: a bar of choices, charts, and the figures beneath them. */
export const reportStyles = css`
  .six { grid-template-columns: repeat(3, minmax(0, 1fr)); }
  .bar { display: flex; flex-wrap: wrap; gap: 12px; align-items: end; }
  .bar > * { min-inline-size: min(190px, 100%); }
  .scroll { overflow-x: auto; }
  tfoot td { font-weight: 600; border-block-start: 1px solid var(--c-line-2); }
  .good { color: var(--c-ok); }
  .bad { color: var(--c-bad); }
  .funnel { display: grid; gap: 8px; }
  .step { display: grid; grid-template-columns: minmax(110px, 200px) minmax(0, 1fr) minmax(90px, auto); gap: 12px; align-items: center; }
  .track { block-size: 34px; border-radius: 10px; background: var(--c-hover); overflow: hidden; }
  .track > svg { display: block; inline-size: 100%; block-size: 100%; }
  .track rect { fill: var(--c-accent); }
  .step.won .track rect { fill: var(--c-ok); }
  @media (max-width: 720px) {
    .six { grid-template-columns: repeat(2, minmax(0, 1fr)); }
    .step { grid-template-columns: minmax(0, 1fr) auto; }
    .step .track { grid-column: 1 / -1; grid-row: 2; block-size: 22px; }
    }
`;
