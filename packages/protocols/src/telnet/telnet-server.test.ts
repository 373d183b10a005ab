import { describe, expect, it } from "vitest";
import { encodeTelnetText } from "../encoding/encode-telnet-text.ts";
import { nodeDeflater } from "../compression/node-deflater.suite.ts";
import { ZlibInflater } from "../compression/zlib-inflater.ts";
import { ascii, hex, hexOf, TelnetPeer } from "./telnet-peer.suite.ts";

const compressed = { createDeflater: nodeDeflater, createInflater: () => new ZlibInflater() };
const openingBlock = "fffd18fffd1ffffd27fffb2afffb19fffbc9fffb45fffb46fffb5bfffb56fffb57";
const plainOpeningBlock = openingBlock.slice(0, -"fffb56fffb57".length);

function textHex(text: string): string {
  return hexOf(ascii(text));
}

describe("opening", () => {
  it("[protocols T01] sends the opening block in one piece as soon as it starts", () => {
    const peer = new TelnetPeer(compressed);
    peer.server.start();
    expect(peer.drain().pieces).toEqual([openingBlock]);
  });

  it("offers no compression over TLS, unless told to", () => {
    const secure = new TelnetPeer({ ...compressed, secure: true });
    secure.server.start();
    expect(secure.drain().output).toBe(plainOpeningBlock);
    expect(secure.server.flags.SSL).toBe(true);
    const daring = new TelnetPeer({ ...compressed, secure: true, compressOverTls: true });
    daring.server.start();
    expect(daring.drain().output).toBe(openingBlock);
  });

  it("leaves out what is switched off", () => {
    const peer = new TelnetPeer({ features: { gmcp: false, msdp: false, mxp: false, mssp: false } });
    peer.server.start();
    expect(peer.drain().output).toBe("fffd18fffd1ffffd27fffb2afffb19");
    peer.send("fffdc9 fffd5b").forget();
    expect(peer.server.flags).toMatchObject({ OOB: null, MXP: false });
  });

  it("refuses a feature that is switched off", () => {
    expect(TelnetPeer.fresh({ features: { gmcp: false } }).send("fffdc9").output).toBe("fffcc9");
  });
});

describe("readiness", () => {
  const answers = ["fffc18", "fffc1f", "fffc27"] as const;

  it("comes when all has been answered or refused", () => {
    const peer = new TelnetPeer();
    peer.server.start();
    peer.send(answers[0], answers[1]);
    expect(peer.events).toEqual([]);
    peer.send(answers[2]);
    expect(peer.events).toEqual([{ type: "ready" }]);
    peer.advance(1000);
    expect(peer.happened).toEqual([{ type: "ready" }]);
  });

  it("comes after 300 ms without any answer, and not before", () => {
    const peer = new TelnetPeer();
    peer.server.start();
    peer.advance(299);
    expect(peer.events).toEqual([]);
    peer.advance(1);
    expect(peer.events).toEqual([{ type: "ready" }]);
  });

  it("comes at once when nothing is asked", () => {
    const peer = new TelnetPeer({ features: { ttype: false, naws: false, newEnviron: false } });
    peer.server.start();
    expect(peer.advance(0).events).toEqual([{ type: "ready" }]);
  });

  it("comes before the lines that were typed by then, of which sixteen are kept", () => {
    const peer = new TelnetPeer();
    peer.server.start();
    peer.send(ascii("x\r\n".repeat(20)));
    expect(peer.events).toEqual([]);
    peer.advance(300);
    expect(peer.events[0]).toEqual({ type: "ready" });
    expect(peer.lines).toHaveLength(16);
    expect(peer.send(ascii("late\r\n")).lines).toHaveLength(17);
  });

  it("holds messages too, and answers pings meanwhile", () => {
    const peer = new TelnetPeer();
    peer.server.start();
    peer.drain().forget();
    peer
      .send("fffdc9", Uint8Array.of(255, 250, 201, ...ascii("Foo.Bar 1"), 255, 240))
      .send(Uint8Array.of(255, 250, 201, ...ascii("Core.Ping"), 255, 240));
    expect(peer.output).toBe(`fffac9${textHex("Core.Ping")}fff0`);
    expect(peer.happened).toEqual([]);
    peer.advance(300);
    expect(peer.happened).toMatchObject([{ type: "ready" }, { type: "message", name: "foo_bar" }]);
  });
});

