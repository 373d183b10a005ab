import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GmcpConversation } from "./gmcp-conversation.ts";

function conversation(charLogin = 0) {
  const sent: string[] = [];
  const events: unknown[] = [];
  const gmcp = new GmcpConversation({
    now: () => 0,
    charLogin,
    isLoggedIn: () => false,
    write: (payload) => sent.push(payload),
    onHello: (client, version) => events.push({ client, version }),
    onKeepalive: () => events.push("keepalive"),
    onLatency: (milliseconds) => events.push({ milliseconds }),
    onMsdp: (variables) => events.push({ variables }),
    onMessage: (message, wireName) => events.push({ ...message, wireName }),
  });
  gmcp.agreed();
  return { gmcp, sent, events };
}

describe("GmcpConversation", () => {
  it("answers what only concerns the wire, and passes on the rest", () => {
    const { gmcp, sent, events } = conversation(2);
    gmcp.receive("Core.Ping 120");
    gmcp.receive("core.keepalive");
    gmcp.receive('Core.Supports.Set ["Char.Login 1"]');
    gmcp.receive('MSDP {"LIST":"COMMANDS"}');
    gmcp.receive('Char.Items.Inv ""');
    expect(sent).toEqual(["Core.Ping", 'Char.Login.Default {"type":["password-credentials"]}']);
    expect(events).toMatchObject([
      { milliseconds: 120 },
      "keepalive",
      { name: "supports_set" },
      { variables: { LIST: "COMMANDS" } },
      { name: "char_items_inv", args: [""], kwargs: {}, wireName: "Char.Items.Inv" },
    ]);
  });

  it("sends packages that the client wants, and answers always", () => {
    const { gmcp, sent } = conversation();
    gmcp.receive('Core.Supports.Set ["Char 1"]');
    gmcp.send({ name: "char_vitals", args: [], kwargs: { hp: 7 } });
    gmcp.send({ name: "room_info", args: [], kwargs: { num: 1 } });
    gmcp.send({ name: "Core.Goodbye", args: ["Bye."], kwargs: {} });
    gmcp.sendMsdp({ ROOM: "Hall" });
    expect(sent).toEqual(['Char.Vitals {"hp":7}', 'Core.Goodbye "Bye."', 'MSDP {"ROOM":"Hall"}']);
  });

  it("tells of a hello without what could harm a terminal, and of nothing that breaks the rules", () => {
    const { gmcp, events } = conversation();
    expect(gmcp.receive('Core.Hello {"client":"\\u001b[31mX","version":7}')).toBe(true);
    expect(events[0]).toEqual({ client: "[31mX", version: "" });
    for (const broken of ["", " ", "9lives", `X ${"[".repeat(100)}`.replace("X ", "1 ")]) {
      expect(gmcp.receive(broken)).toBe(false);
    }
    fc.assert(fc.property(fc.string({ unit: "binary" }), (payload) => void gmcp.receive(payload)));
  });
});
