import { describe, expect, it } from "vitest";
import { ascii, hexOf, TelnetPeer } from "./telnet-peer.suite.ts";
import type { TelnetServerOptions } from "./telnet-server-options.ts";

function gmcpHex(text: string): string {
  return `fffac9${hexOf(ascii(text))}fff0`;
}

/** Digits of MSDP: words in capitals are marks. */
function msdpHex(...parts: readonly string[]): string {
  const marks: Record<string, string> = { VAR: "01", VAL: "02", "{": "03", "}": "04", "[": "05", "]": "06" };
  const words = parts.flatMap((part) => part.split(" "));
  return `fffa45${words.map((part) => marks[part] ?? hexOf(ascii(part))).join("")}fff0`;
}

function gmcpPeer(options: Partial<TelnetServerOptions> = {}): TelnetPeer {
  return TelnetPeer.fresh(options).send("fffdc9").forget();
}

function msdpPeer(): TelnetPeer {
  return TelnetPeer.fresh().send("fffd45").forget();
}

describe("GMCP", () => {
  it("[protocols T62] offers in-band login to a stranger, and sends the packages that the client wants", () => {
    const peer = gmcpPeer({ charLogin: 1 });
    const set = '["Char 1","Char.Login 1"]';
    peer.send(gmcpHex(`Core.Supports.Set ${set}`));
    expect(peer.output).toBe(
      "fffac9436861722e4c6f67696e2e44656661756c74207b2274797065223a5b2270617373776f72642d63726564656e7469616c73225d7dfff0",
    );
    peer.forget();
    peer.server.sendMessage("char_vitals", [], { hp: 1 });
    peer.server.sendMessage("room_info", [], { num: 1 });
    expect(peer.drain().output).toBe(gmcpHex('Char.Vitals {"hp":1}'));
  });

  it("offers login in the client's version, once, and not to those who are in", () => {
    const asked = (version: number, loggedIn = false, charLogin: 0 | 1 | 2 = 2): string => {
      const peer = gmcpPeer({ charLogin });
      peer.server.setLoggedIn(loggedIn);
      return peer.send(gmcpHex(`Core.Supports.Add ["Char.Login ${version}"]`)).output;
    };
    expect(asked(3)).toBe(gmcpHex('Char.Login.Default {"type":["password-credentials"],"version":2}'));
    expect(asked(1)).toBe(gmcpHex('Char.Login.Default {"type":["password-credentials"]}'));
    expect(asked(1, true)).toBe("");
    expect(asked(1, false, 0)).toBe("");
    const again = gmcpPeer({ charLogin: 1 }).send(gmcpHex('Core.Supports.Set ["Char.Login 1"]')).forget();
    expect(again.send(gmcpHex('Core.Supports.Add ["Char.Login 1"]')).output).toBe("");
  });

  it("sends everything to a client that says nothing for two seconds", () => {
    const peer = gmcpPeer();
    peer.server.sendMessage("room_info", [], {});
    expect(peer.drain().output).toBe("");
    peer.advance(2000);
    peer.server.sendMessage("room_info", [], {});
    expect(peer.drain().output).toBe(gmcpHex("Room.Info"));
  });

  it("sends Core and answers in any case", () => {
    const peer = gmcpPeer().send(gmcpHex("Core.Supports.Set []")).forget();
    peer.server.sendMessage("Core.Goodbye", ["Sleep well."]);
    peer.server.sendMessage("get_value", [1]);
    peer.server.sendMessage("Char.Login.Result", [], { success: true });
    peer.server.sendMessage("Char.Name", [], { name: "Ann" });
    expect(peer.drain().output).toBe(
      gmcpHex('Core.Goodbye "Sleep well."') +
        gmcpHex("Char.Value.Get 1") +
        gmcpHex('Char.Login.Result {"success":true}'),
    );
  });

  it("measures and keeps alive without troubling the game", () => {
    const peer = gmcpPeer().send(gmcpHex("Core.Ping 42"), gmcpHex("core.keepalive"), gmcpHex("Core.Ping -1"));
    expect(peer.output).toBe(gmcpHex("Core.Ping").repeat(2));
    expect(peer.events).toEqual([{ type: "latency", milliseconds: 42 }, { type: "keepalive" }]);
  });

  it("drops bad names", () => {
    const peer = gmcpPeer().send(gmcpHex(""), gmcpHex("1a"), gmcpHex(" x"), gmcpHex("A".repeat(65)));
    expect(peer.events).toEqual([]);
  });

  it("falls silent when the client ends it", () => {
    const peer = gmcpPeer().send("fffec9").forget();
    expect(peer.server.flags.OOB).toBeNull();
    peer.server.sendMessage("Core.Goodbye", ["x"]);
    expect(peer.drain().output).toBe("");
    expect(peer.send("fffdc9").output).toBe("fffbc9");
  });

  it("is one thing, whichever side it was agreed on", () => {
    const peer = TelnetPeer.fresh().send("fffbc9", "fffdc9");
    expect(peer.output).toBe("fffdc9");
    expect(peer.forget().send(gmcpHex("Core.Ping")).output).toBe(gmcpHex("Core.Ping"));
    expect(peer.send("fffcc9").server.flags.OOB).toBe("gmcp");
    expect(peer.send("fffec9").server.flags.OOB).toBeNull();
  });

  it("takes MSDP in its own form, and answers in it", () => {
    const peer = gmcpPeer().send(gmcpHex('MSDP {"LIST":"COMMANDS"}'));
    expect(peer.output).toBe(gmcpHex('MSDP {"COMMANDS":["LIST","REPORT","RESET","SEND","UNREPORT"]}'));
    peer.forget().send(gmcpHex('MSDP {"REPORT":["HEALTH","LEVEL"]}'));
    expect(peer.events).toMatchObject([{ name: "msdp_report", args: ["HEALTH", "LEVEL"], via: "msdp" }]);
    peer.server.sendMessage("health", [10]);
    expect(peer.drain().output).toBe(gmcpHex('MSDP {"HEALTH":10}'));
    expect(peer.forget().send(gmcpHex("MSDP 3")).happened).toEqual([]);
  });
});

