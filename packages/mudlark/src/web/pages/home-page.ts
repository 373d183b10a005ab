import { html } from "hono/html";
import type { SiteFacts } from "../site-facts.ts";
import { page, type Html } from "./page.ts";
import { telnetAddresses, tlsAddress } from "./telnet-addresses.ts";

/** The front page: what this is, who is there, and how to come in. */
export function homePage(facts: SiteFacts): Html {
  const { name, slogan } = facts;
  const addresses = telnetAddresses(facts);
  const encrypted = tlsAddress(facts);
  return page({
    title: name,
    kind: "text",
    description: slogan === "" ? `${name}: a world of text that many people share.` : slogan,
    body: html`<main>
      <h1>${name}</h1>
      ${slogan === "" ? "" : html`<p class="slogan">${slogan}</p>`}
      <p><a class="button" href="/play">Play in the browser</a></p>
      <p>${online(facts.playersOnline())}</p>
      <h2>How to connect</h2>
      <ul>
        <li>In the browser: <a href="/play">the page to play on</a>. You need nothing else.</li>
        ${addresses === null ? "" : html`<li>With a MUD client or a terminal: ${addresses}</li>`}
        ${encrypted === null ? "" : html`<li>With a MUD client that can do TLS: ${encrypted}</li>`}
      </ul>
      <p>New here? Connect, and make an account by typing <code>create</code> and a name of your choice.</p>
    </main>`,
  });
}

function online(players: number): string {
  if (players === 0) return "Nobody is in the game at the moment.";
  return players === 1 ? "One player is in the game now." : `${players} players are in the game now.`;
}
