import { html } from "hono/html";
import type { SiteFacts } from "../site-facts.ts";
import { page, type Html } from "./page.ts";
import { telnetAddresses } from "./telnet-addresses.ts";

/**
 * The page to play on. The script finds its elements by id; everything that changes while one plays is in a live
 * region of its own, so that a screen reader says each thing once (`web-and-operations.md` §11.6).
 *
 * @param script the address of the browser's module
 */
export function playPage(facts: SiteFacts, script: string): Html {
  const { name } = facts;
  const addresses = telnetAddresses(facts);
  return page({
    title: `Play ${name}`,
    kind: "play",
    script,
    body: html`<a class="skip" href="#line">Skip to the input</a>
      <header>
        <h1><a href="/">${name}</a></h1>
        <p id="status" role="status"></p>
        <button id="connect" type="button" hidden>Connect again</button>
        <details>
          <summary>Settings</summary>
          <div class="settings">
            <label for="theme">Colours</label>
            <select id="theme">
              <option value="system">As the device</option>
              <option value="light">Light</option>
              <option value="dark">Dark</option>
            </select>
            <label for="size">Text size</label>
            <select id="size">
              <option value="small">Small</option>
              <option value="medium">Medium</option>
              <option value="large">Large</option>
              <option value="huge">Very large</option>
            </select>
          </div>
        </details>
      </header>
      <noscript>
        <p class="notice">
          To play here, this page needs JavaScript, which is switched off.
          ${addresses === null ? "" : html`You can also play with a MUD client: ${addresses}`}
        </p>
      </noscript>
      <main>
        <div
          id="log"
          role="log"
          aria-label="What happens in the game"
          aria-live="polite"
          aria-relevant="additions"
          tabindex="0"
        ></div>
        <section id="editor" aria-labelledby="editor-title" hidden>
          <h2 id="editor-title"></h2>
          <textarea id="editor-text" aria-labelledby="editor-title" rows="12"></textarea>
          <p id="editor-status" role="status"></p>
          <p>
            <button id="editor-save" type="button">Save</button>
            <button id="editor-close" type="button">Save and close</button>
            <button id="editor-discard" type="button">Close without saving</button>
          </p>
        </section>
        <button id="newer" type="button" hidden></button>
        <p id="prompt" aria-live="polite" aria-atomic="true"></p>
        <p id="completions" role="status"></p>
        <form id="input">
          <label id="line-label" for="line">Your command</label>
          <input
            id="line"
            type="text"
            aria-describedby="prompt"
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            enterkeyhint="send"
          />
          <button type="submit">Send</button>
        </form>
      </main>`,
  });
}
