import { html } from "hono/html";
import type { SiteFacts } from "../site-facts.ts";
import { page, type Html } from "./page.ts";

/** A page that only says one thing, and leads back. */
export function messagePage({ name }: SiteFacts, heading: string, words: string): Html {
  return page({
    title: `${heading} – ${name}`,
    kind: "text",
    body: html`<main>
      <h1>${heading}</h1>
      <p>${words}</p>
      <p><a href="/">To the front page of ${name}</a></p>
    </main>`,
  });
}