describe("MSDP", () => {
  it("lists what is the same for everybody, and passes the rest on", () => {
    const peer = msdpPeer().send(msdpHex("VAR", "LIST", "VAL", "LISTS", "VAL", "REPORTABLE_VARIABLES"));
    expect(peer.output).toContain(hexOf(ascii("CONFIGURABLE_VARIABLES")));
    expect(peer.happened).toMatchObject([{ name: "msdp_list", args: ["REPORTABLE_VARIABLES"] }]);
    peer.forget().send(msdpHex("VAR", "LIST", "VAL", "configurable_variables"));
    expect(peer.output).toContain(hexOf(ascii("PLUGIN_ID")));
    peer.forget().server.sendMessage("reportable_variables", ["HEALTH", "LEVEL"]);
    expect(peer.drain().output).toBe(
      msdpHex("VAR", "REPORTABLE_VARIABLES", "VAL", "[", "VAL", "HEALTH", "VAL", "LEVEL", "]"),
    );
  });

  it("turns the client's description of itself into client_options", () => {
    const peer = msdpPeer().send(
      msdpHex(
        "VAR",
        "CLIENT_NAME",
        "VAL",
        "Zed",
        "VAR",
        "XTERM_256_COLORS",
        "VAL",
        "1",
        "VAR",
        "PLUGIN_ID",
        "VAL",
        "x",
      ),
    );
    expect(peer.happened).toMatchObject([
      { name: "client_options", kwargs: { client: "Zed" } },
      { name: "client_options", kwargs: { XTERM256: "1" } },
    ]);
  });

  it("tells the vitals and the room in its own variables", () => {
    const peer = msdpPeer();
    peer.server.sendMessage("Char.Vitals", [], { hp: 5, maxhp: 9, string: "H:5" });
    peer.server.sendMessage("room_info", [], { num: 7, name: "Hall", coords: "Keep,1,2,3", exits: { n: 8 } });
    expect(peer.drain().output).toBe(
      msdpHex("VAR", "HEALTH", "VAL", "5", "VAR", "HEALTH_MAX", "VAL", "9") +
        msdpHex(
          "VAR ROOM VAL { VAR VNUM VAL 7 VAR NAME VAL Hall VAR EXITS VAL { VAR n VAL 8 }",
          "VAR COORDS VAL { VAR X VAL 1 VAR Y VAL 2 VAR Z VAL 3 } }",
        ),
    );
  });

  it("yields to GMCP, but answers what was asked in it", () => {
    const peer = TelnetPeer.fresh().send("fffd45", "fffdc9").advance(2000).forget();
    expect(peer.server.flags.OOB).toBe("gmcp");
    peer.send(msdpHex("VAR", "SEND", "VAL", "HEALTH")).forget();
    peer.server.sendMessage("health", [true]);
    peer.server.sendMessage("mana", [1]);
    peer.server.sendMessage("msdp", [], { LEVEL: 3, NAME: null });
    expect(peer.drain().output).toBe(
      msdpHex("VAR", "HEALTH", "VAL", "1") +
        gmcpHex("Core.Mana 1") +
        msdpHex("VAR", "LEVEL", "VAL", "3", "VAR", "NAME", "VAL"),
    );
  });
});

it("a client without either gets nothing", () => {
  const peer = TelnetPeer.fresh();
  peer.server.sendMessage("room_info", [], { num: 1 });
  peer.server.sendMessage("msdp", [], { LEVEL: 3 });
  expect(peer.drain().output).toBe("");
});
