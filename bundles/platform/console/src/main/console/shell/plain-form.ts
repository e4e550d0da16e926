import { HostElement, Problem, css, html, icon, nothing, problemText, ui, type TemplateResult } from '../kit/core.js';
import { navigation } from './navigation.js';

/** A form of a few fields of the shell: errors of the server stand at their fields, nothing typed is ever lost. */
export abstract class PlainForm extends HostElement {
  static override properties = { busy: { state: true }, failure: { state: true }, errors: { state: true } };
  declare busy: boolean;
  declare failure: string;
  declare errors: Record<string, string>;

  static override styles = [
    ui,
    css`
      form {
        display: grid;
        gap: 16px;
      }
      .pair {
        display: grid;
        gap: 16px;
        grid-template-columns: repeat(auto-fit, minmax(min(220px, 100%), 1fr));
        align-items: start;
      }
      .send {
        display: flex;
        gap: 10px;
        flex-wrap: wrap;
      }
    `,
  ];

  constructor() {
    super();
    this.busy = false;
    this.failure = '';
    this.errors = {};
  }

  protected async send(e: SubmitEvent, work: (data: Record<string, string>) => Promise<void>): Promise<void> {
    e.preventDefault();
    const form = e.target as HTMLFormElement;
    this.busy = true;
    this.failure = '';
    this.errors = {};
    try {
      await work(Object.fromEntries([...new FormData(form)].map(([k, v]) => [k, String(v).trim()])));
      navigation.setDirty(this, false);
    } catch (problem) {
      if (problem instanceof Problem) {
        const named = problem.errors.filter((error) => form.elements.namedItem(this.fieldOf(error.field)));
        this.errors = Object.fromEntries(named.map((error) => [this.fieldOf(error.field), error.message]));
        this.failure = named.length > 0 ? '' : problemText(problem);
        await this.updateComplete;
        (form.querySelector('[aria-invalid=true]') as HTMLElement | null)?.focus();
      } else this.failure = problemText(problem);
    } finally {
      this.busy = false;
    }
  }

  /** `organization.taxId` is the field `taxId` of this form. */
  protected fieldOf(path: string): string {
    return path.split('.').at(-1) ?? path;
  }

  protected touched(): void {
    navigation.setDirty(this, true);
  }

  protected problem(): unknown {
    return this.failure ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${this.failure}</span></p>` : nothing;
  }

  protected field(name: string, label: string, control: TemplateResult, hint?: string): TemplateResult {
    const error = this.errors[name];
    return html`<div class="field">
      <label for=${name}>${label}</label>
      ${control} ${error ? html`<span class="error" id="${name}-error">${error}</span>` : hint ? html`<span class="hint" id="${name}-hint">${hint}</span>` : nothing}
    </div>`;
  }

  protected input(name: string, label: string, value: string, options: { type?: string; required?: boolean; max?: number; hint?: string; autocomplete?: string } = {}): TemplateResult {
    const error = this.errors[name];
    const control = html`<input
      id=${name}
      name=${name}
      type=${options.type ?? 'text'}
      .defaultValue=${value}
      ?required=${options.required ?? false}
      maxlength=${options.max ?? 200}
      autocomplete=${options.autocomplete ?? 'off'}
      aria-invalid=${error ? 'true' : nothing}
      aria-describedby=${error ? `${name}-error` : options.hint ? `${name}-hint` : nothing}
      @input=${() => this.touched()}
    />`;
    return this.field(name, label, control, options.hint);
  }

  protected select(name: string, label: string, value: string, choices: [string, string][], hint?: string): TemplateResult {
    return this.field(
      name,
      label,
      html`<select id=${name} name=${name} @change=${() => this.touched()}>
        ${choices.map(([id, text]) => html`<option value=${id} ?selected=${id === value}>${text}</option>`)}
      </select>`,
      hint,
    );
  }

  protected finished(): void {
    this.dispatchEvent(new CustomEvent('step-done', { bubbles: true, composed: true }));
  }
}
