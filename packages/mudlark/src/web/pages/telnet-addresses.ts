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

/** Host and port for clients that speak TLS; null when there is no such port. */
export function tlsAddress({ telnet }: SiteFacts): Html | null {
  const port = telnet?.tlsPorts[0];
  if (telnet === null || port === undefined) return null;
  return html`host <code>${telnet.host}</code>, port <code>${String(port)}</code>`;
}
