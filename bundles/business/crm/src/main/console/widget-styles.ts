import { css } from '@console/core';

export const widgetStyles = css`
  :host {
    display: grid;
  }
  :host > * {
    min-block-size: 100%;
  }
  .tile-icon {
    inline-size: 34px;
    block-size: 34px;
  }
  .list > li {
    padding: 10px 0;
  }
  .one {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  a.plain {
    color: inherit;
    text-decoration: none;
  }
  a.plain:hover {
    text-decoration: underline;
  }
  .late {
    color: var(--c-warn);
  }
`;
