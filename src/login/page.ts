import { createHash } from 'node:crypto';

/** A piece of HTML that is safe to stand in a page. */
export type Html = Readonly<{ html: string }>;

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}
ul{list-style:none;padding:0}li{margin:.4rem 0}button{font:inherit;text-align:left;width:100%;padding:.4rem .6rem}
.demo{border:1px solid;padding:.6rem}nav{display:flex;gap:1rem}`;

/**
 * Nothing runs on these pages and nothing is fetched. A form may lead back to the program that asked for the login:
 * browsers hold the redirect after a form to `form-action` too.
 */
export const PAGE_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "form-action 'self' http://localhost:* http://127.0.0.1:*",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is put into a page is escaped, whoever it comes from: script that got in would act as whoever logs in. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const shown = values.map((value) => {
    if (typeof value === 'string') return value.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? '');
    return 'html' in value ? value.html : value.map((one) => one.html).join('');
  });
  return { html: parts.map((part, index) => part + (shown[index] ?? '')).join('') };
}

export function page(title: string, body: Html): string {
  return html`<!doctype html>
    <html lang="id">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>${title}</title>
        ${{ html: `<style>${STYLE}</style>` }}
      </head>
      <body>
        ${body}
      </body>
    </html>`.html;
}
