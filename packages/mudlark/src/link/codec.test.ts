import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hasCode } from "../base/errors.ts";
import type { JsonValue } from "../base/json.ts";
import { makeSessionId } from "../base/session-id.ts";
import { readGatewayMessage, readWorldMessage, writeGatewayMessage, writeWorldMessage } from "./codec.ts";
import { FrameWriter } from "./frame-writer.ts";
import { FrameDecoder, type Frame } from "./frame.ts";
import {
  linkVersion,
  type Effect,
  type GatewayMessage,
  type Incident,
  type WorldMessage,
} from "./messages.ts";
import type { SessionPatch, SessionState } from "./session-state.ts";

const noNullPrototype = true;
const text = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 40 }),
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "\u001b[31m\r\n\0", "|rcrimson|n – naïve 🐚", "x".repeat(3000)),
);
const session = fc
  .tuple(fc.integer({ min: 0, max: 0xffff }), fc.integer({ min: 1, max: 0xffffffff }))
  .map(([gateway, count]) => makeSessionId(gateway, count));
const sessions = fc.array(session, { maxLength: 30 });
const number = fc.integer({ min: 1, max: 0xffffffff });
const count = fc.maxSafeNat();
const time = fc.integer({ min: 0, max: 4e12 });
const truth = fc.boolean();
const orNull = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(arbitrary, { nil: null });
const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as JsonValue);
const jsonObject = fc.dictionary(text, json, { maxKeys: 3, noNullPrototype });
const command = fc.record(
  { name: text, args: fc.array(json, { maxLength: 3 }), kwargs: jsonObject },
  { noNullPrototype },
);

const takes = fc.constantFrom("line" as const, "lines" as const);
const stateFields = {
  address: text,
  protocolKey: text,
  csessid: orNull(text),
  connTime: time,
  loginTime: orNull(time),
  uid: orNull(count),
  uname: orNull(text),
  puid: orNull(count),
  cmdLast: time,
  cmdLastVisible: time,
  cmdTotal: count,
  flags: jsonObject,
  serverData: jsonObject,
  cmdsetStorage: fc.array(text, { maxLength: 3 }),
  quelled: truth,
  greeted: truth,
  linkDead: truth,
  resumable: truth,
  waiting: orNull(text),
  subscriptions: jsonObject,
  asking: orNull(fc.record({ kind: text, takes, returns: fc.boolean() }, { noNullPrototype })),
  frames: fc.array(fc.record({ kind: text, id: text, state: json }, { noNullPrototype })),
};
const patch: fc.Arbitrary<SessionPatch> = fc.record(stateFields, { requiredKeys: [], noNullPrototype });
const state: fc.Arbitrary<SessionState> = fc.record(
  { ...stateFields, id: session, revision: count },
  { noNullPrototype },
);
const settings = fc.record(
  {
    gameName: text,
    commandsPerSecond: count,
    inputChars: count,
    connectionsPerSecond: fc.double({ noNaN: true, noDefaultInfinity: true, min: 0.5 }),
    connectionsPerIp: count,
    outputBacklogBytes: count,
    outageLines: count,
    outageBytes: count,
    maxOutage: count,
    preLoginTimeout: count,
    linkdeadGrace: count,
    resumeSeconds: count,
    idleCommand: text,
    loginDelayMs: count,
    screenReaderStrip: text,
    sbTimeoutMs: count,
    mslp: truth,
    mccp: fc.record(
      { enabled: truth, windowBits: count, memLevel: count, level: count, overTls: truth },
      { noNullPrototype },
    ),
    trustedProxies: fc.array(text, { maxLength: 3 }),
    allowedHosts: fc.array(text, { maxLength: 3 }),
    hsts: count,
    bans: fc.array(fc.record({ address: text, until: orNull(time) }, { noNullPrototype }), { maxLength: 3 }),
    clientWidth: count,
    clientHeight: count,
    counts: orNull(
      fc.record({ rooms: count, exits: count, things: count, helpTopics: count }, { noNullPrototype }),
    ),
    signIn: fc.record(
      {
        provider: orNull(
          fc.record(
            { location: text, clientId: text, scopes: fc.array(text, { maxLength: 3 }), nonce: truth },
            { noNullPrototype },
          ),
        ),
        page: truth,
      },
      { noNullPrototype },
    ),
  },
  { noNullPrototype },
);

type Makers<M extends { readonly type: string }> = {
  readonly [T in M["type"]]: fc.Arbitrary<Omit<Extract<M, { readonly type: T }>, "type">>;
};

/** The type makes sure that every message is tried. */
function anyOf<M extends { readonly type: string }>(makers: Makers<M>): fc.Arbitrary<M> {
  const entries = Object.entries<fc.Arbitrary<object>>(makers);
  return fc.oneof(
    ...entries.map(([type, fields]) => fields.map((rest) => ({ type, ...rest }) as unknown as M)),
  );
}

