import { html } from "hono/html";
import type { SiteFacts } from "../site-facts.ts";
import type { Html } from "./page.ts";

/** What to type into a telnet client; null when telnet is off. */
export function telnetAddresses({ telnet }: SiteFacts): Html | null {
  if (telnet === null) return null;
  const { host, ports } = telnet;
  return html`${ports.map(
    (port, index) => html`${index === 0 ? "" : " or "}<code>telnet ${host} ${String(port)}</code>`,
  )}`;
}
