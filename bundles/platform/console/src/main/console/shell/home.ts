import { HostElement, Load, css, formats, host, html, icon, nothing, pick, repeat, shellTexts, tellProblem, ui, type TemplateResult } from '../kit/core.js';
import type { WidgetEntry } from './contributions.js';
import { modules, mount, type LoadedModule } from './modules.js';
import { preferences } from '../kit/core/preferences.js';
import { welcomeProgress } from './welcome-progress.js';

interface Arrangement {
  order: string[];
  hidden: string[];
}

interface Widget {
  key: string;
  module: LoadedModule;
  entry: WidgetEntry;
}

/** Small ones come first; then a large and a medium one by turns, which fill a row together. */
const SIZES: Record<string, number> = { s: 0, l: 100, m: 100.5 };

/** The executive panel: what the modules contribute, arranged by each user. */
class Home extends HostElement {
  static override properties = { arrangement: { state: true }, editing: { state: true }, said: { state: true } };
  declare arrangement: Arrangement;
  declare editing: boolean;
  declare said: string;
  private readonly mounted = new Map<string, () => void>();
  private readonly stop = new AbortController();
  private readonly steps = new Load(this, () => welcomeProgress());

  static override styles = [
    ui,
    css`
      header {
        display: flex;
        flex-wrap: wrap;
        align-items: flex-end;
        justify-content: space-between;
        gap: 12px;
        margin-block-end: 20px;
      }
      .grid {
        display: grid;
        gap: 16px;
        grid-template-columns: repeat(12, minmax(0, 1fr));
      }
      .w {
        display: grid;
        grid-template-rows: minmax(0, 1fr);
        min-inline-size: 0;
        position: relative;
      }
      .w > div {
        display: grid;
        min-inline-size: 0;
      }
      .s {
        grid-column: span 3;
      }
      .m {
        grid-column: span 4;
      }
      .l {
        grid-column: span 8;
      }
      /* held free while a module loads, so that nothing jumps */
      .s > .slot {
        min-block-size: 118px;
      }
      .m > .slot,
      .l > .slot {
        min-block-size: 340px;
      }
      .editing .slot {
        pointer-events: none;
        opacity: 0.65;
      }
      .editing .w {
        grid-template-rows: auto minmax(0, 1fr);
        outline: 1px dashed var(--c-line-2);
        outline-offset: 4px;
        border-radius: 14px;
      }
      .tools {
        display: flex !important;
        align-items: center;
        gap: 2px;
        font-weight: 600;
        padding-inline-start: 8px;
      }
      .empty {
        grid-column: 1 / -1;
      }
      .steps {
        list-style: none;
        margin: 14px 0;
        padding: 0;
        display: grid;
        gap: 2px;
      }
      .steps li {
        display: flex;
        gap: 12px;
        align-items: center;
        padding: 8px 0;
        font-weight: 600;
      }
      .steps .done {
        color: var(--c-text-2);
        font-weight: 400;
      }
      .tick {
        inline-size: 22px;
        block-size: 22px;
        border-radius: 50%;
        border: 1.5px solid var(--c-field-line);
        display: grid;
        place-items: center;
        flex: none;
      }
      .done .tick {
        background: var(--c-ok);
        border-color: transparent;
        color: var(--c-surface);
      }
      @media (max-width: 1180px) {
        .s {
          grid-column: span 6;
        }
        .m {
          grid-column: span 6;
        }
        .l {
          grid-column: span 12;
        }
      }
      @media (max-width: 720px) {
        .grid {
          gap: 12px;
        }
        .m {
          grid-column: span 12;
        }
      }
    `,
  ];

  constructor() {
    super();
    this.arrangement = { order: [], hidden: [] };
    this.editing = false;
    this.said = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    modules.addEventListener('change', () => this.requestUpdate(), { signal: this.stop.signal });
    void preferences.get<Arrangement>('console.dashboard', { order: [], hidden: [] }).then((a) => (this.arrangement = a));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.stop.abort();
    for (const off of this.mounted.values()) off();
    this.mounted.clear();
  }

  private get widgets(): Widget[] {
    const { order } = this.arrangement;
    const place = (w: Widget) => {
      const at = order.indexOf(w.key);
      return at < 0 ? 1000 + (SIZES[w.entry.size ?? 'm'] ?? 100) + (w.entry.order ?? 50) : at;
    };
    return modules.all
      .flatMap((module) => module.entry.widgets.map((entry) => ({ key: `${module.entry.id}.${entry.id}`, module, entry })))
      .sort((a, b) => place(a) - place(b));
  }

  override updated(): void {
    const here = new Set<string>();
    for (const w of this.widgets) {
      const place = this.renderRoot.querySelector<HTMLElement>(`[data-widget="${CSS.escape(w.key)}"]`);
      if (!place) continue;
      const key = `${w.key}@${w.module.entry.revision}`;
      here.add(key);
      if (this.mounted.has(key)) continue;
      this.mounted.set(key, () => undefined);
      mount(w.module, w.entry.view, place)
        .then((off) => (this.mounted.has(key) ? this.mounted.set(key, off) : off()))
        .catch((e: unknown) => {
          console.error(e);
          const state = document.createElement('c-state');
          state.setAttribute('kind', 'error');
          place.replaceChildren(state);
        });
    }
    for (const [key, off] of this.mounted) {
      if (!here.has(key)) {
        off();
        this.mounted.delete(key);
      }
    }
  }

