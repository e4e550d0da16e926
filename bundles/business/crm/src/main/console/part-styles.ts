import { css } from '@console/core';

/** The parts of a contact's page that belong to it. */
export const partStyles = css`
  :host {
    display: block;
  }
  .links {
    display: flex;
    flex-wrap: wrap;
    column-gap: 12px;
    overflow-wrap: anywhere;
  }
  .lines {
    overflow-wrap: anywhere;
    white-space: pre-line;
  }
  .consents {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .consents th {
    text-align: start;
    font: 600 12px/1.4 var(--c-font);
    color: var(--c-text-2);
    padding: 4px 6px 6px 0;
  }
  .consents tbody th {
    font-size: 13px;
    color: var(--c-text);
    vertical-align: middle;
  }
  .consents td {
    padding: 3px 6px 3px 0;
  }
  .state {
    appearance: none;
    display: inline-flex;
    align-items: center;
    gap: 6px;
    min-block-size: 34px;
    padding: 0 10px;
    border: 1px solid var(--c-line-2);
    border-radius: 9px;
    background: var(--c-surface);
    color: var(--c-text-2);
    font: 560 13px/1 var(--c-font);
    cursor: pointer;
  }
  .state:disabled {
    cursor: default;
  }
  .state.GRANTED {
    background: var(--c-ok-bg);
    color: var(--c-ok);
    border-color: transparent;
  }
  .state.WITHDRAWN {
    background: var(--c-bad-bg);
    color: var(--c-bad);
    border-color: transparent;
  }
  details {
    margin-block-start: 12px;
  }
  summary {
    cursor: pointer;
    font-weight: 600;
    font-size: 13px;
    min-block-size: 28px;
  }
  .part + .part {
    margin-block-start: 16px;
    padding-block-start: 14px;
    border-block-start: 1px solid var(--c-line);
  }
  @media (max-width: 720px) {
    .state,
    summary {
      min-block-size: 44px;
    }
  }
`;
