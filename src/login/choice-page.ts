import { html, page } from './page.ts';
import type { Html } from './page.ts';
import type { Person } from './provider.ts';

/** What of the list is looked at. */
export type Looked = Readonly<{ filter: string; page: number }>;

/** As many as one looks through before one types a part of the name. */
const PER_PAGE = 25;

const LONGEST_FILTER = 100;

/** Further pages than there can be people for. */
const LAST_PAGE = 9999;

/** From the query of the address; whatever does not fit is the first page of everybody. */
export function lookedAt(query: URLSearchParams): Looked {
  const filter = (query.get('q') ?? '').trim().slice(0, LONGEST_FILTER);
  const wanted = query.get('page') ?? '1';
  return { filter, page: /^[1-9]\d{0,3}$/.test(wanted) ? Math.min(Number(wanted), LAST_PAGE) : 1 };
}

/** Whoever logs in to the demo chooses who to be. `path`: of this page. */
export function choicePage(path: string, people: readonly Person[], looked: Looked): string {
  const wanted = looked.filter.toLowerCase();
  const found = people.filter(({ identity, label }) => `${identity} ${label}`.toLowerCase().includes(wanted));
  const start = (looked.page - 1) * PER_PAGE;
  const shown = found.slice(start, start + PER_PAGE);
  return page(
    'Masuk ke demo Jejak / Log in to the Jejak demo',
    html`<h1>Masuk sebagai siapa? / Log in as whom?</h1>
      <p class="demo">
        Ini demo: semua orang di sini rekaan, dan tidak ada kata sandi. / This is a demo: everybody here is made up, and
        there are no passwords.
      </p>
      <form method="get" action="${path}">
        <label>Cari / Search <input name="q" value="${looked.filter}" maxlength="${String(LONGEST_FILTER)}" /></label>
        <button>Cari / Search</button>
      </form>
      <p>${String(found.length)} orang / people</p>
      <form method="post" action="${path}">
        <ul>
          ${shown.map(choiceOf)}
        </ul>
      </form>
      <nav>
        ${turnTo(path, { ...looked, page: looked.page - 1 }, '← sebelumnya / previous', start > 0)}
        ${turnTo(path, { ...looked, page: looked.page + 1 }, 'berikutnya / next →', start + PER_PAGE < found.length)}
      </nav>`,
  );
}

function choiceOf({ identity, label }: Person): Html {
  return html`<li><button name="identity" value="${identity}">${identity}: ${label}</button></li>`;
}

function turnTo(path: string, { filter, page: to }: Looked, text: string, exists: boolean): Html {
  if (!exists) return html``;
  return html`<a href="${`${path}?${new URLSearchParams({ q: filter, page: String(to) }).toString()}`}">${text}</a>`;
}
