import type { Session } from "../../../api.ts";

/** How somebody is connected, as lists show it: `telnet`, `telnet/tls`, `websocket/tls`, `telnet, link-dead`. */
export function protocolName({
  protocolKey,
  flags,
  isLinkDead,
}: Pick<Session, "protocolKey" | "flags" | "isLinkDead">): string {
  // Of telnet the key says it; there the flag also means that the client could, if it wanted.
  const name = protocolKey === "websocket" && flags.SSL === true ? "websocket/tls" : protocolKey;
  return isLinkDead ? `${name}, link-dead` : name;
}
