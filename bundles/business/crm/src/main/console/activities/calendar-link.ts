import { html, icon, nothing, type TemplateResult, type ViewContext } from '@console/core';
import type { Interaction } from '../crm.js';

interface Feed {
  active: boolean;
  createdAt: string | null;
  readAt: string | null;
}

/** The person's activities in the calendar he uses anyway: its secret address, how to add it, and how to end it. */
export async function openCalendarLink(ctx: ViewContext): Promise<void> {
  const { t } = ctx;
  let feed: Feed;
  try {
    feed = await ctx.api.get<Feed>('calendar/feed');
  } catch (e) {
    return ctx.problem(e);
  }
  let url: string | undefined;
  await ctx.dialog<void>({
    heading: t('calendar.title'),
    body: (close, redraw): TemplateResult => {
      const make = async (): Promise<void> => {
        if (feed.active && !(await ctx.confirm({ heading: t('calendar.renew.ask'), text: t('calendar.renew.text'), confirm: t('calendar.renew'), danger: true }))) return;
        try {
          url = (await ctx.api.post<{ url: string }>('calendar/feed', {}, { secret: true })).url;
          feed = await ctx.api.get<Feed>('calendar/feed');
        } catch (e) {
          ctx.problem(e);
        }
        redraw();
      };
      const end = async (): Promise<void> => {
        if (!(await ctx.confirm({ heading: t('calendar.end.ask'), text: t('calendar.end.text'), confirm: t('calendar.end'), danger: true }))) return;
        try {
          await ctx.api.delete('calendar/feed');
          ctx.toast(t('calendar.ended'));
          close();
        } catch (e) {
          ctx.problem(e);
        }
      };
      return html`<div class="stack">
        <p>${t('calendar.text')}</p>
        ${url
          ? html`<c-secret label=${t('calendar.address')} .value=${url}></c-secret>
              <ol class="stack tight">
                <li><b>Google Calendar</b>: ${t('calendar.google')}</li>
                <li><b>Outlook</b>: ${t('calendar.outlook')}</li>
                <li><b>Apple</b>: <a href=${url.replace(/^https?:/, 'webcal:')}>${t('calendar.apple')}</a></li>
              </ol>
              <p class="muted small">${t('calendar.delay')}</p>`
          : html`<p class="muted">${state(ctx, feed)}</p>`}
        <div class="actions">
          ${feed.active ? html`<button class="btn danger" @click=${() => void end()}>${t('calendar.end')}</button>` : nothing}
          ${url ? nothing : html`<button class="btn primary" @click=${() => void make()}>${icon('link', 17)}${t(feed.active ? 'calendar.renew' : 'calendar.make')}</button>`}
        </div>
      </div>`;
    },
  });
}

function state(ctx: ViewContext, feed: Feed): string {
  if (!feed.active) return ctx.t('calendar.none');
  return feed.readAt ? ctx.t('calendar.read', { date: ctx.dateTime(feed.readAt) }) : ctx.t('calendar.unread', { date: ctx.dateTime(feed.createdAt) });
}

/** Lets the person choose the file somebody sent back, and notes what it says. */
export function chooseReply(ctx: ViewContext, done: () => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = '.ics,text/calendar';
  input.addEventListener('change', () => {
    const file = input.files?.[0];
    if (file) void noteReply(ctx, file, done);
  });
  input.click();
}

async function noteReply(ctx: ViewContext, file: Blob, done: () => void): Promise<void> {
  try {
    const answered = await ctx.api.upload<Interaction[]>('interactions/invitation-reply', file, { contentType: 'text/calendar' });
    ctx.toast(ctx.t('invitation.noted', { title: answered[0]?.title ?? '' }));
    done();
  } catch (e) {
    ctx.problem(e);
  }
}
