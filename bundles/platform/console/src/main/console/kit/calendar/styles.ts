import { css } from '../lit.js';

/** The look of events, by tone. */
export const eventStyles = css`
  .event { appearance: none; display: block; inline-size: 100%; min-inline-size: 0; border: 0; border-inline-start: 3px solid var(--c-accent); border-radius: 6px; padding: 2px 6px; background: var(--c-accent-bg); color: var(--c-accent-text); font: 600 12px/1.35 var(--c-font); text-align: start; overflow: hidden; cursor: pointer; }
  .event > span { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
  .event .sub, .event .time { font-weight: 400; } .event:hover { filter: brightness(.97); }
  .event.ok { border-color: var(--c-ok); background: var(--c-ok-bg); color: var(--c-ok); } .event.warn { border-color: var(--c-warn); background: var(--c-warn-bg); color: var(--c-warn); } .event.bad { border-color: var(--c-bad); background: var(--c-bad-bg); color: var(--c-bad); } .event.info { border-color: var(--c-info); background: var(--c-info-bg); color: var(--c-info); } .event.muted { border-color: var(--c-text-2); background: var(--c-hover); color: var(--c-text-2); }
  .event:focus-visible { outline: 2px solid var(--c-focus); outline-offset: 1px; }
`;
