import type { ChartConfiguration, ChartDataset, ScriptableContext } from 'chart.js';

export type Kind = 'line' | 'area' | 'bar' | 'doughnut';

/** What one line, one row of bars, or the parts of a whole are made of. */
export interface Series {
  readonly name: string;
  readonly values: readonly (number | null)[];
  /** accent | ok | warn | bad | muted, or c1…c6; by its place if absent. */
  readonly tone?: string;
}

/** The colours of the theme as they are now; a canvas knows nothing of CSS variables. */
export interface Palette {
  readonly text: string;
  readonly line: string;
  readonly surface: string;
  readonly font: string;
  tone(name: string | undefined, at: number): string;
}

export const tones = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6'];

export interface Drawing {
  readonly kind: Kind;
  readonly labels: readonly string[];
  readonly series: readonly Series[];
  readonly stacked: boolean;
  readonly moving: boolean;
  format(value: number): string;
}

export function configuration(d: Drawing, p: Palette): ChartConfiguration {
  const round = d.kind === 'doughnut';
  return {
    type: d.kind === 'area' ? 'line' : d.kind,
    data: { labels: [...d.labels], datasets: d.series.map((s, i) => (round ? ring(d, s, p) : dataset(d, s, i, p))) },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: d.moving ? { duration: 350 } : false,
      interaction: { mode: round ? 'nearest' : 'index', intersect: round },
      font: { family: p.font, size: 12 },
      layout: { padding: { top: 4, right: round ? 4 : 2 } },
      ...(round
        ? { cutout: '68%' }
        : {
            scales: {
              x: { stacked: d.stacked, grid: { display: false }, border: { display: false }, ticks: { color: p.text, font: { family: p.font, size: 12 }, maxRotation: 0, autoSkipPadding: 18 } },
              y: {
                stacked: d.stacked,
                beginAtZero: d.kind === 'bar' || d.stacked,
                border: { display: false },
                grid: { color: p.line, tickLength: 0 },
                ticks: { color: p.text, padding: 8, maxTicksLimit: 6, font: { family: p.font, size: 12 }, callback: (v) => d.format(Number(v)) },
              },
            },
          }),
      plugins: {
        legend: { display: false },
        tooltip: {
          backgroundColor: p.surface,
          titleColor: p.tone('text', 0),
          bodyColor: p.tone('text', 0),
          borderColor: p.line,
          borderWidth: 1,
          padding: 10,
          cornerRadius: 10,
          boxPadding: 5,
          usePointStyle: true,
          titleFont: { family: p.font, weight: 600 },
          bodyFont: { family: p.font },
          callbacks: {
            label: (item) => ` ${round ? item.label : (item.dataset.label ?? '')}: ${d.format(Number(round ? item.raw : item.parsed.y))}`,
          },
        },
      },
    },
  } as ChartConfiguration;
}

function dataset(d: Drawing, s: Series, at: number, p: Palette): ChartDataset {
  const colour = p.tone(s.tone, at);
  if (d.kind === 'bar') {
    return { label: s.name, data: [...s.values], backgroundColor: colour, hoverBackgroundColor: colour, borderRadius: d.stacked ? 2 : 5, borderSkipped: false, maxBarThickness: 34, categoryPercentage: 0.72, barPercentage: 0.86 } as ChartDataset;
  }
  return {
    label: s.name,
    data: [...s.values],
    borderColor: colour,
    borderWidth: 2,
    tension: 0.32,
    cubicInterpolationMode: 'monotone',
    // a value between two gaps would be no line, and not be seen
    pointRadius: (c: ScriptableContext<'line'>) => (lonely(s.values, c.dataIndex) ? 3 : 0),
    pointHoverRadius: 4,
    pointHitRadius: 16,
    pointBackgroundColor: colour,
    pointHoverBorderColor: p.surface,
    pointHoverBorderWidth: 2,
    fill: d.kind === 'area' || d.stacked ? (d.stacked && at ? '-1' : 'origin') : false,
    backgroundColor: (c: ScriptableContext<'line'>) => shade(c, colour, d.stacked),
  } as ChartDataset;
}

const lonely = (values: readonly (number | null)[], at: number): boolean => (values[at - 1] ?? null) === null && (values[at + 1] ?? null) === null;

function ring(d: Drawing, s: Series, p: Palette): ChartDataset {
  const colours = d.labels.map((_, i) => p.tone(undefined, i));
  return { label: s.name, data: [...s.values], backgroundColor: colours, hoverBackgroundColor: colours, borderColor: p.surface, borderWidth: 2, hoverOffset: 3 } as ChartDataset;
}

/** The line's colour that fades towards the axis. */
function shade(c: ScriptableContext<'line'>, colour: string, flat: boolean): CanvasGradient | string {
  const area = c.chart.chartArea;
  if (!area) return 'transparent';
  const fade = c.chart.ctx.createLinearGradient(0, area.top, 0, area.bottom);
  fade.addColorStop(0, translucent(colour, flat ? 0.5 : 0.22));
  fade.addColorStop(1, translucent(colour, flat ? 0.3 : 0));
  return fade;
}

const translucent = (rgb: string, alpha: number): string => {
  const [r, g, b] = (rgb.match(/[\d.]+/g) ?? []).map(Number);
  return `rgba(${r ?? 0}, ${g ?? 0}, ${b ?? 0}, ${alpha})`;
};