const record = <T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> =>
  fc.record<T>(fields).map((value) => ({ ...value }));
const nothing = fc.constant({});
const verb = fc.constantFrom("reload" as const, "reset" as const, "shutdown" as const);

const spelled = fc.tuple(command, text).map(([plain, wireName]) => ({ ...plain, wireName }));
const mannered = fc
  .tuple(command, fc.constantFrom("answer" as const, "latest" as const))
  .map(([plain, manner]) => ({ ...plain, manner }));

const effect = anyOf<Effect>({
  text: record({ sessions, text }),
  prompt: record({ sessions, text }),
  command: record({ sessions, command: fc.oneof(command, mannered) }),
  state: record({ session, revision: count, patch }),
  ack: record({ session, number }),
  unanswered: record({ session, after: number, takes }),
  ended: record({ session }),
  close: record({ session, reason: text, text }),
});

const worldMessage = anyOf<WorldMessage>({
  hello: record({
    secret: text,
    version: fc.constantFrom(linkVersion, 99),
    pid: count,
    role: fc.constantFrom("serve" as const, "standby" as const),
  }),
  opened: record({ highestSession: fc.oneof(session, fc.constant(0)), settings }),
  checkFailed: record({ error: text }),
  checked: nothing,
  ready: nothing,
  released: nothing,
  resumed: nothing,
  settings: record({ settings }),
  request: record({ verb, reason: text, session: orNull(session) }),
  controlReply: record({ id: count, error: orNull(text), result: json }),
  stopped: nothing,
  ping: record({ id: count }),
  pong: record({ id: count }),
  turns: record({ effects: fc.array(effect, { maxLength: 6 }) }),
});

const incident = record<Incident>({
  cause: fc.constantFrom("hang" as const, "death" as const),
  kind: fc.constantFrom("line" as const, "timer" as const, "web" as const, "hook" as const, "event" as const),
  label: text,
  session: orNull(session),
  line: orNull(number),
  dropped: truth,
});
const mode = fc.constantFrom(
  "start" as const,
  "reload" as const,
  "reset" as const,
  "crash" as const,
  "relink" as const,
);

const gatewayMessage = anyOf<GatewayMessage>({
  refused: record({ reason: text }),
  takeOver: record({ mode }),
  sessions: record({
    gateway: text,
    mode,
    sessions: fc.array(record({ state, acknowledged: count }), { maxLength: 3 }),
    closed: fc.array(record({ state, reason: text }), { maxLength: 2 }),
    incidents: fc.array(incident, { maxLength: 2 }),
  }),
  connect: record({ state }),
  update: record({ session, patch }),
  disconnect: record({ session, reason: text }),
  input: record({
    input: fc.oneof(
      record({ type: fc.constant("line" as const), session, number, text }),
      record({ type: fc.constant("command" as const), session, number, command: fc.oneof(command, spelled) }),
    ),
  }),
  handOver: record({ mode: fc.constantFrom("reload" as const, "reset" as const), reason: text }),
  resume: record({ error: text }),
  retire: nothing,
  requestFailed: record({ verb, session: orNull(session), error: text }),
  control: record({ id: count, verb: text, args: jsonObject }),
  stop: record({ text }),
  ping: record({ id: count }),
  pong: record({ id: count }),
});

const isBroken = expect.objectContaining({ code: "LINK_FRAME" }) as Error;

const fail = (what: string): never => {
  throw new Error(`unknown: ${what}`);
};

function decode<T>(chunks: readonly Buffer[], read: (frame: Frame) => T): T[] {
  const decoder = new FrameDecoder();
  const messages: T[] = [];
  for (const chunk of chunks) {
    decoder.push(chunk);
    for (let frame = decoder.next(); frame !== null; frame = decoder.next()) messages.push(read(frame));
  }
  return messages;
}

const readWorld = (bytes: Buffer): unknown[] => decode([bytes], (frame) => readWorldMessage(frame, () => {}));
const readGateway = (bytes: Buffer): unknown[] =>
  decode([bytes], (frame) => readGatewayMessage(frame, () => {}));

function worldBytes(...messages: readonly WorldMessage[]): Buffer {
  const writer = new FrameWriter();
  for (const message of messages) writeWorldMessage(writer, message);
  return writer.take();
}

function gatewayBytes(...messages: readonly GatewayMessage[]): Buffer {
  const writer = new FrameWriter();
  for (const message of messages) writeGatewayMessage(writer, message);
  return writer.take();
}

