import type { Chart } from 'chart.js';
import { html, css, nothing, classMap, type PropertyValues, type TemplateResult } from '../lit.js';
import { ui } from '../core.js';
import { KitElement } from '../element.js';
import { configuration, tones, type Kind, type Palette, type Series } from './options.js';

export type { Series };

/**
 * `<c-chart>`: a chart of fixed height with a legend, tooltips, and a table with the same figures for those who do not see
 * it. `push()` adds live values and lets the oldest go.
 */
export class ChartElement extends KitElement {
  static override properties = {
    type: {},
    labels: { attribute: false },
    series: { attribute: false },
    format: { attribute: false },
    label: {},
    stacked: { type: Boolean },
    live: { type: Boolean },
    window: { type: Number },
    size: { reflect: true },
    plain: { type: Boolean },
    off: { state: true },
  };
  static override styles = [
    ui,
    css`
      :host { display: block; position: relative; min-inline-size: 0; }
      figure { margin: 0; }
      .legend { display: flex; flex-wrap: wrap; gap: 4px 16px; list-style: none; margin: 0; padding: 0; padding-block-end: 10px; font-size: 13px; }
      .legend button { appearance: none; display: inline-flex; align-items: center; gap: 7px; border: 0; background: none; padding: 3px 4px; margin-inline: -4px; border-radius: 6px; color: var(--c-text-2); font: inherit; cursor: pointer; min-block-size: 28px; }
      .legend button:hover { color: var(--c-text); } .legend button:focus-visible { outline: 2px solid var(--c-focus); }
      .legend b { font-weight: 620; color: var(--c-text); font-variant-numeric: tabular-nums; }
      .off { text-decoration: line-through; opacity: .65; }
      i { inline-size: 9px; block-size: 9px; border-radius: 3px; flex: none; background: currentColor; }
      .c1 { color: var(--c-c1); } .c2 { color: var(--c-c2); } .c3 { color: var(--c-c3); } .c4 { color: var(--c-c4, var(--c-ok)); } .c5 { color: var(--c-c5, var(--c-bad)); } .c6 { color: var(--c-c6, var(--c-text-2)); }
      .accent { color: var(--c-accent); } .ok { color: var(--c-ok); } .warn { color: var(--c-warn); } .bad { color: var(--c-bad); } .muted-tone { color: var(--c-text-2); } .text { color: var(--c-text); } .line { color: var(--c-line); } .surface { color: var(--c-surface); } .text-2 { color: var(--c-text-2); }
      .plot { position: relative; block-size: 260px; } :host([size='s']) .plot { block-size: 160px; } :host([size='l']) .plot { block-size: 360px; } :host([size='xs']) .plot { block-size: 72px; }
      canvas { position: absolute; inset: 0; } canvas[hidden] { visibility: hidden; }
      .ring { display: grid; grid-template-columns: minmax(120px, 1fr) minmax(0, 1.2fr); align-items: center; gap: 20px; }
      .ring .legend { display: grid; gap: 8px; padding: 0; order: 2; } .ring .legend li { display: flex; justify-content: space-between; align-items: center; gap: 10px; color: var(--c-text-2); } .ring .legend span { display: inline-flex; align-items: center; gap: 8px; min-inline-size: 0; }
      .ring .plot { block-size: 200px; }
      .none { position: absolute; inset: 0; display: grid; place-items: center; border-radius: 10px; background: var(--c-hover); color: var(--c-text-2); font-size: 13px; }
      table { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
      @media (max-width: 480px) { .ring { grid-template-columns: 1fr; } .legend button { min-block-size: 36px; } }
    `,
  ];
  declare type: Kind;
  declare labels: readonly string[];
  declare series: readonly Series[];
  /** Writes a value, e.g. as money; with the marks of the language if absent. */
  declare format: (value: number) => string;
  /** What the chart shows, in a sentence. */
  declare label: string;
  declare stacked: boolean;
  /** Shows the latest values beside the names. */
  declare live: boolean;
  /** How many values `push` keeps. */
  declare window: number;
  /** xs 72, s 160, m 260, l 360 pixels high. */
  declare size: string;
  /** Without a legend. */
  declare plain: boolean;
  private declare off: ReadonlySet<string>;
  private chart: Chart | undefined;
  private drawing = 0;
  private readonly theme = matchMedia('(prefers-color-scheme: dark)');
  private readonly repaint = () => void this.draw();

  constructor() {
    super();
    this.type = 'line';
    this.labels = [];
    this.series = [];
    this.format = (value) => new Intl.NumberFormat(this.locale, { maximumFractionDigits: 2 }).format(value);
    this.label = '';
    this.size = '';
    this.stacked = this.live = this.plain = false;
    this.window = 60;
    this.off = new Set();
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.theme.addEventListener('change', this.repaint);
    if (this.hasUpdated) void this.draw();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.theme.removeEventListener('change', this.repaint);
    this.chart?.destroy();
    this.chart = undefined;
  }

  protected override hostChanged(): void {
    super.hostChanged();
    this.repaint();
  }

