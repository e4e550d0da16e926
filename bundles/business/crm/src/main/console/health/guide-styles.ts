import { css } from '@console/core';

export const guideStyles = css`
  .stack {
    display: grid;
    gap: 20px;
    max-inline-size: 820px;
  }
  .figures {
    margin: 0;
    display: grid;
    gap: 18px;
  }
  dt {
    font-weight: 620;
  }
  dd {
    margin: 4px 0 0;
    color: var(--c-text-2);
  }
  table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 8px 6px;
    text-align: start;
    border-block-end: 1px solid var(--c-line);
  }
`;
