import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { GmcpConversation } from "./gmcp-conversation.ts";
import type { SignInOffer } from "./sign-in-offer.ts";

const nothing: SignInOffer = { provider: null, page: false };

function conversation(charLogin = 0, signIn: SignInOffer = nothing, isSecure = false) {
  const sent: string[] = [];
  const events: unknown[] = [];
  const clock = { now: 0 };
  const gmcp = new GmcpConversation({
    now: () => clock.now,
    charLogin,
    signIn,
    isSecure,
    isLoggedIn: () => false,
    write: (payload) => sent.push(payload),
    onHello: (client, version) => events.push({ client, version }),
    onKeepalive: () => events.push("keepalive"),
    onLatency: (milliseconds) => events.push({ milliseconds }),
    onMsdp: (variables) => events.push({ variables }),
    onMessage: (message, wireName) => events.push({ ...message, wireName }),
  });
  gmcp.agreed();
  return { gmcp, sent, events, clock };
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

  it("offers a provider where nobody can listen, to those who know what that is", () => {
    const location = "https://quay.example/.well-known/openid-configuration";
    const provider = { location, clientId: "quay", scopes: ["openid"], nonce: true };
    const offered = (version: number, offer: SignInOffer, isSecure: boolean): unknown => {
      const { gmcp, sent } = conversation(2, offer, isSecure);
      gmcp.receive(`Core.Supports.Set ["Char.Login ${version}"]`);
      return JSON.parse(sent[0]?.replace("Char.Login.Default ", "") ?? "null");
    };
    const both = ["password-credentials", "oauth"];
    const told = { type: both, version: 2, location, client_id: "quay", scopes: ["openid"], nonce: true };
    expect(offered(2, { provider, page: false }, true)).toEqual(told);
    expect(offered(2, { provider, page: true }, false)).toEqual({ type: both, version: 2 });
    expect(offered(2, { provider, page: false }, false)).toEqual({ type: [both[0]], version: 2 });
    expect(offered(1, { provider, page: true }, true)).toEqual({ type: [both[0]] });
  });

  it("sends packages that the client wants, and answers always", () => {
    const { gmcp, sent } = conversation();
    gmcp.receive('Core.Supports.Set ["Char 1"]');
    gmcp.send({ name: "char_vitals", args: [], kwargs: { hp: 7 } });
    gmcp.send({ name: "room_info", args: [], kwargs: { num: 1 } });
    gmcp.send({ name: "Core.Goodbye", args: ["Bye."], kwargs: {} });
    gmcp.sendMsdp({ ROOM: "Hall" });
    expect(gmcp.send({ name: "Room.Exits", args: [["n"]], kwargs: {} }, true)).toBe(true);
    expect(gmcp.send({ name: "Room.Exits", args: [["s"]], kwargs: {} })).toBe(false);
    expect(sent).toEqual([
      'Char.Vitals {"hp":7}',
      'Core.Goodbye "Bye."',
      'MSDP {"ROOM":"Hall"}',
      'Room.Exits ["n"]',
    ]);
  });

  it("has a client that says nothing told what it missed, once it wants everything", () => {
    const { gmcp, sent, events, clock } = conversation();
    const vitals = { name: "Char.Vitals", args: [], kwargs: {} };
    gmcp.send(vitals);
    clock.now = 1999;
    gmcp.send(vitals);
    expect([sent, events]).toEqual([[], []]);
    clock.now = 2000;
    gmcp.send(vitals);
    gmcp.send(vitals);
    expect(sent).toHaveLength(2);
    expect(events).toEqual([{ name: "supports_set", args: [], kwargs: {}, wireName: "Core.Supports.Set" }]);
    const other = conversation();
    other.gmcp.send(vitals);
    other.gmcp.receive('Core.Supports.Set ["Char 1"]');
    other.clock.now = 5000;
    other.gmcp.send(vitals);
    expect(other.events).toHaveLength(1);
  });

  it("offers files to clients that name something else of their kind", () => {
    const { gmcp, sent } = conversation();
    gmcp.receive('Core.Supports.Set ["Char 1"]');
    gmcp.send({ name: "Client.GUI", args: [], kwargs: { version: "1" } });
    gmcp.receive('Core.Supports.Add ["Client.Media 1"]');
    gmcp.send({ name: "Client.GUI", args: [], kwargs: { version: "1" } });
    gmcp.send({ name: "Client.Window", args: [], kwargs: {} });
    expect(sent).toEqual(['Client.GUI {"version":"1"}']);
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
