import { MudlarkError } from "../base/errors.ts";
import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import { nestedFrames, type Frame, type FrameWriter } from "./frame.ts";
import type { Command, Effect, GatewayMessage, SessionInput, WorldMessage } from "./messages.ts";

/** Frame types. Text, prompts and lines carry raw UTF-8; everything else JSON `[name, args, kwargs]` (design §5). */
const frameType = {
  control: 0x01,
  line: 0x11,
  commandInput: 0x12,
  turns: 0x20,
  text: 0x21,
  prompt: 0x22,
  command: 0x23,
  state: 0x24,
  ack: 0x25,
  close: 0x26,
} as const;

const fromWorld: ReadonlySet<string> = new Set([
  "hello",
  "opened",
  "checkFailed",
  "checked",
  "ready",
  "released",
  "resumed",
  "settings",
  "request",
  "controlReply",
  "stopped",
  "ping",
  "pong",
]);

const fromGateway: ReadonlySet<string> = new Set([
  "refused",
  "takeOver",
  "sessions",
  "connect",
  "update",
  "disconnect",
  "handOver",
  "resume",
  "retire",
  "requestFailed",
  "control",
  "stop",
  "ping",
  "pong",
]);

/** Appends a message of the world to what is to be sent. */
export function writeWorldMessage(writer: FrameWriter, message: WorldMessage): void {
  if (message.type !== "turns") return writeControl(writer, message);
  const start = writer.begin(frameType.turns, []);
  try {
    for (const effect of message.effects) writeEffect(writer, effect);
    writer.end(start);
  } catch (error) {
    writer.abandon(start);
    throw error;
  }
}

/** Appends a message of the gateway to what is to be sent. */
export function writeGatewayMessage(writer: FrameWriter, message: GatewayMessage): void {
  if (message.type === "input") writeInput(writer, message.input);
  else writeControl(writer, message);
}

/** A message of the world; null when this version knows no such one. */
export function readWorldMessage(frame: Frame): WorldMessage | null {
  if (frame.type === frameType.turns) {
    return {
      type: "turns",
      effects: nestedFrames(frame.payload)
        .map(readEffect)
        .filter((effect) => effect !== null),
    };
  }
  return frame.type === frameType.control ? (readControl(frame, fromWorld) as WorldMessage | null) : null;
}

/** A message of the gateway; null when this version knows no such one. */
export function readGatewayMessage(frame: Frame): GatewayMessage | null {
  switch (frame.type) {
    case frameType.line:
      return {
        type: "input",
        input: {
          type: "line",
          session: only(frame),
          number: numberOf(frame),
          text: frame.payload.toString("utf8", 4),
        },
      };
    case frameType.commandInput: {
      const command = readCommand(frame.payload.subarray(4));
      return {
        type: "input",
        input: { type: "command", session: only(frame), number: numberOf(frame), command },
      };
    }
    case frameType.control:
      return readControl(frame, fromGateway) as GatewayMessage | null;
    default:
      return null;
  }
}

function writeInput(writer: FrameWriter, input: SessionInput): void {
  const isLine = input.type === "line";
  const start = writer.begin(isLine ? frameType.line : frameType.commandInput, [input.session]);
  writer.number(input.number);
  writer.text(isLine ? input.text : commandText(input.command));
  writer.end(start);
}

function writeEffect(writer: FrameWriter, effect: Effect): void {
  const sessions = "sessions" in effect ? effect.sessions : [effect.session];
  const start = writer.begin(frameType[effect.type], sessions);
  switch (effect.type) {
    case "text":
    case "prompt":
      writer.text(effect.text);
      break;
    case "command":
      writer.text(commandText(effect.command));
      break;
    case "state":
      writer.text(JSON.stringify(["state", [effect.revision], effect.patch]));
      break;
    case "ack":
      writer.number(effect.number);
      break;
    case "close":
      writer.text(JSON.stringify(["close", [effect.reason, effect.text], {}]));
      break;
  }
  writer.end(start);
}

function readEffect(frame: Frame): Effect | null {
  switch (frame.type) {
    case frameType.text:
      return { type: "text", sessions: frame.sessions, text: frame.payload.toString("utf8") };
    case frameType.prompt:
      return { type: "prompt", sessions: frame.sessions, text: frame.payload.toString("utf8") };
    case frameType.command:
      return { type: "command", sessions: frame.sessions, command: readCommand(frame.payload) };
    case frameType.state: {
      const { args, kwargs } = readCommand(frame.payload);
      const [revision] = args;
      if (typeof revision !== "number") throw broken("a state without a revision");
      return { type: "state", session: only(frame), revision, patch: kwargs };
    }
    case frameType.ack:
      return { type: "ack", session: only(frame), number: numberOf(frame) };
    case frameType.close: {
      const [reason, text] = readCommand(frame.payload).args;
      if (typeof reason !== "string" || typeof text !== "string") throw broken("a close without a reason");
      return { type: "close", session: only(frame), reason, text };
    }
    default:
      return null;
  }
}

function writeControl(writer: FrameWriter, message: { readonly type: string }): void {
  const { type, ...fields } = message;
  const start = writer.begin(frameType.control, []);
  writer.text(JSON.stringify([type, [], fields]));
  writer.end(start);
}

function readControl(frame: Frame, known: ReadonlySet<string>): { readonly type: string } | null {
  const { name, kwargs } = readCommand(frame.payload);
  return known.has(name) ? { ...kwargs, type: name } : null;
}

function commandText({ name, args, kwargs }: Command): string {
  return JSON.stringify([name, args, kwargs]);
}

function readCommand(payload: Buffer): Command {
  const value = parse(payload);
  if (!Array.isArray(value)) throw broken("a message that is not a list");
  const [name, args, kwargs] = value as readonly JsonValue[];
  if (typeof name !== "string" || !Array.isArray(args) || !isObject(kwargs)) {
    throw broken("a message that is not [name, args, kwargs]");
  }
  return { name, args: args as readonly JsonValue[], kwargs };
}

function parse(payload: Buffer): unknown {
  try {
    return JSON.parse(payload.toString("utf8"));
  } catch (cause) {
    throw new MudlarkError("LINK_FRAME", "a message that is not JSON", { cause });
  }
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function only(frame: Frame): SessionId {
  const [session] = frame.sessions;
  if (session === undefined || frame.sessions.length > 1) throw broken("a frame that must name one session");
  return session;
}

function numberOf(frame: Frame): number {
  if (frame.payload.length < 4) throw broken("a frame without its number");
  return frame.payload.readUInt32BE(0);
}

function broken(why: string): MudlarkError {
  return new MudlarkError("LINK_FRAME", why);
}
