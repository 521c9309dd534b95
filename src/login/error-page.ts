import { html, page } from './page.ts';

/** What a browser is shown where a login cannot go on and there is nowhere to lead it back to. */
export function errorPage(code: string, description: string): string {
  return page(
    'Jejak',
    html`<h1>Tidak dapat masuk / The login cannot go on</h1>
      <p>Mulai lagi dari program yang meminta masuk. / Start again from the program that asked for the login.</p>
      <p><code>${code}</code> ${description}</p>`,
  );
}
