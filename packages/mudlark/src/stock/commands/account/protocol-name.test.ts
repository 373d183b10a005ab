import { expect, it } from "vitest";
import { protocolName } from "./protocol-name.ts";

it.each([
  ["telnet", false, "telnet"],
  ["telnet", true, "telnet"],
  ["telnet/tls", true, "telnet/tls"],
  ["websocket", false, "websocket"],
  ["websocket", true, "websocket/tls"],
])("shows %s with SSL %s as %s", (protocolKey, SSL, shown) => {
  const session = { protocolKey, flags: { SSL } };
  expect(protocolName({ ...session, isLinkDead: false })).toBe(shown);
  expect(protocolName({ ...session, isLinkDead: true })).toBe(`${shown}, link-dead`);
});