  private async save(arrangement: Arrangement): Promise<void> {
    this.arrangement = arrangement;
    try {
      await preferences.set('console.dashboard', arrangement);
    } catch (e) {
      tellProblem(e);
    }
  }

  private move(key: string, by: number): void {
    const shown = this.widgets.map((w) => w.key);
    const visible = shown.filter((k) => !this.arrangement.hidden.includes(k));
    const other = visible[visible.indexOf(key) + by];
    if (!other) return;
    const order = shown.filter((k) => k !== key);
    order.splice(order.indexOf(other) + (by > 0 ? 1 : 0), 0, key);
    this.said = shellTexts.t('home.moved', { place: visible.indexOf(key) + by + 1, of: visible.length });
    void this.save({ ...this.arrangement, order });
  }

  private show(key: string, shown: boolean): void {
    const hidden = this.arrangement.hidden.filter((k) => k !== key);
    void this.save({ ...this.arrangement, hidden: shown ? hidden : [...hidden, key] });
  }

  private tools(w: Widget, at: number, of: number): TemplateResult {
    const t = shellTexts.t;
    const name = pick(w.entry.title);
    return html`<div class="tools">
      <span class="grow">${name}</span>
      <button class="icon-btn" aria-label=${t('home.earlier', { name })} ?disabled=${at === 0} @click=${() => this.move(w.key, -1)}>${icon('arrow-left', 18)}</button>
      <button class="icon-btn" aria-label=${t('home.later', { name })} ?disabled=${at === of - 1} @click=${() => this.move(w.key, 1)}>${icon('arrow-right', 18)}</button>
      <button class="icon-btn" aria-label=${t('home.hide', { name })} @click=${() => this.show(w.key, false)}>${icon('eye-off', 18)}</button>
    </div>`;
  }

  private firstSteps(): unknown {
    const t = shellTexts.t;
    const steps = this.steps.value;
    if (!steps || steps.dismissed || steps.open === 0) return nothing;
    return html`<div class="w m">
      <c-card heading=${t('welcome.title')} sub=${t('welcome.progress', { done: steps.all.length - steps.open, all: steps.all.length })}>
        <c-progress value=${steps.all.length - steps.open} max=${steps.all.length} label=${t('welcome.title')}></c-progress>
        <ul class="steps">
          ${steps.all.map((s) => html`<li class=${s.done ? 'done' : ''}><span class="tick">${s.done ? icon('check', 14) : nothing}</span>${s.title()}</li>`)}
        </ul>
        <a class="btn primary wide" href="/console/welcome">${t('welcome.go')}</a>
      </c-card>
    </div>`;
  }

  override render(): TemplateResult {
    const t = shellTexts.t;
    const hour = Number(formats.date(new Date(), { hour: 'numeric', hour12: false }).replace(/\D/g, '')) % 24;
    const part = hour >= 6 && hour < 13 ? 'morning' : hour >= 13 && hour < 20 ? 'afternoon' : 'night';
    const first = (host.user?.name ?? '').split(' ')[0] ?? '';
    const all = this.widgets;
    const shown = all.filter((w) => !this.arrangement.hidden.includes(w.key));
    const hidden = all.filter((w) => this.arrangement.hidden.includes(w.key));
    return html`<header>
        <div>
          <h1>${t(`home.hello.${part}`, { name: first })}</h1>
          <p class="muted">${formats.date(new Date(), { dateStyle: 'full' })}</p>
        </div>
        <div class="row wrap">
          ${this.editing && hidden.length > 0
            ? html`<c-menu label=${t('home.add')} text=${t('home.add')} icon="plus" .items=${hidden.map((w) => ({ label: pick(w.entry.title), run: () => this.show(w.key, true) }))}></c-menu>`
            : nothing}
          ${all.length > 0
            ? html`<button class="btn ${this.editing ? 'primary' : ''}" aria-pressed=${this.editing ? 'true' : 'false'} @click=${() => (this.editing = !this.editing)}>
                ${icon(this.editing ? 'check' : 'layout-grid', 18)}${t(this.editing ? 'home.done' : 'home.arrange')}
              </button>`
            : nothing}
        </div>
      </header>
      <span class="visually-hidden" role="status">${this.said}</span>
      <div class="grid ${this.editing ? 'editing' : ''}">
        ${repeat(
          shown,
          (w) => `${w.key}@${w.module.entry.revision}`,
          (w, i) =>
            html`<div class="w ${w.entry.size ?? 'm'}">${this.editing ? this.tools(w, i, shown.length) : nothing}<div class="slot" data-widget=${w.key}></div></div>`,
        )}
        ${this.editing ? nothing : this.firstSteps()}
        ${shown.length === 0
          ? html`<c-card class="empty"><c-state kind="empty" icon="layout-dashboard" heading=${t('home.empty')} text=${t('home.empty.text')}></c-state></c-card>`
          : nothing}
      </div>`;
  }
}
customElements.define('console-home', Home);