describe("prompts", () => {
  it("[protocols T38] ends a prompt with EOR when that is agreed", () => {
    const peer = TelnetPeer.fresh().send("fffd19fffd19");
    peer.server.sendPrompt("> ");
    expect(peer.drain().output).toBe("3e20ffef");
    expect(peer.server.flags.EOR).toBe(true);
  });

  it("[protocols T39] ends a prompt with GA otherwise", () => {
    const peer = TelnetPeer.fresh().send("fffe19");
    peer.server.sendPrompt("> ");
    expect(peer.drain().output).toBe("3e20fff9");
    expect(peer.server.flags.EOR).toBe(false);
  });

  it("ends a prompt with nothing when the client suppresses GA", () => {
    const peer = TelnetPeer.fresh().send("fffd03").forget();
    peer.server.sendPrompt("> ");
    expect(peer.drain().output).toBe("3e20");
  });

  it("puts what comes after a prompt on a line of its own, once", () => {
    const peer = TelnetPeer.fresh().send("fffd03").forget();
    peer.server.sendPrompt("> ");
    peer.server.sendText("Rain.\n");
    peer.server.sendText("More rain.\n");
    expect(peer.drain().output).toBe(textHex("> \r\nRain.\r\nMore rain.\r\n"));
  });

  it("puts nothing between a prompt and the answer to what was entered", () => {
    const peer = TelnetPeer.fresh().send("fffd03").forget();
    peer.server.sendPrompt("> ");
    peer.send(ascii("look\r\n"));
    peer.server.sendEncoded(encodeTelnetText("A room.\n", "utf-8"));
    expect(peer.drain().output).toBe(textHex("> A room.\r\n"));
  });

  it("marks no ordinary text", () => {
    const peer = TelnetPeer.fresh();
    peer.server.sendText("A\r\nroom\rs.\n");
    expect(peer.drain().output).toBe(textHex("A\r\nrooms.\r\n"));
  });
});

describe("hidden input", () => {
  it("[protocols T41] hides two passwords in a row from a client that never answers", () => {
    const peer = TelnetPeer.fresh();
    peer.server.hideInput();
    peer.server.sendText("Password: ");
    peer.send("736563726578", "7f", "740d0a");
    peer.server.hideInput();
    peer.server.sendText("Again: ");
    peer.send("780d0a");
    expect(peer.output).toBe(`fffb01${textHex("Password: ")}fffc010d0afffb01${textHex("Again: ")}fffc010d0a`);
    expect(peer.happened).toEqual([
      { type: "line", text: "secret", masked: true },
      { type: "line", text: "x", masked: true },
    ]);
  });

  it.each(["fffd01", "fffe01"])("behaves the same when the client answers %s", (answer) => {
    const peer = TelnetPeer.fresh();
    peer.server.hideInput();
    peer.send(answer, ascii("secret\r\n"));
    expect(peer.output).toBe("fffb01fffc010d0a");
    expect(peer.server.inputHidden).toBe(false);
  });

  it("refuses ECHO that nobody asked for, once", () => {
    const peer = TelnetPeer.fresh().send("fffd01", "fffe01", "fffd01");
    expect(peer.output).toBe("fffc01");
  });

  it("can be given up, and started twice without harm", () => {
    const peer = TelnetPeer.fresh();
    peer.server.showInput();
    peer.server.hideInput();
    peer.server.hideInput();
    peer.server.showInput();
    expect(peer.drain().output).toBe("fffb01fffc01");
  });

  it("goes on hiding after a line that was too long to be an answer", () => {
    const peer = TelnetPeer.fresh({ inputChars: 10 });
    peer.server.hideInput();
    peer.send(ascii(`${"s".repeat(50)}\r\n`), ascii("secret\r\n"));
    expect(peer.happened).toEqual([
      { type: "toolong", masked: true },
      { type: "line", text: "secret", masked: true },
    ]);
  });

  it("is not ended by an automatic reply of the client", () => {
    const peer = TelnetPeer.fresh().send("fffd5b");
    peer.server.hideInput();
    peer.send(ascii("\x1B[1z<VERSION CLIENT=Zed>\r\n"), ascii("secret\r\n"));
    expect(peer.happened).toMatchObject([
      { type: "mxp-reply" },
      { type: "line", text: "secret", masked: true },
    ]);
  });
});

