import { ConsoleElement, Load, Problem, html, icon, nothing, ui, type TemplateResult } from '@console/core';
import { kindIcon, type Contact } from './crm.js';
import { BOTH, differing, fieldLabel, rolesOf, valueOf, wordsFor, type Member } from './duplicates-model.js';
import { duplicateStyles } from './duplicates-styles.js';

interface Both {
  contact: Member;
  other: Member;
}

/** Two contacts side by side: which stays, and whose value each field takes. */
export default class Merge extends ConsoleElement {
  static override properties = { ...ConsoleElement.properties, winner: { state: true }, picks: { state: true }, busy: { state: true } };
  static override styles = [ui, duplicateStyles];
  /** The id of the contact that stays. */
  private declare winner: string;
  /** By field whose value it takes, where a person said so. */
  private declare picks: Record<string, string>;
  private declare busy: boolean;

  private readonly both = new Load<Both>(this, async (signal) => {
    const both = await this.ctx.api.get<Both>(`contacts/${this.ctx.params['id']}/merge`, { other: this.ctx.params['other'] }, signal);
    if (!this.winner) this.winner = this.fuller(both);
    return both;
  });

  constructor() {
    super();
    this.winner = '';
    this.picks = {};
    this.busy = false;
  }

  /** The one with more invoices, then with more history, then the older one. */
  private fuller({ contact: a, other: b }: Both): string {
    const more = a.invoices - b.invoices || a.interactions - b.interactions || (a.contact.createdAt <= b.contact.createdAt ? 1 : -1);
    return more >= 0 ? a.contact.id : b.contact.id;
  }

  private pickOf(field: string, winner: Contact, loser: Contact): string {
    return this.picks[field] ?? (valueOf(winner, field) ? winner.id : loser.id);
  }

  private result(field: string, winner: Contact, loser: Contact): string {
    const pick = this.pickOf(field, winner, loser);
    if (pick === BOTH) return [valueOf(winner, field), valueOf(loser, field)].filter(Boolean).join('\n\n');
    return valueOf(pick === winner.id ? winner : loser, field);
  }

  private async merge(winner: Contact, loser: Contact): Promise<void> {
    const { ctx } = this;
    const fields: Record<string, string> = {};
    for (const field of differing(winner, loser)) {
      const pick = this.pickOf(field, winner, loser);
      fields[field] = pick === BOTH ? 'BOTH' : pick === winner.id ? 'WINNER' : 'LOSER';
    }
    this.busy = true;
    try {
      const outcome = await ctx.api.post<{ moved: number }>(`contacts/${winner.id}/merge`, { other: loser.id, version: winner.version, otherVersion: loser.version, fields });
      ctx.toast(ctx.t('merge.done', { name: loser.name, count: outcome.moved }));
      ctx.navigate(`contacts/${winner.id}`, { replace: true, force: true });
    } catch (e) {
      if (e instanceof Problem && e.stale) {
        ctx.toast(ctx.t('merge.stale'), 'warn');
        await this.both.reload();
      } else ctx.problem(e);
    } finally {
      this.busy = false;
    }
  }

  private option(field: string, id: string, on: boolean, text: string, wide = false): TemplateResult {
    return html`<label class="option ${on ? 'on' : ''} ${wide ? 'wide' : ''}">
      <input type="radio" name=${field} .checked=${on} @change=${() => (this.picks = { ...this.picks, [field]: id })} /><span>${text}</span>
    </label>`;
  }

  private line(field: string, a: Contact, b: Contact, winner: Contact, loser: Contact): TemplateResult {
    const { ctx } = this;
    const label = fieldLabel(ctx, field);
    if (field === 'status' && (a.status === 'BLOCKED' || b.status === 'BLOCKED')) {
      return html`<div class="line"><span class="of">${label}</span><span class="option same">${ctx.t('merge.blocked')}</span></div>`;
    }
    const pick = this.pickOf(field, winner, loser);
    return html`<div class="line" role="radiogroup" aria-label=${label}>
      <span class="of">${label}</span>
      ${[a, b].map((c) => this.option(field, c.id, pick === c.id, wordsFor(ctx, field, valueOf(c, field))))}
      ${field === 'notes' && a.notes && b.notes ? this.option(field, BOTH, pick === BOTH, ctx.t('merge.both'), true) : nothing}
    </div>`;
  }

