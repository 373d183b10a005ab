import { html } from "hono/html";

/** A piece of HTML in which every value was escaped. */
export type Html = ReturnType<typeof html>;

interface PageParts {
  readonly title: string;
  /** Marks what the style sheet is to do with the whole page. */
  readonly kind: "text" | "play";
  /** For search engines and previews. */
  readonly description?: string;
  readonly script?: string;
  readonly body: Html;
}

/** What every page has around its content. */
export function page({ title, kind, description, script, body }: PageParts): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta
          name="viewport"
          content="width=device-width, initial-scale=1, interactive-widget=resizes-content"
        />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${description ? html`<meta name="description" content="${description}" />` : ""}
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/site.css" />
        ${script === undefined ? "" : html`<script type="module" src="${script}"></script>`}
      </head>
      <body class="${kind}">
        ${body}
      </body>
    </html>`;
}
