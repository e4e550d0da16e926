import { HostElement, Load, css, html, icon, nothing, shellTexts, ui, type TemplateResult } from '../kit/core.js';
import { mount } from './modules.js';
import { navigation } from './navigation.js';
import './organization-form.js';
import './logo-form.js';
import './invite-form.js';
import { dismissWelcome, markStep, welcomeProgress, type Step } from './welcome-progress.js';

const OWN: Record<string, string> = { business: 'console-organization-form', logo: 'console-logo-form', invite: 'console-invite-form' };

/** The first steps of a business, one after another; each can be left for later, and the next visit goes on where this one ended. */
class Welcome extends HostElement {
  static override properties = { current: { state: true } };
  declare current: string | undefined;
  private off: (() => void) | undefined;
  private shown: string | undefined;
  private readonly progress = new Load(this, () => welcomeProgress());

  static override styles = [
    ui,
    css`
      .wizard {
        display: grid;
        gap: 20px;
        grid-template-columns: 280px minmax(0, 1fr);
        align-items: start;
      }
      ol {
        list-style: none;
        margin: 0;
        padding: 0;
        display: grid;
        gap: 4px;
      }
      .step {
        all: unset;
        box-sizing: border-box;
        inline-size: 100%;
        display: flex;
        gap: 12px;
        align-items: center;
        min-block-size: 46px;
        padding: 0 12px;
        border-radius: 12px;
        cursor: pointer;
      }
      .step:hover {
        background: var(--c-hover);
      }
      .step:focus-visible {
        outline: 2px solid var(--c-focus);
      }
      .step[aria-current] {
        background: var(--c-accent-bg);
        color: var(--c-accent-text);
        font-weight: 600;
      }
      .tick {
        inline-size: 26px;
        block-size: 26px;
        border-radius: 50%;
        border: 1.5px solid var(--c-field-line);
        display: grid;
        place-items: center;
        flex: none;
        font: 600 13px/1 var(--c-font);
      }
      .done .tick {
        background: var(--c-ok);
        border-color: transparent;
        color: var(--c-surface);
      }
      .foot {
        display: flex;
        justify-content: space-between;
        gap: 10px;
        flex-wrap: wrap;
        margin-block-start: 20px;
      }
      @media (max-width: 960px) {
        .wizard {
          grid-template-columns: minmax(0, 1fr);
        }
        ol {
          grid-auto-flow: column;
          grid-auto-columns: max-content;
          overflow-x: auto;
        }
      }
    `,
  ];

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.off?.();
  }

  private async done(step: Step): Promise<void> {
    await markStep(step.id);
    await this.progress.reload();
    this.next(step);
  }

  private next(step: Step): void {
    const all = this.progress.value?.all ?? [];
    const at = all.findIndex((s) => s.id === step.id);
    const open = [...all.slice(at + 1), ...all.slice(0, at)].find((s) => !s.done);
    this.current = open?.id ?? 'end';
  }

  override updated(): void {
    const all = this.progress.value?.all;
    if (!all) return;
    if (!this.current) {
      this.current = all.find((s) => !s.done)?.id ?? 'end';
      return; // drawn again with its place
    }
    if (this.current === this.shown) return;
    const step = all.find((s) => s.id === this.current);
    const place = this.renderRoot.querySelector<HTMLElement>('#step');
    this.off?.();
    this.off = undefined;
    this.shown = this.current;
    if (!step || !place) return;
    if (step.module && step.view) {
      void mount(step.module, step.view, place).then((off) => {
        if (this.shown === step.id) this.off = off;
        else off();
      });
    } else place.replaceChildren(document.createElement(OWN[step.id] as string));
  }

  override render(): unknown {
    const t = shellTexts.t;
    return html`<c-page heading=${t('welcome.title')} sub=${t('welcome.sub')}>
      ${this.progress.render((progress) => {
        const step = progress.all.find((s) => s.id === this.current);
        return html`<div class="wizard">
          <c-card>
            <ol>
              ${progress.all.map(
                (s, i) =>
                  html`<li class=${s.done ? 'done' : ''}>
                    <button class="step" aria-current=${s.id === this.current ? 'step' : nothing} @click=${() => (this.current = s.id)}>
                      <span class="tick">${s.done ? icon('check', 15) : i + 1}</span><span>${s.title()}</span>
                      ${s.done ? html`<span class="visually-hidden">${t('welcome.done')}</span>` : nothing}
                    </button>
                  </li>`,
              )}
            </ol>
          </c-card>
          ${step ? this.card(step) : this.end()}
        </div>`;
      })}
    </c-page>`;
  }

  private card(step: Step): TemplateResult {
    const t = shellTexts.t;
    return html`<c-card heading=${step.title()}>
      <div id="step" @step-done=${() => void this.done(step)}></div>
      <div class="foot">
        <button class="btn ghost" @click=${() => this.next(step)}>${t('welcome.later')}</button>
      </div>
    </c-card>`;
  }

  private end(): TemplateResult {
    const t = shellTexts.t;
    const leave = async () => {
      await dismissWelcome();
      await navigation.go('');
    };
    return html`<c-card>
      <c-state kind="empty" icon="circle-check" heading=${t('welcome.end')} text=${t('welcome.end.text')}>
        <button class="btn primary" @click=${() => void leave()}>${t('welcome.end.go')}</button>
      </c-state>
    </c-card>`;
  }
}
customElements.define('console-welcome', Welcome);
