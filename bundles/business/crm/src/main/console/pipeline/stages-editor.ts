import { Problem, css, html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import { etag, type Board, type Pipeline, type Stage, type StageKind } from './model.js';

/** A stage while it is edited; its numbers as they are typed. */
interface Draft {
  id: string | null;
  name: string;
  kind: StageKind;
  probability: string;
  idleDays: string;
}

const drafted = (s: Stage): Draft => ({ id: s.id, name: s.name, kind: s.kind, probability: String(s.probability), idleDays: s.idleDays ? String(s.idleDays) : '' });

const whole = (text: string): number | null => (/^\d+$/.test(text.trim()) ? Number(text.trim()) : null);

export const editorStyles = css`
  .stage {
    display: grid;
    grid-template-columns: minmax(0, 1fr) 92px 92px auto;
    gap: 8px;
    align-items: end;
  }
  .stage .tools {
    display: flex;
  }
  .wrong {
    color: var(--c-bad);
  }
  @media (max-width: 720px) {
    .stage {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      padding-block-end: 12px;
      border-block-end: 1px solid var(--c-line);
    }
    .stage .name {
      grid-column: 1 / -1;
    }
    .stage .tools {
      grid-column: 1 / -1;
      justify-content: flex-end;
    }
  }
`;

/** Adds a pipeline, or changes one with its stages; true once it is saved. */
export function editPipeline(ctx: ViewContext, pipeline?: Pipeline): Promise<boolean | undefined> {
  const { t } = ctx;
  let name = pipeline?.name ?? '';
  let standard = pipeline?.standard ?? false;
  let stages = pipeline?.stages.map(drafted) ?? [];
  let wrong: readonly string[] = [];
  let busy = false;

  const open = () => stages.filter((s) => s.kind === 'OPEN');
  const swap = (at: number, to: number) => {
    const moved = [...stages];
    [moved[at], moved[to]] = [moved[to]!, moved[at]!];
    stages = moved;
  };
  const add = () => {
    stages = [...open(), { id: null, name: '', kind: 'OPEN', probability: '50', idleDays: '' }, ...stages.filter((s) => s.kind !== 'OPEN')];
  };

  const save = async (): Promise<boolean> => {
    const body = {
      name,
      standard,
      stages: pipeline ? stages.map((s) => ({ id: s.id, name: s.name, kind: s.kind, probability: whole(s.probability), idleDays: s.idleDays.trim() ? (whole(s.idleDays) ?? 0) : null })) : null,
      moves: {},
    };
    if (!pipeline) {
      await ctx.api.post<Pipeline>('pipelines', body);
      return true;
    }
    const moves = await homes(ctx, pipeline, stages);
    if (!moves) return false;
    await ctx.api.put<Pipeline>(`pipelines/${pipeline.id}`, { ...body, moves }, { etag: etag(pipeline) });
    return true;
  };

  return ctx.dialog<boolean>({
    heading: t(pipeline ? 'pipes.edit' : 'pipes.new'),
    size: 'l',
    styles: editorStyles,
    body: (close, redraw): TemplateResult => {
      const go = async (e: Event) => {
        e.preventDefault();
        if (busy) return;
        busy = true;
        redraw();
        try {
          if (await save()) return close(true);
          wrong = [];
        } catch (problem) {
          if (!(problem instanceof Problem)) throw problem;
          wrong = problem.errors.length ? problem.errors.map((error) => error.message) : [problem.detail || problem.title];
        } finally {
          busy = false;
          redraw();
        }
      };
      const typed = (s: Draft, key: 'name' | 'probability' | 'idleDays') => (e: Event) => {
        s[key] = (e.target as HTMLInputElement).value;
      };
      const row = (s: Draft, i: number) => html`<div class="stage" role="group" aria-label=${s.name || t('pipes.stage.new')}>
        <div class="field name"><label for="name-${i}">${t('pipes.stage')}</label><input id="name-${i}" required maxlength="100" autocomplete="off" .value=${s.name} @input=${typed(s, 'name')} /></div>
        <div class="field"><label for="p-${i}">${t('pipes.probability')}</label><input id="p-${i}" inputmode="numeric" autocomplete="off" ?disabled=${s.kind !== 'OPEN'} .value=${s.probability} @input=${typed(s, 'probability')} /></div>
        <div class="field"><label for="d-${i}">${t('pipes.idle')}</label><input id="d-${i}" inputmode="numeric" autocomplete="off" ?disabled=${s.kind !== 'OPEN'} placeholder="—" .value=${s.idleDays} @input=${typed(s, 'idleDays')} /></div>
        <div class="tools">
          ${s.kind === 'OPEN'
            ? html`<button class="icon-btn" type="button" aria-label=${t('pipes.up', { name: s.name })} ?disabled=${i === 0} @click=${() => (swap(i, i - 1), redraw())}>${icon('arrow-up', 18)}</button>
                <button class="icon-btn" type="button" aria-label=${t('pipes.down', { name: s.name })} ?disabled=${i >= open().length - 1} @click=${() => (swap(i, i + 1), redraw())}>${icon('arrow-down', 18)}</button>
                <button class="icon-btn" type="button" aria-label=${t('pipes.remove', { name: s.name })} ?disabled=${open().length === 1} @click=${() => ((stages = stages.filter((other) => other !== s)), redraw())}>${icon('trash-2', 18)}</button>`
            : nothing}
        </div>
      </div>`;
      return html`<form class="stack" @submit=${go}>
        <div class="field"><label for="pipeline-name">${t('pipes.name')}</label><input id="pipeline-name" required maxlength="100" autocomplete="off" .value=${name} @input=${(e: Event) => (name = (e.target as HTMLInputElement).value)} /></div>
        ${pipeline
          ? html`<div class="stack tight">${stages.map(row)}</div>
              <div><button class="btn" type="button" @click=${() => (add(), redraw())}>${icon('plus', 17)}${t('pipes.stage.add')}</button></div>`
          : html`<p class="muted">${t('pipes.new.text')}</p>`}
        ${pipeline?.standard
          ? nothing
          : html`<label class="row tight"><input type="checkbox" .checked=${standard} @change=${(e: Event) => (standard = (e.target as HTMLInputElement).checked)} />${t('pipes.makeStandard')}</label>`}
        ${wrong.length ? html`<div class="note bad" role="alert">${icon('circle-alert', 18)}<span>${wrong.join(' ')}</span></div>` : nothing}
        <div class="actions">
          <button class="btn" type="button" @click=${() => close()}>${t('contact.cancel')}</button>
          <button class="btn primary" type="submit" ?disabled=${busy}>${t('deal.save')}</button>
        </div>
      </form>`;
    },
  });
}

/** Asks where the cards of each stage go that is taken away; undefined if it stays after all. */
async function homes(ctx: ViewContext, pipeline: Pipeline, left: readonly Draft[]): Promise<Record<string, string> | undefined> {
  const { t } = ctx;
  const moves: Record<string, string> = {};
  const gone = pipeline.stages.filter((s) => !left.some((other) => other.id === s.id));
  if (!gone.length) return moves;
  const board = await ctx.api.get<Board>(`pipelines/${pipeline.id}/board`, { cards: 0 });
  for (const stage of gone) {
    const count = board.columns.find((c) => c.stageId === stage.id)?.count ?? 0;
    if (!count) continue;
    const targets = left.filter((s) => s.id && s.kind === 'OPEN');
    let target = targets[0]?.id ?? '';
    const chosen = await ctx.dialog<string>({
      heading: t('pipes.homes', { name: stage.name }),
      size: 's',
      body: (close): TemplateResult => html`<form
        class="stack"
        @submit=${(e: Event) => {
          e.preventDefault();
          close(target);
        }}
      >
        <p class="muted">${t(count === 1 ? 'pipes.homes.text.one' : 'pipes.homes.text', { count })}</p>
        <div class="field">
          <label for="home">${t('pipes.homes.to')}</label>
          <select id="home" @change=${(e: Event) => (target = (e.target as HTMLSelectElement).value)}>${targets.map((s) => html`<option value=${s.id ?? ''}>${s.name}</option>`)}</select>
        </div>
        <div class="actions">
          <button class="btn" type="button" @click=${() => close()}>${t('contact.cancel')}</button>
          <button class="btn primary" type="submit">${t('pipes.homes.confirm')}</button>
        </div>
      </form>`,
    });
    if (!chosen) return undefined;
    moves[stage.id] = chosen;
  }
  return moves;
}
