import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { initialFlags } from "../../../link/session-state.ts";
import { OutgoingCommand } from "../../outgoing-command.ts";
import { OutgoingText } from "../../outgoing-text.ts";
import { viewOf } from "../../view.ts";
import type { Dialect, DialectOptions, Frame } from "./dialect.ts";
import { GmcpDialect } from "./gmcp-dialect.ts";
import { JsonDialect } from "./json-dialect.ts";
import { NativeDialect } from "./native-dialect.ts";
import { TerminalDialect } from "./terminal-dialect.ts";

const view = viewOf({ ...initialFlags }, { screenReaderStrip: "" });

/** A client in one dialect, with everything that it was answered. */
function spoken(speak: (options: DialectOptions) => Dialect) {
  const answers: Frame[] = [];
  let now = 0;
  const dialect = speak({
    now: () => now,
    isLoggedIn: () => false,
    signIn: { provider: null, page: false },
    isSecure: false,
    send: (frame) => answers.push(frame),
  });
  return {
    dialect,
    binary: (bytes: Buffer | string) => dialect.read(Buffer.from(bytes), true),
    text: (text: string) => dialect.read(Buffer.from(text), false),
    json: (value: object) => dialect.read(Buffer.from(JSON.stringify(value)), false),
    answers: () => answers.map(shown),
    told: (name: string, args: readonly string[], kwargs = {}) => {
      const frame = dialect.command(new OutgoingCommand({ name, args, kwargs }));
      return frame === null ? null : shown(frame);
    },
    shown: (kind: "text" | "prompt", markup: string) =>
      shown(dialect.text(new OutgoingText(kind, markup), view)),
    wait: (milliseconds: number) => (now += milliseconds),
  };
}

function shown({ data, isBinary }: Frame): string {
  return `${isBinary ? "bytes" : "text"} ${Buffer.from(data).toString()}`;
}

const line = (text: string) => ({ type: "line", text });

describe("json.mudstandards.org", () => {
  const json = () => spoken((options) => new JsonDialect(options));

  it("[protocols W07] takes bytes as lines, the last one without its end", () => {
    expect(json().binary("look")).toEqual([line("look")]);
    expect(json().binary("look\r\nnorth\n\rsay hi")).toEqual(["look", "north", "", "say hi"].map(line));
    expect(json().binary("")).toEqual([]);
  });

  it("[protocols W08] answers a ping of GMCP in kind", () => {
    const client = json();
    expect(client.text('{"proto":"gmcp","id":"Core.Ping","data":""}')).toEqual([]);
    expect(client.answers()).toEqual(['text {"proto":"gmcp","id":"Core.Ping","data":""}']);
  });

  it("takes GMCP, text, goodbyes and messages of other names", () => {
    const client = json();
    expect(client.json({ proto: "gmcp", id: "Char.Items.Inv", data: '"x"' })).toEqual([
      {
        type: "command",
        command: { name: "char_items_inv", args: ["x"], kwargs: {}, wireName: "Char.Items.Inv" },
      },
    ]);
    expect(client.json({ proto: "text", data: "look\nnorth" })).toEqual(["look", "north"].map(line));
    expect(client.json({ proto: "Window_Size", id: "", data: "[80,24]" })).toEqual([
      { type: "command", command: { name: "window_size", args: [80, 24], kwargs: {} } },
    ]);
    expect(client.json({ proto: "msdp", id: "client_options", data: '{"raw":true}' })).toEqual([
      { type: "command", command: { name: "client_options", args: [], kwargs: { raw: true } } },
    ]);
    expect(client.json({ proto: "websocket_close" })).toEqual([{ type: "quit" }]);
  });

  it.each([
    "",
    "nul",
    "[]",
    "7",
    "{}",
    '{"proto":7}',
    '{"proto":"gmcp","id":["x"],"data":""}',
    '{"proto":"gmcp","id":"Core.Ping","data":{}}',
    '{"proto":"gmcp","id":"","data":""}',
    '{"proto":"gmcp","id":"with space","data":"\\"x\\""}'.replace("with", "9"),
    '{"proto":"with space","id":"","data":""}',
    '{"proto":"__proto__ ","id":"","data":""}',
  ])("makes nothing of %s", (frame) => {
    expect(json().text(frame)).toBe("nonsense");
  });

  it("shows text as bytes, prompts as text, and tells the rest by GMCP to those who want it", () => {
    const client = json();
    expect(client.shown("text", "|rHot|n\ncold")).toBe("bytes \u001B[1;31mHot\u001B[0m\r\ncold\r\n");
    expect(client.shown("prompt", "HP <5>")).toBe('text {"proto":"prompt","id":"","data":"HP <5>"}');
    expect(client.told("char_vitals", [], { hp: 7 })).toBeNull();
    client.json({ proto: "gmcp", id: "Core.Supports.Set", data: '["Char 1"]' });
    expect(client.told("char_vitals", [], { hp: 7 })).toBe(
      'text {"proto":"gmcp","id":"Char.Vitals","data":"{\\"hp\\":7}"}',
    );
    expect(client.told("room_info", [], { num: 7 })).toBeNull();
  });
});

