import { dialog, host, html, nothing, icon, problemText, shellTexts } from '../kit/core.js';
import { session } from '../kit/core/session.js';

/** Asks for the password over the page; true if the same user is in again. */
export async function loginAgain(): Promise<boolean> {
  const t = shellTexts.t;
  const email = host.user?.email ?? '';
  let failure = '';
  const done = await dialog<boolean>({
    heading: t('again.title'),
    size: 's',
    mayClose: () => false,
    body: (close) => {
      const go = async (e: SubmitEvent) => {
        e.preventDefault();
        const form = e.target as HTMLFormElement;
        const password = String(new FormData(form).get('password'));
        const content = form.getRootNode() as ShadowRoot;
        const redraw = () => (content.host as HTMLElement & { requestUpdate(): void }).requestUpdate();
        try {
          await session.login(email, password, true);
          close(true);
        } catch (problem) {
          failure = problemText(problem);
          redraw();
        }
      };
      return html`<form class="stack" @submit=${go}>
        <p class="muted">${t('again.text')}</p>
        ${failure ? html`<p class="note bad" role="alert">${icon('circle-alert', 18)}<span>${failure}</span></p>` : nothing}
        <div class="field"><label for="email">${t('login.email')}</label><input id="email" name="email" value=${email} readonly autocomplete="username" /></div>
        <div class="field">
          <label for="password">${t('login.password')}</label><input id="password" name="password" type="password" autocomplete="current-password" required autofocus />
        </div>
        <div class="actions">
          <button class="btn" type="button" @click=${() => {
            close(false);
            void session.logout();
          }}>${t('shell.logout')}</button>
          <button class="btn primary" type="submit">${t('login.go')}</button>
        </div>
      </form>`;
    },
  });
  return done === true;
}
