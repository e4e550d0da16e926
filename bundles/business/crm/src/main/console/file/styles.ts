import { css } from '@console/core';

export const fileStyles = css`
  .parts {
    display: grid;
    gap: 20px;
    grid-template-columns: minmax(0, 3fr) minmax(0, 2fr);
    align-items: start;
  }
  .parts > .stack {
    gap: 20px;
  }
  c-tabs.phone {
    display: none;
  }
  .figure {
    display: grid;
    grid-template-columns: minmax(0, 1fr) auto auto;
    gap: 4px 12px;
    align-items: center;
  }
  .figure .value {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: flex-end;
    gap: 2px 8px;
    text-align: end;
  }
  .why {
    appearance: none;
    display: inline-flex;
    align-items: center;
    gap: 3px;
    border: 0;
    padding: 4px 6px;
    margin-inline-end: -6px;
    border-radius: 8px;
    background: none;
    color: var(--c-accent-text);
    font: 600 13px/1.3 var(--c-font);
    cursor: pointer;
  }
  .why:hover {
    background: var(--c-hover);
  }
  .because {
    margin-block-start: 8px;
    padding: 10px 14px;
    border-radius: 10px;
    background: var(--c-hover);
    font-size: 13px;
  }
  .because ul {
    margin: 0;
    padding-inline-start: 18px;
  }
  .hint {
    margin-block-start: 10px;
  }
  .deals > li {
    display: grid;
    gap: 8px;
  }
  a.plain {
    color: inherit;
    text-decoration: none;
  }
  a.plain:hover {
    text-decoration: underline;
  }
  .quick {
    display: flex;
    gap: 8px;
    margin-block-start: 12px;
  }
  .quick input {
    appearance: none;
    flex: 1;
    min-inline-size: 0;
    min-block-size: 42px;
    padding: 0 12px;
    border: 1px solid var(--c-field-line);
    border-radius: 10px;
    background: var(--c-surface);
    color: var(--c-text);
    font: 400 15px/1.4 var(--c-font);
  }
  .quick input:focus-visible {
    outline: 2px solid var(--c-focus);
    outline-offset: -1px;
  }
  .quick input::placeholder {
    color: var(--c-text-2);
    opacity: 1;
  }
  .reach svg {
    flex: none;
  }
  .waiting {
    min-block-size: 40px;
  }
  .narrow {
    margin-block-end: 14px;
  }
  @media (max-width: 960px) {
    .parts {
      grid-template-columns: minmax(0, 1fr);
    }
    c-tabs.phone {
      display: block;
    }
    .part {
      display: none;
    }
    .parts[data-tab='activity'] .activity,
    .parts[data-tab='health'] .health,
    .parts[data-tab='deals'] .deal,
    .parts[data-tab='facts'] .facts {
      display: grid;
    }
    .parts > .stack {
      display: contents;
    }
  }
  @media (max-width: 720px) {
    .reach {
      display: grid;
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
    .reach .btn {
      padding-inline: 6px;
    }
    .why {
      min-block-size: 44px;
    }
    .figure {
      grid-template-columns: minmax(0, 1fr) auto;
    }
    .figure .value {
      justify-content: flex-end;
    }
    .figure .why {
      grid-column: 1 / -1;
      justify-self: start;
      margin-inline: -6px;
      margin-block: -10px -8px;
    }
  }
`;
