import { css } from '@console/core';

/** The list below a description that is being typed. */
export const suggestionStyles = css`
  .suggestions {
    position: fixed;
    inset: auto;
    margin: 0;
    padding: 6px;
    border: 1px solid var(--c-line);
    border-radius: 12px;
    background: var(--c-raised);
    color: var(--c-text);
    box-shadow: var(--c-shadow-2);
    max-block-size: 320px;
    overflow: auto;
  }
  .suggestions [role='option'] {
    display: flex;
    gap: 12px;
    align-items: center;
    padding: 8px 10px;
    border-radius: 8px;
    cursor: pointer;
    min-block-size: 44px;
  }
  .suggestions [role='option']:is(.active, :hover) {
    background: var(--c-hover);
  }
  .suggestions b {
    display: block;
    font-weight: 600;
    overflow-wrap: anywhere;
  }
  .suggestions .num {
    white-space: nowrap;
  }
`;
