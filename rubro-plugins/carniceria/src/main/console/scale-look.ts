import { css } from '@console/core';

/** How the counter looks: figures as large as the screen allows, buttons for wet fingers. */
export const look = css`
  .counter {
    display: grid;
    gap: 20px;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    align-items: start;
  }
  .display {
    display: grid;
    gap: 14px;
    padding: 22px 26px 26px;
    border: 1px solid var(--c-line);
    border-radius: 18px;
    background: var(--c-surface);
    box-shadow: var(--c-shadow);
    container-type: inline-size;
  }
  .weight {
    display: flex;
    align-items: baseline;
    justify-content: flex-end;
    gap: 0.12em;
    font-size: clamp(64px, 24cqi, 190px);
    line-height: 1;
    font-weight: 650;
    letter-spacing: -0.04em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .weight small {
    font-size: 0.3em;
    font-weight: 500;
    letter-spacing: 0;
    color: var(--c-text-2);
  }
  .silent .weight,
  .silent .price {
    font-weight: 300;
  }
  .display:not(.stable) .weight {
    color: var(--c-text-2);
  }
  .sale {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    gap: 4px 16px;
    padding-block-start: 14px;
    border-block-start: 1px solid var(--c-line);
  }
  .product {
    font-size: clamp(18px, 4cqi, 26px);
    font-weight: 600;
    line-height: 1.25;
  }
  .price {
    margin-inline-start: auto;
    font-size: clamp(36px, 10cqi, 76px);
    line-height: 1;
    font-weight: 650;
    letter-spacing: -0.03em;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .deeds {
    display: grid;
    grid-template-columns: 1fr 1fr;
    gap: 10px;
  }
  .deeds .btn {
    min-block-size: 52px;
    white-space: normal;
  }
  .deeds .go {
    min-block-size: 64px;
    font-size: 16px;
  }
  .products {
    display: grid;
    gap: 10px;
    grid-template-columns: repeat(auto-fill, minmax(140px, 1fr));
    margin-block-start: 14px;
  }
  .tile {
    appearance: none;
    display: grid;
    gap: 2px;
    align-content: start;
    min-block-size: 88px;
    padding: 10px 14px;
    border: 1px solid var(--c-line-2);
    border-radius: 14px;
    background: var(--c-surface);
    color: var(--c-text);
    font: 400 14px/1.35 var(--c-font);
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .tile:hover {
    background: var(--c-hover);
  }
  .tile[aria-pressed='true'] {
    border-color: var(--c-accent);
    background: var(--c-accent-bg);
    box-shadow: inset 0 0 0 1px var(--c-accent);
  }
  .plu {
    font: 600 12px/1.4 var(--c-font);
    color: var(--c-text-2);
  }
  .label {
    display: grid;
    justify-items: center;
    gap: 4px;
    text-align: center;
  }
  .label strong {
    font-size: 26px;
    line-height: 1.2;
  }
  .label svg {
    inline-size: min(100%, 285px);
    block-size: 64px;
    padding: 0 20px;
    border-radius: 4px;
    background: #fff;
    box-sizing: content-box;
    shape-rendering: crispEdges;
  }
  .print {
    display: none;
  }
  @media (max-width: 960px) {
    .counter {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 720px) {
    .display {
      padding: 16px;
    }
  }
  @media print {
    c-page {
      display: none;
    }
    .print {
      display: grid;
      inline-size: 56mm;
      color: #000;
    }
    .print svg {
      inline-size: 38mm;
      block-size: 15mm;
    }
  }
`;