describe("server description", () => {
  const description = {
    NAME: "Test",
    PLAYERS: 3,
    UPTIME: 1_700_000_000,
    port: [4000, 23],
    "BAD\0NAME": "a\u0001b",
  };

  it("[protocols T55] is given by MSSP, once per agreement", () => {
    const peer = TelnetPeer.fresh().send("fffd46");
    expect(peer.events).toEqual([{ type: "mssp-request", via: "option" }]);
    peer.server.sendMssp(description, "option");
    const output = peer.drain().output;
    expect(output).toMatch(/^fffa46014e414d4502.*fff0$/);
    expect(output).toContain(`01${textHex("PLAYERS")}02`);
    expect(output).toContain(`01${textHex("UPTIME")}02${textHex("1700000000")}`);
    expect(output).toContain(`01${textHex("PORT")}02${textHex("4000")}02${textHex("23")}`);
    expect(output).toContain(`01${textHex("BADNAME")}02${textHex("ab")}`);
    expect(peer.send("fffd46").events).toHaveLength(1);
  });

  it("[protocols T56] is given as text to who types mssp-request first", () => {
    const peer = TelnetPeer.fresh().send("6d7373702d726571756573740d0a");
    expect(peer.events).toEqual([{ type: "mssp-request", via: "text" }]);
    peer.server.sendMssp(description, "text");
    expect(peer.drain().output).toMatch(new RegExp(`^${textHex("\r\nMSSP-REPLY-START\r\n")}`));
    expect(peer.output).toContain(textHex("PORT\t4000\t23\r\n"));
  });

  it("is no secret word later on, or for those who are in the game", () => {
    const later = TelnetPeer.fresh().send(ascii("look\r\nMSSP-Request\r\n"));
    expect(later.lines).toEqual(["look", "MSSP-Request"]);
    const inside = TelnetPeer.fresh();
    inside.server.setLoggedIn(true);
    expect(inside.send(ascii("mssp-request\r\n")).lines).toEqual(["mssp-request"]);
  });
});

describe("encodings", () => {
  it("[protocols T12] writes the encoding that a client was found to use", () => {
    const peer = TelnetPeer.fresh().send("636166e90d0a");
    peer.server.sendText("é");
    expect(peer.drain().output).toBe("e9");
  });

  it("returns to UTF-8 when a line shows it", () => {
    const peer = TelnetPeer.fresh().send("e90d0a", "c3a90d0a");
    expect(peer.lines).toEqual(["é", "é"]);
    expect(peer.server.flags).toMatchObject({ ENCODING: "utf-8", ENCODING_SOURCE: "seen", "UTF-8": true });
  });

  it("writes ASCII to a client whose MTTS lacks UTF-8, and reads what it sends all the same", () => {
    const peer = TelnetPeer.fresh().send("fffb18", "fffa18004d54545320333239fff0").forget();
    expect(peer.server.flags).toMatchObject({
      ENCODING: "us-ascii",
      ENCODING_SOURCE: "mtts",
      "UTF-8": false,
    });
    peer.server.sendText("“café”…");
    expect(peer.drain().output).toBe(textHex('"cafe"...'));
    expect(peer.send("e90d0a").lines).toEqual(["é"]);
    expect(peer.server.flags.ENCODING).toBe("us-ascii");
  });

  it("writes ASCII to TinyFugue when it has refused CHARSET", () => {
    const peer = TelnetPeer.fresh().send("fffe2a", "fffb18", "fffa180054494e594655475545fff0");
    expect(peer.server.flags).toMatchObject({ CLIENTNAME: "TINYFUGUE", ENCODING: "us-ascii" });
  });

  it("keeps what the player chose", () => {
    const peer = TelnetPeer.fresh();
    expect(peer.server.setEncoding("latin1")).toMatchObject({
      ENCODING: "iso-8859-1",
      ENCODING_SOURCE: "user",
    });
    peer.send("fffd2a", "fffa2a025554462d38fff0", "c3a90d0a");
    expect(peer.server.flags.ENCODING).toBe("iso-8859-1");
    expect(peer.lines).toEqual(["Ã©"]);
    expect(peer.server.setEncoding("klingon")).toBeNull();
  });

  it("uses the encodings that it is given", () => {
    const rot = (bytes: Uint8Array): string => String.fromCharCode(...bytes.map((byte) => byte ^ 1));
    const codec = {
      decode: rot,
      encode: (text: string) => ascii(text).map((byte) => byte ^ 1),
      hasCharacter: (character: string) => character < "\u0080",
    };
    const peer = TelnetPeer.fresh({ codecs: (name) => (name === "rot1" ? codec : null) });
    peer.server.setEncoding("ROT1");
    peer.server.sendText("abé");
    expect(peer.drain().output).toBe(textHex("`cd"));
    expect(peer.send("80610d0a").lines).toEqual(["`"]);
  });
});

