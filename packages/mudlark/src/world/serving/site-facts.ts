import type { ResolvedConfig } from "../../config/schema.ts";
import type { SiteFacts } from "../../web/site-facts.ts";
import type { Engine } from "../engine.ts";

/** What the site tells, from the configuration and from the world as it is when somebody asks. */
export function siteFacts({ game, telnet }: ResolvedConfig, { sessions }: Engine): SiteFacts {
  return {
    name: game.name,
    slogan: game.slogan,
    telnet: telnet.enabled
      ? { host: game.hostname, ports: telnet.ports, tlsPorts: telnet.tls.enabled ? telnet.tls.ports : [] }
      : null,
    // A person with two windows is one.
    playersOnline: () => new Set(sessions.all().map((session) => session.account)).size,
  };
}
