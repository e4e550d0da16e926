import { css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Values } from '@console/form';
import type { Similar } from './duplicates-model.js';

export const similarStyles = css`
  .similar {
    margin-block: 0 16px;
  }
  .similar ul {
    margin: 4px 0 0;
    padding-inline-start: 18px;
  }
  .similar a {
    color: inherit;
    font-weight: 600;
  }
`;

/** Looks, while somebody is written down, who is there already that may be the same. It asks when the typing rests. */
export class SimilarContacts {
  private timer = 0;
  private asked = '';
  private found: Similar[] = [];
  private run = 0;

  constructor(
    private readonly ctx: () => ViewContext,
    private readonly changed: () => void,
    private readonly self?: () => string | undefined,
  ) {}

  /** What is in the form now. */
  typed(values: Values): void {
    const place = values['place'] as Values | undefined;
    const query = {
      kind: text(values['kind']),
      name: text(values['name']),
      phone: text(values['phone']),
      email: text(values['email']),
      taxId: text(values['taxId']),
      country: text(place?.['country'] ?? values['country']),
      except: this.self?.(),
    };
    const wanted = JSON.stringify(query);
    if (wanted === this.asked) return;
    this.asked = wanted;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(query), 500);
  }

  private async ask(query: Record<string, string | undefined>): Promise<void> {
    const run = ++this.run;
    if (!['name', 'phone', 'email', 'taxId'].some((key) => (query[key] ?? '').length > 2)) {
      this.found = [];
    } else {
      try {
        const found = await this.ctx().api.get<Similar[]>('contacts/similar', query);
        if (run !== this.run) return;
        this.found = found;
      } catch {
        return; // a hint that does not come is none
      }
    }
    this.changed();
  }

  render(): TemplateResult | typeof nothing {
    const ctx = this.ctx();
    if (!this.found.length) return nothing;
    return html`<div class="note similar" role="status">
      ${icon('users-round', 18)}
      <div>
        ${ctx.t('dup.similar')}
        <ul>
          ${this.found.map(
            ({ contact: c, reasons }) =>
              html`<li>
                <a href=${ctx.href(`contacts/${c.id}`)} target="_blank" rel="noopener">${c.name}</a>
                <span class="small">${reasons.map((reason) => ctx.t(`dup.reason.${reason}`)).join(', ')}${c.archivedAt ? ` · ${ctx.t('contact.isArchived')}` : ''}</span>
              </li>`,
          )}
        </ul>
      </div>
    </div>`;
  }
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() ? value.trim() : undefined);