function onlyFrameErrors(attempt: () => void): void {
  try {
    attempt();
  } catch (error) {
    expect(hasCode(error, "LINK_FRAME")).toBe(true);
  }
}

/** A frame of JSON as no writer of ours would make it. */
function jsonBytes(value: unknown, type = 0x01): Buffer {
  const writer = new FrameWriter();
  const frame = writer.begin(type, []);
  writer.text(JSON.stringify(value));
  writer.end(frame);
  return writer.take();
}

describe("the link's codec", () => {
  it("brings every message of the world over", () => {
    fc.assert(
      fc.property(fc.array(worldMessage, { minLength: 1, maxLength: 4 }), (messages) => {
        const read = decode([worldBytes(...messages)], (frame) => readWorldMessage(frame, fail));
        expect(read).toEqual(messages);
      }),
      { numRuns: 300 },
    );
  });

  it("brings every message of the gateway over", () => {
    fc.assert(
      fc.property(fc.array(gatewayMessage, { minLength: 1, maxLength: 4 }), (messages) => {
        const read = decode([gatewayBytes(...messages)], (frame) => readGatewayMessage(frame, fail));
        expect(read).toEqual(messages);
      }),
      { numRuns: 300 },
    );
  });

  it("does so byte by byte", () => {
    fc.assert(
      fc.property(worldMessage, gatewayMessage, (fromWorld, fromGateway) => {
        const single = (bytes: Buffer): Buffer[] => [...bytes].map((byte) => Buffer.from([byte]));
        expect(decode(single(worldBytes(fromWorld)), (frame) => readWorldMessage(frame, fail))).toEqual([
          fromWorld,
        ]);
        expect(decode(single(gatewayBytes(fromGateway)), (frame) => readGatewayMessage(frame, fail))).toEqual(
          [fromGateway],
        );
      }),
      { numRuns: 50 },
    );
  });

  it("names thousands of sessions in one frame, and more than fit in several", () => {
    const crowd = Array.from({ length: 70_000 }, (_, n) => n + 1);
    const bytes = worldBytes({
      type: "turns",
      effects: [{ type: "text", sessions: crowd, text: "The bell rings." }],
    });
    expect(readWorld(bytes)).toEqual([
      {
        type: "turns",
        effects: [
          { type: "text", sessions: crowd.slice(0, 65_535), text: "The bell rings." },
          { type: "text", sessions: crowd.slice(65_535), text: "The bell rings." },
        ],
      },
    ]);
  });

  it("replaces what UTF-8 cannot say", () => {
    const bytes = worldBytes({ type: "turns", effects: [{ type: "text", sessions: [1], text: "a\ud800b" }] });
    expect(readWorld(bytes)).toMatchObject([{ effects: [{ text: "a\ufffdb" }] }]);
  });

  it("appends nothing of a message that cannot be written", () => {
    const writer = new FrameWriter();
    writeWorldMessage(writer, { type: "ready" });
    const circle: Record<string, JsonValue> = {};
    circle["self"] = circle;
    const bad: WorldMessage = {
      type: "turns",
      effects: [
        { type: "ack", session: 1, number: 1 },
        { type: "command", sessions: [1], command: { name: "x", args: [], kwargs: circle } },
      ],
    };
    expect(() => writeWorldMessage(writer, bad)).toThrow(TypeError);
    expect(() =>
      writeWorldMessage(writer, { type: "turns", effects: [{ type: "ack", session: 0, number: 1 }] }),
    ).toThrow("not a session");
    expect(() => writeGatewayMessage(writer, { type: "stop", text: "x".repeat(65 * 1024 * 1024) })).toThrow(
      "too long",
    );
    writeWorldMessage(writer, { type: "checked" });
    expect(readWorld(writer.take())).toEqual([{ type: "ready" }, { type: "checked" }]);
  });

  it("answers random bytes with LINK_FRAME and nothing else", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 0x30 }), fc.uint8Array({ maxLength: 300 }), (type, payload) => {
        const raw = Buffer.from(payload);
        onlyFrameErrors(() => readWorld(raw));
        const framed = Buffer.concat([Buffer.from([0, 0, 0, payload.length + 3, type, 0, 0]), raw]);
        framed.writeUInt32BE(payload.length + 3);
        onlyFrameErrors(() => readWorld(framed));
        onlyFrameErrors(() => readGateway(framed));
      }),
      { numRuns: 500 },
    );
  });

  it("answers damaged messages with LINK_FRAME and nothing else", () => {
    fc.assert(
      fc.property(worldMessage, gatewayMessage, fc.nat(), fc.nat({ max: 255 }), (one, other, where, byte) => {
        for (const [bytes, read] of [
          [worldBytes(one), readWorld],
          [gatewayBytes(other), readGateway],
        ] as const) {
          bytes[where % bytes.length] = byte;
          onlyFrameErrors(() => read(bytes));
        }
      }),
      { numRuns: 500 },
    );
  });

  it("refuses a message in which any field is missing or of another kind", () => {
    const wrong = fc.constantFrom<unknown>(undefined, { not: "meant" });
    const isOpen = (name: string): boolean => ["result", "args", "flags", "serverData"].includes(name);
    fc.assert(
      fc.property(worldMessage, gatewayMessage, fc.nat(), wrong, (one, other, where, value) => {
        for (const [message, read] of [
          [one, readWorld],
          [other, readGateway],
        ] as const) {
          const { type, ...fields } = message;
          const names = Object.keys(fields).filter((name) => !isOpen(name));
          const name = names[where % names.length];
          if (type === "turns" || type === "input" || type === "hello" || name === undefined) continue;
          if (name === "patch" && value === undefined) continue;
          expect(() => read(jsonBytes([type, [], { ...fields, [name]: value }]))).toThrow(
            `malformed message "${type}"`,
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    ["that is no list", { name: "ready" }],
    ["without arguments", ["ready"]],
    ["with a list of named arguments", ["ready", [], []]],
    ["without a name", [null, [], {}]],
    ["with a number that is a word", ["ping", [], { id: "1" }]],
    ["that is a hello without a secret", ["hello", [], { version: 99 }]],
    [
      "that is our version's hello without a role",
      ["hello", [], { secret: "", version: linkVersion, pid: 1 }],
    ],
  ])("refuses a message of the world %s", (_what, value) => {
    expect(() => readWorld(jsonBytes(value))).toThrow(isBroken);
  });

  it.each([
    ["for session 0", ["disconnect", [], { session: 0, reason: "" }]],
    ["for half a session", ["disconnect", [], { session: 1.5, reason: "" }]],
    ["that patches an id", ["update", [], { session: 1, patch: { id: 2 } }]],
    ["that patches what no session has", ["update", [], { session: 1, patch: { constructor: 2 } }]],
  ])("refuses a message of the gateway %s", (_what, value) => {
    expect(() => readGateway(jsonBytes(value))).toThrow(isBroken);
  });

  it("refuses numbers beyond counting", () => {
    const bytes = jsonBytes(["ping", [], { id: 11111 }]);
    bytes.write("1e999", bytes.indexOf("11111"));
    expect(() => readWorld(bytes)).toThrow(isBroken);
  });

  it("reads the hello of another version, whatever else it says, so that it can be refused", () => {
    expect(readWorld(jsonBytes(["hello", [], { secret: "tide", version: 99, ship: true }]))).toMatchObject([
      { type: "hello", secret: "tide", version: 99 },
    ]);
  });

  it.each([
    ["a line of two sessions", [0, 0, 0, 19, 0x11, 0, 2, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 2, 0, 0, 0, 1]],
    ["a line of nobody", [0, 0, 0, 7, 0x11, 0, 0, 0, 0, 0, 1]],
    ["a line without its number", [0, 0, 0, 12, 0x11, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1]],
  ])("refuses %s", (_what, bytes) => {
    expect(() => readGateway(Buffer.from(bytes))).toThrow(isBroken);
  });

  it.each([
    ["a state of another kind", 0x24, ["state", ["1"], {}]],
    ["a state with strange fields", 0x24, ["state", [1], { id: 5 }]],
    ["a close without words", 0x26, ["close", ["idle"], {}]],
  ])("refuses %s inside a turn", (_what, type, value) => {
    const writer = new FrameWriter();
    const outer = writer.begin(0x20, []);
    const inner = writer.begin(type, [1]);
    writer.text(JSON.stringify(value));
    writer.end(inner);
    writer.end(outer);
    expect(() => readWorld(writer.take())).toThrow(isBroken);
  });

  it("ignores what it does not know, inside a turn too, and says what it was", () => {
    const unknown: string[] = [];
    const note = (what: string): void => void unknown.push(what);
    const writer = new FrameWriter();
    writer.end(writer.begin(0x7f, []));
    const outer = writer.begin(0x20, []);
    writer.end(writer.begin(0x7e, [1]));
    writer.end(outer);
    const bytes = Buffer.concat([writer.take(), jsonBytes(["toString", [], {}])]);
    expect(decode([bytes], (frame) => readWorldMessage(frame, note))).toEqual([
      null,
      { type: "turns", effects: [] },
      null,
    ]);
    expect(decode([bytes], (frame) => readGatewayMessage(frame, note))).toEqual([null, null, null]);
    expect(unknown).toEqual([
      "frame type 127",
      "frame type 126",
      'message "toString"',
      "frame type 127",
      "frame type 32",
      'message "toString"',
    ]);
  });
});
