import { css } from '@console/core';

/** The cards of the editor and the totals, which the paper shows too. */
export const editorStyles = css`
  .editor {
    display: grid;
    gap: 20px;
  }
  .editor > * {
    min-inline-size: 0;
  }
  .head {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 20px;
    align-items: stretch;
  }
  .foot {
    display: grid;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    gap: 20px;
    align-items: start;
  }
  .head > *,
  .foot > * {
    min-inline-size: 0;
  }
  .fields {
    display: grid;
    grid-template-columns: repeat(2, minmax(0, 1fr));
    gap: 16px;
    align-items: start;
  }
  .fields .wide,
  .due {
    grid-column: 1 / -1;
  }
  .foot .wide {
    grid-column: 1 / -1;
  }
  .kind {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr) auto;
    gap: 4px 10px;
    align-items: center;
  }
  .kind svg {
    display: block;
  }
  c-checkbox[slot='actions'] {
    margin-block: -9px;
  }
  .quick {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    padding-block-start: 8px;
  }
  .chip {
    appearance: none;
    border: 1px solid var(--c-line-2);
    border-radius: 99px;
    background: var(--c-surface);
    color: var(--c-text-2);
    font: 500 13px/1 var(--c-font);
    min-block-size: 32px;
    padding: 0 12px;
    cursor: pointer;
  }
  .chip:hover {
    background: var(--c-hover);
  }
  .chip[aria-pressed='true'] {
    background: var(--c-accent-bg);
    color: var(--c-accent-text);
    border-color: transparent;
  }
  .totals {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto;
    gap: 8px 0;
    margin: 0;
  }
  .totals dt {
    color: var(--c-text-2);
  }
  .totals dd {
    margin: 0;
    padding-inline-start: 20px;
    text-align: end;
  }
  .totals .all {
    border-block-start: 1px solid var(--c-line);
    padding-block-start: 12px;
    margin-block-start: 4px;
    color: var(--c-text);
    font: 600 20px/1.3 var(--c-font);
    letter-spacing: -0.01em;
  }
  .summary {
    display: grid;
    gap: 12px;
  }
  .summary:not(:has(.note)) {
    position: absolute;
  }
  .summary > .note,
  .kept {
    margin-block-end: 16px;
    align-items: center;
    flex-wrap: wrap;
  }
  @media (max-width: 960px) {
    .head,
    .foot {
      grid-template-columns: minmax(0, 1fr);
    }
    .foot .wide {
      grid-column: auto;
    }
  }
  @media (max-width: 720px) {
    .editor,
    .head,
    .foot {
      gap: 12px;
    }
    .chip {
      min-block-size: 44px;
      padding: 0 16px;
    }
  }
  @media (max-width: 480px) {
    .fields {
      grid-template-columns: minmax(0, 1fr);
    }
  }
`;