describe("flags", () => {
  it("lets a player's switch stand against what the client says later", () => {
    const peer = TelnetPeer.fresh();
    expect(peer.server.setFlags({ SCREENREADER: true, XTERM256: false, MCCP: true, NONSENSE: 1 })).toEqual({
      SCREENREADER: true,
    });
    expect(peer.server.setFlags({ TRUECOLOR: true })).toEqual({ TRUECOLOR: true, XTERM256: true });
    peer.send("fffb18", `fffa1800${textHex("MTTS 5")}fff0`);
    expect(peer.server.flags).toMatchObject({ MTTS: 5, SCREENREADER: true, TRUECOLOR: true, XTERM256: true });
  });

  it("reads sizes and encodings out of a patch, and ignores what is so already", () => {
    const peer = TelnetPeer.fresh();
    expect(peer.server.setFlags({ SCREENWIDTH: 9999, SCREENHEIGHT: 1, "UTF-8": true })).toEqual({
      SCREENWIDTH: 500,
      SCREENHEIGHT: 5,
    });
    expect(peer.server.setFlags({ ENCODING: "utf-8" })).toEqual({});
    expect(peer.server.setFlags({ "UTF-8": false })).toEqual({
      ENCODING: "us-ascii",
      ENCODING_SOURCE: "user",
      "UTF-8": false,
    });
  });
});

describe("keepalive", () => {
  it("sends NOP when nothing was sent for 30 s, after readiness", () => {
    const peer = TelnetPeer.fresh();
    peer.advance(29_000);
    peer.server.sendText("x");
    peer.advance(29_999);
    expect(peer.output).toBe("78");
    peer.advance(1);
    expect(peer.output).toBe("78fff1");
    peer.advance(30_000);
    expect(peer.output).toBe("78fff1fff1");
  });

  it("is silent when the player wants that", () => {
    const peer = TelnetPeer.fresh();
    peer.server.setFlags({ NOPKEEPALIVE: false });
    expect(peer.server.nextDeadline).toBeNull();
    expect(peer.advance(100_000).output).toBe("");
  });
});

describe("window size", () => {
  it("clamps sizes and takes a zero as unknown", () => {
    const peer = TelnetPeer.fresh().send("fffb1f", "fffa1f00050003fff0");
    expect(peer.server.flags).toMatchObject({ SCREENWIDTH: 20, SCREENHEIGHT: 5 });
    peer.send("fffa1f00003000fff0");
    expect(peer.server.flags).toMatchObject({ SCREENWIDTH: 78, SCREENHEIGHT: 500 });
    peer.send("fffc1f");
    expect(peer.server.flags).toMatchObject({ SCREENWIDTH: 78, SCREENHEIGHT: 500, AUTORESIZE: false });
    expect(peer.output).toBe("fffe1f");
  });

  it("uses the width that the environment names when NAWS is refused", () => {
    const wordWrap = `fffa270000${textHex("WORD_WRAP")}01${textHex("64")}fff0`;
    const peer = TelnetPeer.fresh().send("fffb27", wordWrap);
    expect(peer.server.flags.SCREENWIDTH).toBe(78);
    peer.send("fffc1f");
    expect(peer.server.flags.SCREENWIDTH).toBe(64);
    expect(peer.happened).toEqual([{ type: "resize", columns: 64, rows: 45 }]);
  });
});

