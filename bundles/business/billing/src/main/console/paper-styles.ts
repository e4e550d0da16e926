import { css } from '@console/core';

/** An invoice as a sheet of paper, on the screen and printed. */
export const paperStyles = css`
  .issued {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 340px;
    gap: 20px;
    align-items: start;
  }
  .side {
    display: grid;
    gap: 20px;
    min-inline-size: 0;
  }
  .sheet {
    background: var(--c-surface);
    border: 1px solid var(--c-line);
    border-radius: 14px;
    box-shadow: var(--c-shadow);
    padding: clamp(20px, 4vw, 48px);
    display: grid;
    gap: 28px;
    min-inline-size: 0;
  }
  .sheet {
    position: relative;
    overflow: hidden;
  }
  .stamp {
    position: absolute;
    inset-block-start: clamp(150px, 30%, 260px);
    inset-inline-start: 50%;
    translate: -50% 0;
    padding: 0.12em 0.4em;
    border: 5px solid currentColor;
    border-radius: 12px;
    color: var(--c-bad);
    font: 700 clamp(34px, 6vw, 60px) / 1.1 var(--c-font);
    letter-spacing: 0.08em;
    text-transform: uppercase;
    rotate: -14deg;
    opacity: 0.8;
    pointer-events: none;
    z-index: 1;
  }
  .screen:empty {
    display: none;
  }
  .badges {
    gap: 6px;
  }
  .refers {
    display: grid;
    gap: 4px;
    color: var(--c-text-2);
    overflow-wrap: anywhere;
  }
  .law {
    color: var(--c-text-2);
    font-size: 13px;
  }
  .notes:not(:has(> *)) {
    display: none;
  }
  .notes > * + .law {
    margin-block-start: 6px;
  }
  .sheet strong {
    font-size: 16px;
    font-weight: 600;
  }
  .top-line {
    display: flex;
    flex-wrap: wrap;
    gap: 24px;
    justify-content: space-between;
    align-items: flex-start;
  }
  .issuer {
    max-inline-size: 340px;
    color: var(--c-text-2);
  }
  .issuer strong {
    color: var(--c-text);
    display: block;
  }
  .ident h2 {
    font-size: 22px;
    letter-spacing: -0.02em;
    margin-block-end: 8px;
  }
  .ident dl {
    display: grid;
    grid-template-columns: auto auto;
    gap: 4px 20px;
    margin: 0;
  }
  .ident dt {
    color: var(--c-text-2);
  }
  .ident dd {
    margin: 0;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    text-align: end;
  }
  .sheet h3 {
    font: 600 12px/1.4 var(--c-font);
    color: var(--c-text-2);
    margin-block-end: 4px;
  }
  .to {
    color: var(--c-text-2);
  }
  .to strong {
    color: var(--c-text);
    display: block;
  }
  .goods {
    inline-size: 100%;
    border-collapse: collapse;
  }
  .goods th {
    font: 600 12px/1.4 var(--c-font);
    color: var(--c-text-2);
    text-align: start;
    padding: 8px 10px;
    border-block-end: 1px solid var(--c-line-2);
    white-space: nowrap;
  }
  .goods td {
    padding: 10px;
    border-block-end: 1px solid var(--c-line);
    vertical-align: top;
  }
  .goods :is(th, td):first-child {
    padding-inline-start: 0;
  }
  .goods :is(th, td):last-child {
    padding-inline-end: 0;
  }
  .goods .n {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .goods .what {
    white-space: pre-line;
    overflow-wrap: anywhere;
    min-inline-size: 120px;
  }
  .bottom {
    display: grid;
    grid-template-columns: minmax(0, 1fr) minmax(240px, 320px);
    gap: 28px;
    align-items: start;
  }
  .legal {
    display: flex;
    flex-wrap: wrap;
    gap: 24px;
  }
  .qr {
    margin: 0;
    display: grid;
    justify-items: center;
    gap: 4px;
    inline-size: 156px;
    text-align: center;
  }
  .qr img {
    inline-size: 140px;
    block-size: 140px;
    border-radius: 8px;
    background: #fff;
  }
  .qr figcaption {
    font-size: 12px;
    color: var(--c-text-2);
  }
  .notes {
    flex: 1;
    min-inline-size: 160px;
  }
  .notes p {
    white-space: pre-line;
    overflow-wrap: anywhere;
  }
  .due-now {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 10px;
    align-items: baseline;
    margin-block-end: 12px;
  }
  .big {
    font: 600 26px/1.2 var(--c-font);
    letter-spacing: -0.02em;
  }
  @media (max-width: 1180px) {
    .issued {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 720px) {
    .issued,
    .side {
      gap: 12px;
    }
    .bottom {
      grid-template-columns: minmax(0, 1fr);
    }
    .bottom .totals {
      order: -1;
    }
  }
  @media print {
    .screen {
      display: none !important;
    }
    .issued {
      display: block;
    }
    .sheet {
      border: 0;
      box-shadow: none;
      padding: 0;
      background: none;
    }
    .qr {
      inline-size: 40mm;
    }
    .qr img {
      inline-size: 35mm;
      block-size: 35mm;
      border-radius: 0;
    }
    .goods tr,
    .bottom {
      break-inside: avoid;
    }
  }
`;
