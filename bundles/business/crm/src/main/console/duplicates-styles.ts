import { css } from '@console/core';

export const duplicateStyles = css`
  .group {
    display: grid;
    gap: 14px;
  }
  .members {
    display: grid;
    gap: 10px;
    grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
  }
  .member {
    display: flex;
    gap: 12px;
    padding: 12px;
    border: 1px solid var(--c-line);
    border-radius: 12px;
    min-inline-size: 0;
    align-items: flex-start;
  }
  .member a {
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .pairs {
    display: grid;
    gap: 10px;
  }
  .pair {
    display: flex;
    flex-wrap: wrap;
    gap: 8px 14px;
    align-items: center;
    justify-content: space-between;
    padding-block-start: 12px;
    border-block-start: 1px solid var(--c-line);
  }
  .why {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    align-items: center;
    min-inline-size: 0;
  }
  .pill {
    padding: 2px 10px;
    border-radius: 8px;
    background: var(--c-hover);
    color: var(--c-text-2);
    font-size: 13px;
  }
  .deeds {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
  }
  .compare {
    display: grid;
    gap: 0;
  }
  .line {
    display: grid;
    grid-template-columns: 132px repeat(2, minmax(0, 1fr));
    gap: 8px;
    padding-block: 8px;
    border-block-start: 1px solid var(--c-line);
    align-items: stretch;
    border-inline: 0;
    border-block-end: 0;
    margin: 0;
    padding-inline: 0;
    min-inline-size: 0;
  }
  .line:first-child {
    border-block-start: 0;
  }
  .line > .of {
    align-self: center;
    font-weight: 600;
    font-size: 13px;
    color: var(--c-text-2);
  }
  .option {
    display: flex;
    gap: 10px;
    align-items: flex-start;
    padding: 10px 12px;
    min-block-size: 44px;
    border: 1px solid var(--c-line);
    border-radius: 10px;
    cursor: pointer;
    overflow-wrap: anywhere;
    min-inline-size: 0;
    white-space: pre-line;
  }
  .option.on {
    border-color: var(--c-accent);
    background: var(--c-accent-bg);
  }
  .option.same {
    cursor: default;
    grid-column: 2 / -1;
  }
  .option:focus-within {
    outline: 2px solid var(--c-focus);
    outline-offset: 1px;
  }
  .option input {
    flex: none;
    inline-size: 18px;
    block-size: 18px;
    margin: 1px 0 0;
    accent-color: var(--c-accent);
  }
  .option span {
    min-inline-size: 0;
  }
  .wide {
    grid-column: 2 / -1;
  }
  .who {
    display: grid;
    gap: 4px;
  }
  .result {
    position: sticky;
    inset-block-start: 84px;
  }
  .taken {
    display: grid;
    gap: 4px;
    padding-inline-start: 18px;
    margin: 6px 0 0;
  }
  @media (max-width: 720px) {
    .line {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .line > .of,
    .option.same,
    .wide {
      grid-column: 1 / -1;
    }
    .deeds,
    .deeds .btn {
      inline-size: 100%;
    }
    .result {
      position: static;
    }
  }
`;
