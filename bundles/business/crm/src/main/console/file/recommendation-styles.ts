import { css } from '@console/core';

export const recommendationStyles = css`
  .advices {
    display: grid;
    gap: 10px;
  }
  .advice {
    display: flex;
    gap: 14px;
    align-items: center;
    padding: 12px 14px;
    border: 1px solid var(--c-line);
    border-radius: 12px;
    background: var(--c-surface);
  }
  .advice.alert {
    border-color: var(--c-bad-line);
    background: var(--c-bad-bg);
  }
  .advice.alert .strong {
    color: var(--c-bad);
  }
  .advice.alert .muted {
    color: var(--c-text);
  }
  .mark {
    inline-size: 36px;
    block-size: 36px;
    border-radius: 11px;
    display: grid;
    place-items: center;
    flex: none;
    background: var(--c-hover);
    color: var(--c-text-2);
  }
  .mark.bad {
    background: var(--c-bad);
    color: var(--c-on-bad);
  }
  .mark.info {
    background: var(--c-info-bg);
    color: var(--c-info);
  }
  .deeds {
    display: flex;
    align-items: center;
    gap: 4px;
    flex: none;
  }
  .whose {
    font-weight: 600;
    color: var(--c-text-2);
    text-decoration: none;
  }
  .whose:hover {
    text-decoration: underline;
  }
  @media (max-width: 720px) {
    .advice {
      flex-wrap: wrap;
      align-items: flex-start;
      padding: 12px;
    }
    .advice .grow {
      flex: 1 1 calc(100% - 60px);
    }
    .deeds {
      inline-size: 100%;
      justify-content: space-between;
    }
    .deeds .btn {
      flex: 1;
    }
  }
`;