  private head(m: Member): TemplateResult {
    const { ctx } = this;
    const c = m.contact;
    const on = this.winner === c.id;
    return html`<label class="option ${on ? 'on' : ''}">
      <input type="radio" name="winner" .checked=${on} @change=${() => (this.winner = c.id)} />
      <span class="who">
        <b>${c.name}</b>
        <span class="small">${ctx.t('dup.counts', { interactions: m.interactions, invoices: m.invoices })}</span>
        <span class="muted small">${ctx.t('merge.since', { date: ctx.date(c.createdAt) })}</span>
        ${on ? html`<span><c-badge tone="ok">${ctx.t('merge.stays')}</c-badge></span>` : nothing}
      </span>
    </label>`;
  }

  private preview(winner: Contact, loser: Contact): TemplateResult {
    const { ctx } = this;
    const tags = [...new Set([...winner.tags, ...loser.tags])].sort().join(', ');
    const shown = ['taxId', 'email', 'phone', 'address', 'postalCode', 'city', 'country', 'sector', 'notes'];
    const value = (field: string) => (valueOf(winner, field) || valueOf(loser, field) ? this.result(field, winner, loser) : '');
    const blocked = winner.status === 'BLOCKED' || loser.status === 'BLOCKED';
    const left = ['taxId', 'email'].filter((field) => valueOf(winner, field) && valueOf(loser, field) && valueOf(winner, field) !== valueOf(loser, field));
    const rows: [string, unknown][] = [
      [ctx.t('contact.status'), ctx.t(`status.${blocked ? 'BLOCKED' : this.result('status', winner, loser)}`)],
      [ctx.t('contact.roles'), rolesOf(ctx, [...winner.roles, ...loser.roles])],
      ...shown.map((field): [string, unknown] => [fieldLabel(ctx, field), value(field) && wordsFor(ctx, field, value(field))]),
      [ctx.t('contact.tags'), tags],
    ];
    return html`<c-card class="result" heading=${ctx.t('merge.result')}>
      <div class="stack">
        <div class="row"><span class="tile-icon">${icon(kindIcon(winner.kind), 20)}</span><b class="break">${this.result('name', winner, loser)}</b></div>
        <c-facts .rows=${rows}></c-facts>
        ${left.length ? html`<p class="muted small">${ctx.t('merge.alias')}</p>` : nothing}
        <div class="deeds">
          <button class="btn primary" ?disabled=${this.busy} @click=${() => void this.merge(winner, loser)}>${icon('check', 18)}${ctx.t('merge.do')}</button>
          <a class="btn" href=${ctx.href('duplicates')}>${ctx.t('contact.cancel')}</a>
        </div>
        <p class="muted small">${ctx.t('merge.can-undo')}</p>
      </div>
    </c-card>`;
  }

  override render(): TemplateResult {
    const { ctx } = this;
    const { t } = ctx;
    if (!ctx.may('crm.contact.merge')) return html`<c-state kind="denied"></c-state>`;
    return html`<c-page heading=${t('merge.title')} sub=${t('merge.sub')} back-href=${ctx.href('duplicates')}>
      ${this.both.render(
        ({ contact, other }) => {
          const a = contact.contact;
          const b = other.contact;
          const [winner, loser] = this.winner === b.id ? [b, a] : [a, b];
          const fields = differing(a, b);
          return html`<div class="main-side">
            <c-card heading=${t('merge.choose')}>
              <div class="compare">
                <div class="line" role="radiogroup" aria-label=${t('merge.which')}>
                  <span class="of">${t('merge.which')}</span>
                  ${this.head(contact)}${this.head(other)}
                </div>
                ${fields.map((field) => this.line(field, a, b, winner, loser))}
                <div class="line">
                  <span class="of">${t('contact.roles')}</span>
                  <span class="option same">${t('merge.united', { value: rolesOf(ctx, [...a.roles, ...b.roles]) })}</span>
                </div>
              </div>
            </c-card>
            ${this.preview(winner, loser)}
          </div>`;
        },
        { lines: 10 },
      )}
    </c-page>`;
  }
}
