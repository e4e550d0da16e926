import { css } from 'lit';

/** What every part of the console looks like: type, buttons, fields of the shell, pills. Colours are variables of tokens.css. */
export const ui = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--c-text);
    font: 400 14px/1.5 var(--c-font);
  }
  :host([hidden]) {
    display: none;
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  h1 {
    font-size: 24px;
    line-height: 1.25;
    letter-spacing: -0.02em;
    font-weight: 600;
    margin: 0;
    text-wrap: balance;
  }
  h2 {
    font-size: 15px;
    line-height: 1.35;
    font-weight: 600;
    margin: 0;
    letter-spacing: -0.005em;
  }
  h3 {
    font-size: 14px;
    font-weight: 600;
    margin: 0;
  }
  p {
    margin: 0;
  }
  a {
    color: var(--c-accent-text);
    text-underline-offset: 3px;
  }
  ul.plain,
  ol.plain {
    list-style: none;
    margin: 0;
    padding: 0;
  }
  .muted {
    color: var(--c-text-2);
  }
  .small {
    font-size: 13px;
  }
  .strong {
    font-weight: 600;
  }
  .num {
    font-variant-numeric: tabular-nums;
  }
  .end {
    text-align: end;
  }
  .mono {
    font-family: var(--c-mono);
    font-size: 13px;
  }
  .break {
    overflow-wrap: anywhere;
  }
  .row {
    display: flex;
    align-items: center;
    gap: 12px;
  }
  .spread {
    justify-content: space-between;
  }
  .wrap {
    flex-wrap: wrap;
  }
  .top {
    align-items: flex-start;
  }
  .grow {
    flex: 1;
    min-inline-size: 0;
  }
  .stack {
    display: grid;
    gap: 16px;
    align-content: start;
  }
  .stack > * {
    min-inline-size: 0;
  }
  .tight {
    gap: 8px;
  }
  .columns {
    display: grid;
    gap: 20px;
    grid-template-columns: repeat(auto-fit, minmax(min(340px, 100%), 1fr));
    align-items: start;
  }
  .columns > * {
    min-inline-size: 0;
  }
  .main-side {
    display: grid;
    gap: 20px;
    grid-template-columns: minmax(0, 2fr) minmax(0, 1fr);
    align-items: start;
  }
  .tiles {
    display: grid;
    gap: 16px;
    grid-template-columns: repeat(auto-fit, minmax(min(210px, 100%), 1fr));
  }
  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .btn {
    appearance: none;
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-block-size: 40px;
    padding: 0 16px;
    border-radius: 10px;
    border: 1px solid var(--c-line-2);
    background: var(--c-surface);
    color: var(--c-text);
    font: 600 14px/1.2 var(--c-font);
    text-decoration: none;
    cursor: pointer;
    white-space: nowrap;
    transition:
      background 0.12s,
      border-color 0.12s;
  }
  .btn:hover {
    background: var(--c-hover);
  }
  .btn.primary {
    background: var(--c-accent);
    border-color: transparent;
    color: var(--c-on-accent);
  }
  .btn.primary:hover {
    background: var(--c-accent-2);
  }
  .btn.danger {
    color: var(--c-bad);
    border-color: var(--c-bad-line);
  }
  .btn.danger.primary {
    background: var(--c-bad);
    color: var(--c-on-bad);
    border-color: transparent;
  }
  .btn.ghost {
    border-color: transparent;
    background: none;
  }
  .btn.ghost:hover {
    background: var(--c-hover);
  }
  .btn.wide {
    inline-size: 100%;
  }
  .btn:disabled,
  .btn[aria-disabled='true'] {
    opacity: 0.55;
    cursor: default;
  }
  .btn:focus-visible,
  a:focus-visible,
  button:focus-visible,
  summary:focus-visible,
  [tabindex]:focus-visible {
    outline: 2px solid var(--c-focus);
    outline-offset: 2px;
  }
  .icon-btn {
    appearance: none;
    inline-size: 40px;
    block-size: 40px;
    flex: none;
    display: inline-grid;
    place-items: center;
    border: 0;
    border-radius: 10px;
    background: none;
    color: var(--c-text-2);
    cursor: pointer;
    position: relative;
  }
  .icon-btn:hover {
    background: var(--c-hover);
    color: var(--c-text);
  }
  .tile-icon {
    inline-size: 40px;
    block-size: 40px;
    border-radius: 11px;
    display: grid;
    place-items: center;
    flex: none;
    background: var(--c-accent-bg);
    color: var(--c-accent-text);
  }
  .avatar {
    inline-size: 36px;
    block-size: 36px;
    border-radius: 50%;
    flex: none;
    background: var(--c-accent);
    color: var(--c-on-accent);
    display: grid;
    place-items: center;
    font: 600 13px/1 var(--c-font);
  }
  .list > li,
  .list > div {
    padding: 12px 0;
    border-block-start: 1px solid var(--c-line);
  }
  .list > :first-child {
    border-block-start: 0;
    padding-block-start: 0;
  }
  .list > :last-child {
    padding-block-end: 0;
  }
  table.table {
    inline-size: 100%;
    border-collapse: collapse;
  }
  table.table th {
    text-align: start;
    font: 600 12px/1.4 var(--c-font);
    color: var(--c-text-2);
    padding: 8px 10px;
    border-block-end: 1px solid var(--c-line);
    white-space: nowrap;
  }
  table.table td {
    padding: 10px;
    border-block-end: 1px solid var(--c-line);
    vertical-align: top;
  }
  table.table tr:last-child td {
    border-block-end: 0;
  }
  table.table :is(th, td).num {
    text-align: end;
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }
  .scroll-x {
    overflow-x: auto;
  }
  code {
    font-family: var(--c-mono);
    font-size: 0.93em;
    background: var(--c-hover);
    border-radius: 6px;
    padding: 1px 6px;
    overflow-wrap: anywhere;
  }
  .note {
    display: flex;
    gap: 10px;
    padding: 12px 14px;
    border-radius: 12px;
    background: var(--c-info-bg);
    color: var(--c-info);
    align-items: flex-start;
  }
  .note svg {
    flex: none;
    margin-block-start: 1px;
  }
  .note.ok {
    background: var(--c-ok-bg);
    color: var(--c-ok);
  }
  .note.warn {
    background: var(--c-warn-bg);
    color: var(--c-warn);
  }
  .note.bad {
    background: var(--c-bad-bg);
    color: var(--c-bad);
  }
  .field {
    display: grid;
    gap: 6px;
    align-content: start;
  }
  .field > label {
    font: 600 13px/1.4 var(--c-font);
  }
  .field input,
  .field select,
  .field textarea {
    appearance: none;
    inline-size: 100%;
    min-block-size: 42px;
    padding: 0 12px;
    border: 1px solid var(--c-field-line);
    border-radius: 10px;
    background: var(--c-surface);
    color: var(--c-text);
    font: 400 15px/1.4 var(--c-font);
  }
  .field select {
    padding-inline-end: 36px;
    background-image: var(--c-chevron);
    background-repeat: no-repeat;
    background-position: right 12px center;
  }
  .field textarea {
    padding-block: 10px;
    min-block-size: 92px;
    resize: vertical;
  }
  .field :is(input, select, textarea):focus-visible {
    outline: 2px solid var(--c-focus);
    outline-offset: -1px;
  }
  .field [aria-invalid='true'] {
    border-color: var(--c-bad);
  }
  .field .error {
    color: var(--c-bad);
    font-size: 13px;
  }
  .field .hint {
    color: var(--c-text-2);
    font-size: 13px;
  }
  @media (max-width: 960px) {
    .main-side {
      grid-template-columns: minmax(0, 1fr);
    }
  }
  @media (max-width: 720px) {
    h1 {
      font-size: 21px;
    }
    .btn,
    .icon-btn {
      min-block-size: 44px;
    }
    .icon-btn {
      inline-size: 44px;
      block-size: 44px;
    }
    .tiles {
      gap: 12px;
      grid-template-columns: repeat(auto-fit, minmax(min(150px, 100%), 1fr));
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      transition: none !important;
      animation: none !important;
    }
  }
`;