describe("gmcp.mudstandards.org", () => {
  const gmcp = () => spoken((options) => new GmcpDialect(options));

  it("[protocols W09] learns who the client is", () => {
    expect(gmcp().text('Core.Hello {"client":"X","version":"1"}')).toEqual([
      { type: "flags", patch: { CLIENTNAME: "X", CLIENTVERSION: "1" } },
      {
        type: "command",
        command: { name: "hello", args: [], kwargs: { client: "X", version: "1" }, wireName: "Core.Hello" },
      },
    ]);
  });

  it("offers the login that clients do by themselves", () => {
    const client = gmcp();
    client.text('Core.Supports.Set ["Char.Login 1"]');
    expect(client.answers()).toEqual(['text Char.Login.Default {"type":["password-credentials"]}']);
  });

  it("answers MSDP in the form of GMCP", () => {
    const client = gmcp();
    expect(client.text('MSDP {"LIST":"LISTS","CLIENT_NAME":"X"}')).toMatchObject([
      { command: { name: "client_options", kwargs: { client: "X" } } },
    ]);
    expect(client.answers()).toEqual([expect.stringMatching(/^text MSDP \{"LISTS":\["COMMANDS",/)]);
    expect(client.text('MSDP {"REPORT":["health"]}')).toMatchObject([
      { command: { name: "msdp_report", args: ["health"], wireName: "REPORT" } },
    ]);
    expect(client.told("HEALTH", ["7"])).toBe('text MSDP {"HEALTH":"7"}');
    expect(client.told("msdp", [], { MANA: 3 })).toBe('text MSDP {"MANA":3}');
  });

  it("takes bytes as lines, and text as GMCP only", () => {
    expect(gmcp().binary("look")).toEqual([line("look")]);
    expect(gmcp().text("Core.KeepAlive")).toEqual([{ type: "keepalive" }]);
    expect(gmcp().text("")).toBe("nonsense");
    expect(gmcp().text("9 lives")).toBe("nonsense");
  });

  it("tells everything to a client that has not said what it wants within two seconds", () => {
    const client = gmcp();
    expect(client.told("room_info", [], { num: 7 })).toBeNull();
    client.wait(2000);
    expect(client.told("room_info", [], { num: 7 })).toBe('text Room.Info {"num":7}');
    expect(client.shown("prompt", "HP\n>")).toBe("bytes HP\r\n>");
  });
});

describe("terminal.mudstandards.org", () => {
  const terminal = () => spoken(() => new TerminalDialect());

  it("[protocols W10] takes several lines in a frame", () => {
    expect(terminal().binary("a\r\nb")).toEqual([line("a"), line("b")]);
    expect(terminal().text("a\rb\n")).toEqual([line("a"), line("b")]);
  });

  it("knows text that is none", () => {
    const broken = Buffer.from("636166e9", "hex");
    expect(terminal().binary(broken)).toBe("badText");
  });

  it("takes sequences of terminals and links out of what players type", () => {
    expect(terminal().binary("a\u001B[31mb\u0007|lcquit|ltc|le")).toEqual([line("abc")]);
  });

  it("leaves out what no terminal can show", () => {
    expect(terminal().told("char_vitals", [], { hp: 7 })).toBeNull();
    expect(terminal().shown("text", "|rHot|n")).toMatch(/^bytes .*Hot.*\r\n$/);
  });
});

describe("every dialect", () => {
  it.each([
    ["json", (options: DialectOptions) => new JsonDialect(options)],
    ["gmcp", (options: DialectOptions) => new GmcpDialect(options)],
    ["terminal", () => new TerminalDialect()],
    ["native", () => new NativeDialect()],
  ])("throws on no frame at all: %s", (_name, speak) => {
    const { dialect } = spoken(speak);
    const bytes = fc.oneof(
      fc.uint8Array().map((array) => Buffer.from(array)),
      fc.string({ unit: "binary" }).map((text) => Buffer.from(text)),
      fc.json().map((text) => Buffer.from(text)),
      fc
        .record({ proto: fc.constantFrom("gmcp", "text", "x"), id: fc.string(), data: fc.json() })
        .map((value) => Buffer.from(JSON.stringify(value))),
      fc.tuple(fc.string(), fc.json()).map(([name, data]) => Buffer.from(`Core.Supports.${name} ${data}`)),
    );
    fc.assert(
      fc.property(bytes, fc.boolean(), (data, isBinary) => {
        const reading = dialect.read(data, isBinary);
        if (typeof reading === "string") return;
        for (const said of reading)
          if (said.type === "line") expect(said.text).not.toMatch(/[\0-\x08\x0B-\x1F]/);
      }),
    );
  });
});