  /** One more value of each series, at the end; the oldest goes once the window is full. */
  push(label: string, values: readonly (number | null)[]): void {
    this.labels = [...this.labels, label].slice(-this.window);
    this.series = this.series.map((s, i) => ({ ...s, values: [...s.values, values[i] ?? null].slice(-this.window) }));
  }

  override updated(changed: PropertyValues<this>): void {
    if (['type', 'labels', 'series', 'format', 'stacked', 'off'].some((p) => changed.has(p as keyof ChartElement))) void this.draw(!changed.has('type'));
  }

  private get shown(): readonly Series[] {
    return this.series.filter((s) => !this.off.has(s.name));
  }

  private get empty(): boolean {
    return !this.series.some((s) => s.values.some((v) => v !== null));
  }

  override render(): TemplateResult {
    const round = this.type === 'doughnut';
    return html`<figure class=${classMap({ ring: round && !this.plain, whole: true })} aria-label=${this.label || nothing}>
        ${this.plain ? nothing : round ? this.parts() : this.legend()}
        <div class="plot">
          ${this.empty ? html`<div class="none">${this.say('chart.empty')}</div>` : nothing}
          <canvas aria-hidden="true" ?hidden=${this.empty}></canvas>
        </div>
      </figure>
      ${this.live ? nothing : this.table()}`;
  }

  private legend(): TemplateResult | typeof nothing {
    if (this.series.length < 2 && !this.live) return nothing;
    return html`<ul class="legend">
      ${this.series.map((s, i) => {
        const off = this.off.has(s.name);
        const last = s.values.filter((v) => v !== null).at(-1);
        return html`<li>
          <button type="button" aria-pressed=${!off} @click=${() => this.toggle(s.name)}>
            <i class=${off ? 'text-2' : this.tone(s.tone, i)}></i><span class=${off ? 'off' : ''}>${s.name}</span>${this.live && typeof last === 'number' ? html`<b>${this.format(last)}</b>` : nothing}
          </button>
        </li>`;
      })}
    </ul>`;
  }

  private parts(): TemplateResult {
    const values = this.series[0]?.values ?? [];
    return html`<ul class="legend">
      ${this.labels.map((l, i) => html`<li><span><i class=${this.tone(undefined, i)}></i>${l}</span><b>${this.format(values[i] ?? 0)}</b></li>`)}
    </ul>`;
  }

  private table(): TemplateResult {
    return html`<table>
      <caption>${this.label}</caption>
      <thead><tr><th scope="col">${this.say('chart.what')}</th>${this.series.map((s) => html`<th scope="col">${s.name}</th>`)}</tr></thead>
      <tbody>${this.labels.map((l, i) => html`<tr><th scope="row">${l}</th>${this.series.map((s) => html`<td>${typeof s.values[i] === 'number' ? this.format(s.values[i]) : '—'}</td>`)}</tr>`)}</tbody>
    </table>`;
  }

  private tone(name: string | undefined, at: number): string {
    return name === 'muted' ? 'muted-tone' : name || tones[at % tones.length]!;
  }

  private toggle(name: string): void {
    const off = new Set(this.off);
    if (!off.delete(name) && off.size < this.series.length - 1) off.add(name);
    this.off = off;
  }

  /** Draws anew, or changes the figures of what is drawn. */
  private async draw(keep = false): Promise<void> {
    const turn = ++this.drawing;
    const { Chart } = await import('./engine.js');
    const canvas = this.renderRoot.querySelector('canvas');
    if (turn !== this.drawing || !this.isConnected || !canvas) return;
    const config = configuration(
      { kind: this.type, labels: this.labels, series: this.shown, stacked: this.stacked, moving: !this.live && !matchMedia('(prefers-reduced-motion: reduce)').matches, format: (v) => this.format(v) },
      this.palette(),
    );
    if (keep && this.chart) {
      this.chart.data = config.data;
      this.chart.options = config.options ?? {};
      this.chart.update(this.live ? 'none' : undefined);
      return;
    }
    this.chart?.destroy();
    this.chart = new Chart(canvas, config);
  }

  private palette(): Palette {
    const probe = document.createElement('i');
    this.renderRoot.append(probe);
    const colour = (name: string) => {
      probe.className = name;
      return getComputedStyle(probe).color;
    };
    const named = ['text-2', 'line', 'surface', 'text', 'accent', 'ok', 'warn', 'bad', 'muted-tone', ...tones];
    const colours = new Map(named.map((n) => [n, colour(n)]));
    probe.remove();
    return {
      text: colours.get('text-2')!,
      line: colours.get('line')!,
      surface: colours.get('surface')!,
      font: getComputedStyle(this).fontFamily,
      tone: (name, at) => colours.get(this.nameOf(name, at)) ?? colours.get('c1')!,
    };
  }

  /** The colour of a series stays its own while another one is hidden. */
  private nameOf(name: string | undefined, at: number): string {
    const shown = this.type === 'doughnut' ? undefined : this.shown[at];
    return this.tone(name, shown ? this.series.indexOf(shown) : at);
  }
}

customElements.define('c-chart', ChartElement);
