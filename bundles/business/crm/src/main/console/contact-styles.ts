import { css } from '@console/core';

export const contactStyles = css`
  .all {
    gap: 20px;
  }
  .reach,
  .kinds {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .kinds .btn {
    min-block-size: 38px;
    padding-inline: 12px;
    font-size: 13px;
  }
  .kinds .on {
    background: var(--c-accent-bg);
    color: var(--c-accent-text);
    border-color: var(--c-accent-text);
  }
  .writing {
    margin-block-start: 18px;
  }
  .archived {
    align-items: center;
    flex-wrap: wrap;
  }
  .main {
    grid-column: 1;
    grid-row: 1;
  }
  .side {
    grid-column: 2;
    grid-row: 1;
  }
  .more {
    margin-block-start: 16px;
    padding-block-start: 14px;
    border-block-start: 1px solid var(--c-line);
    display: grid;
    gap: 8px;
  }
  .tags {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
  }
  .tag {
    padding: 2px 10px;
    border-radius: 8px;
    background: var(--c-accent-bg);
    color: var(--c-accent-text);
    font-size: 13px;
    font-weight: 560;
    text-decoration: none;
  }
  .tag:hover {
    text-decoration: underline;
  }
  .lines {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .late {
    color: var(--c-warn);
  }
  .tick {
    appearance: none;
    flex: none;
    inline-size: 24px;
    block-size: 24px;
    margin-block-start: -1px;
    display: grid;
    place-items: center;
    padding: 0;
    border: 1.5px solid var(--c-field-line);
    border-radius: 50%;
    background: none;
    color: transparent;
    cursor: pointer;
    position: relative;
  }
  .tick::after {
    content: '';
    position: absolute;
    inset: -11px;
  }
  .tick:hover,
  .tick:focus-visible {
    border-color: var(--c-ok);
    color: var(--c-ok);
  }
  @media (max-width: 960px) {
    .main,
    .side {
      grid-column: 1;
      grid-row: auto;
    }
  }
  @media (max-width: 720px) {
    .kinds .btn {
      min-block-size: 44px;
    }
    .reach .btn {
      flex: 1;
    }
  }
`;