describe("terminal type", () => {
  it("gives up after three seconds, and listens to a late answer", () => {
    const peer = TelnetPeer.fresh().send("fffb18").advance(3000);
    expect(peer.server.flags.TTYPE).toBe(true);
    peer.send(`fffa1800${textHex("LATE")}fff0`);
    expect(peer.server.flags.CLIENTNAME).toBe("LATE");
  });

  it("takes colours from a terminal that calls itself dumb", () => {
    const peer = TelnetPeer.fresh().send(
      "fffb18",
      `fffa1800${textHex("X")}fff0`,
      `fffa1800${textHex("dumb")}fff0`,
    );
    expect(peer.server.flags).toMatchObject({ ANSI: false, TERM: "dumb" });
  });

  it("stops after six answers", () => {
    const peer = TelnetPeer.fresh().send("fffb18");
    for (let n = 0; n < 10; n += 1) peer.send(`fffa1800${textHex(`T${n}`)}fff0`);
    expect(peer.output).toBe("fffa1801fff0".repeat(6));
    expect(peer.server.flags).toMatchObject({ CLIENTNAME: "T0", TERM: "T1", TTYPE: true });
  });

  it("asks MXP for a version when it gave no name", () => {
    const peer = TelnetPeer.fresh().send("fffd5b").forget().send("fffc18");
    expect(peer.output).toBe(textHex("\x1B[4z<VERSION>"));
    expect(peer.send("fffd5b", "fff1", "fffb18").output).not.toMatch(/VERSION.*VERSION/);
  });
});

describe("CHARSET", () => {
  it("refuses a request that crosses its own", () => {
    const peer = TelnetPeer.fresh()
      .send("fffd2a")
      .forget()
      .send(`fffa2a01${textHex(" UTF-8")}fff0`);
    expect(peer.output).toBe("fffa2a03fff0");
  });

  it("answers in the client's spelling, skips the table prefix, rejects what it does not know", () => {
    const ask = (list: string): string =>
      TelnetPeer.fresh().send("fffb2a").forget().send(`fffa2a01${list}fff0`).output;
    expect(ask(textHex(";Latin1;US-ASCII"))).toBe(`fffa2a02${textHex("Latin1")}fff0`);
    expect(ask(`${textHex("[TTABLE]")}01${textHex(" utf8")}`)).toBe(`fffa2a02${textHex("utf8")}fff0`);
    expect(ask(textHex(";EBCDIC"))).toBe("fffa2a03fff0");
    expect(ask("")).toBe("fffa2a03fff0");
  });

  it("rejects a translation table and ignores names that it does not know", () => {
    const peer = TelnetPeer.fresh().send("fffd2a").forget().send("fffa2a0401fff0");
    expect(peer.output).toBe("fffa2a05fff0");
    expect(peer.send(`fffa2a02${textHex("EBCDIC")}fff0`).server.flags.ENCODING).toBe("utf-8");
  });
});

describe("NEW-ENVIRON", () => {
  it("keeps the player's own name to itself and the rest for the game", () => {
    const peer = TelnetPeer.fresh().send(
      "fffb27",
      `fffa270000${textHex("USER")}01${textHex("ann")}00${textHex("IPADDRESS")}01${textHex("192.0.2.1")}03${textHex("COLOR")}01${textHex("blue")}fff0`,
    );
    expect([...peer.server.environ]).toEqual([["COLOR", "blue"]]);
    peer.send(`fffa270203${textHex("COLOR")}fff0`);
    expect(peer.happened.at(-1)).toEqual({ type: "environ", patch: { COLOR: null } });
    expect(peer.server.environ.size).toBe(0);
  });

  it("believes a trusted proxy's word about the address", () => {
    const peer = TelnetPeer.fresh({ trustEnvironAddress: true }).send(
      "fffb27",
      `fffa270000${textHex("IPADDRESS")}01${textHex("192.0.2.1")}fff0`,
    );
    expect(peer.server.environ.get("IPADDRESS")).toBe("192.0.2.1");
  });

  it("lets explicit words about colours win over names and MTTS", () => {
    const peer = TelnetPeer.fresh().send(
      "fffb27",
      `fffa270000${textHex("MTTS")}01${textHex("783")}03${textHex("TRUECOLOR")}01${textHex("0")}03${textHex("256_COLORS")}01${textHex("0")}fff0`,
    );
    expect(peer.server.flags).toMatchObject({ MTTS: 783, TRUECOLOR: false, XTERM256: false, MNES: true });
  });
});

describe("after closing", () => {
  it("ignores input and waits for nothing", () => {
    const peer = TelnetPeer.fresh().send(hex("fffb01".repeat(5000)));
    expect(peer.happened.at(-1)).toEqual({ type: "close", reason: "negotiation flood" });
    expect(peer.forget().send(ascii("look\r\n")).events).toEqual([]);
    expect(peer.server.nextDeadline).toBeNull();
  });
});
