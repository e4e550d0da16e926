import { css } from '@console/core';

export const importStyles = css`
  .steps {
    list-style: none;
    display: flex;
    gap: 8px;
    margin: 0;
    padding: 0;
    counter-reset: step;
  }
  .steps li {
    flex: 1;
    display: flex;
    align-items: center;
    gap: 10px;
    min-inline-size: 0;
    padding: 10px 12px;
    border-radius: 12px;
    background: var(--c-hover);
    color: var(--c-text-2);
    font-weight: 600;
    font-size: 13px;
  }
  .steps li.on {
    background: var(--c-accent-bg);
    color: var(--c-accent-text);
  }
  .steps i {
    font-style: normal;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    border-radius: 50%;
    display: grid;
    place-items: center;
    border: 1.5px solid currentColor;
    font-size: 12px;
  }
  .drop {
    display: grid;
    justify-items: center;
    gap: 10px;
    text-align: center;
    padding: 36px 20px;
    border: 1.5px dashed var(--c-line-2);
    border-radius: 16px;
    background: var(--c-surface);
  }
  .drop.over {
    border-color: var(--c-accent);
    background: var(--c-accent-bg);
  }
  .drop .wide {
    inline-size: min(420px, 100%);
  }
  .file:focus-within {
    outline: 2px solid var(--c-focus);
    outline-offset: 2px;
  }
  .columns-of {
    display: grid;
    gap: 0;
  }
  .column {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 20px minmax(0, 1fr);
    gap: 12px;
    align-items: center;
    padding-block: 10px;
    border-block-start: 1px solid var(--c-line);
  }
  .column:first-child {
    border-block-start: 0;
  }
  .column svg {
    color: var(--c-text-2);
  }
  .sample {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .choices {
    display: grid;
    gap: 14px;
    grid-template-columns: repeat(auto-fit, minmax(min(240px, 100%), 1fr));
  }
  .tiles-5 {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(min(130px, 100%), 1fr));
  }
  .tile {
    appearance: none;
    font: inherit;
    text-align: start;
    display: grid;
    gap: 4px;
    padding: 12px 14px;
    border: 1px solid var(--c-line);
    border-radius: 12px;
    background: var(--c-surface);
    color: var(--c-text);
    cursor: pointer;
  }
  .tile:hover {
    background: var(--c-hover);
  }
  .tile[aria-pressed='true'] {
    border-color: var(--c-accent);
    background: var(--c-accent-bg);
  }
  .tile:focus-visible {
    outline: 2px solid var(--c-focus);
    outline-offset: 2px;
  }
  .tile b {
    font-size: 22px;
    line-height: 1.2;
    font-variant-numeric: tabular-nums;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  td.cell {
    max-inline-size: 220px;
    overflow-wrap: anywhere;
  }
  @media (max-width: 720px) {
    .steps li span {
      display: none;
    }
    .steps li.on span {
      display: inline;
    }
    .steps li:not(.on) {
      flex: none;
    }
    .column {
      grid-template-columns: minmax(0, 1fr);
      gap: 6px;
    }
    .column svg {
      display: none;
    }
    .deeds .btn {
      inline-size: 100%;
    }
    .as-cards thead {
      display: none;
    }
    .as-cards tr {
      display: grid;
      gap: 4px;
      padding-block: 12px;
      border-block-end: 1px solid var(--c-line);
    }
    .as-cards tr:last-child {
      border-block-end: 0;
    }
    .as-cards td {
      padding: 0;
      border: 0;
      max-inline-size: none;
    }
    .as-cards td:empty {
      display: none;
    }
  }
`;
