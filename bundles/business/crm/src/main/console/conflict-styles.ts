import { css } from '@console/core';

/** Two values of one field, side by side, to choose from. */
export const conflictStyles = css`
  c-card {
    max-inline-size: 860px;
  }
  .stale {
    display: grid;
    gap: 14px;
    padding: 14px 16px;
    margin-block-end: 18px;
    border-radius: 12px;
    background: var(--c-warn-bg);
    color: var(--c-warn);
  }
  .stale:focus-visible {
    outline: 2px solid var(--c-focus);
  }
  .stale svg {
    flex: none;
    margin-block-start: 1px;
  }
  .conflict {
    border: 0;
    margin: 0;
    padding: 0;
    min-inline-size: 0;
  }
  .conflict legend {
    padding: 0;
    font-weight: 600;
    font-size: 13px;
    margin-block-end: 6px;
  }
  .options {
    display: grid;
    gap: 8px;
    grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
  }
  .option {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    padding: 10px 12px;
    min-block-size: 44px;
    border: 1px solid var(--c-line-2);
    border-radius: 10px;
    background: var(--c-surface);
    color: var(--c-text);
    cursor: pointer;
  }
  .option.on {
    border-color: var(--c-accent);
    box-shadow: 0 0 0 1px var(--c-accent);
  }
  .option:focus-within {
    outline: 2px solid var(--c-focus);
    outline-offset: 1px;
  }
  .option input {
    inline-size: 18px;
    block-size: 18px;
    margin: 1px 0 0;
    flex: none;
    accent-color: var(--c-accent);
    outline: 0;
  }
  .who,
  .what {
    display: block;
    overflow-wrap: anywhere;
  }
  .who {
    font-size: 12px;
    color: var(--c-text-2);
  }
  .what {
    font-weight: 560;
  }
`;
