import { css } from '@console/core';

export const activityStyles = css`
  .bar {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 10px 12px;
  }
  .bar .field {
    flex: 1 1 200px;
    max-inline-size: 340px;
  }
  .bar .kind {
    flex: 0 1 180px;
  }
  .day {
    padding-block: 14px 4px;
    color: var(--c-text-2);
    font-size: 13px;
  }
  .items > li {
    display: flex;
    align-items: center;
    gap: 14px;
    padding: 10px 0;
    border-block-start: 1px solid var(--c-line);
  }
  .items > li:first-child {
    border-block-start: 0;
  }
  .items > li:focus-within {
    background: linear-gradient(var(--c-hover), var(--c-hover)) no-repeat -8px 0 / calc(100% + 16px) 100%;
  }
  .meta {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 2px 10px;
  }
  .meta > span {
    display: inline-flex;
    align-items: center;
    gap: 5px;
  }
  .title {
    color: inherit;
    font-weight: 600;
    text-decoration: none;
    overflow-wrap: anywhere;
  }
  a.title:hover {
    text-decoration: underline;
  }
  .is-done .tick {
    border-color: var(--c-ok);
    color: var(--c-ok);
  }
  .keys {
    margin-block-start: 14px;
  }
  kbd {
    padding: 1px 6px;
    border: 1px solid var(--c-line-2);
    border-radius: 6px;
    font: 600 12px/1.4 var(--c-mono);
  }
  @media (max-width: 720px) {
    .keys {
      display: none;
    }
    .bar .field,
    .bar .kind {
      flex: 1 1 100%;
      max-inline-size: none;
    }
    .tick {
      inline-size: 28px;
      block-size: 28px;
    }
  }
  @media (hover: none) {
    .keys {
      display: none;
    }
  }
`;
