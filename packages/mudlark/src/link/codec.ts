import type { SessionId } from "../base/session-id.ts";
import type { FrameWriter } from "./frame-writer.ts";
import { brokenFrame, maxFrameSessions, nestedFrames, type Frame } from "./frame.ts";
import {
  gatewayShapes,
  isManner,
  isSessionPatch,
  isTakes,
  worldShapes,
  type GatewayControl,
  type WorldControl,
} from "./message-shapes.ts";
import type { Command, Effect, GatewayMessage, SessionInput, WorldMessage } from "./messages.ts";
import { isCount, isJsonList, isJsonObject, isText, type Guard } from "./shape.ts";

/**
 * Frame types. Text, prompts and lines carry raw UTF-8; everything else JSON `[name, args, kwargs]` (design §5).
 * Lines, commands and acknowledgements begin with or are their number, a u32. What a turn does crosses as one
 * frame of frames, so that all of it arrives or none.
 */
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
  ended: 0x27,
  unanswered: 0x28,
} as const;

/** Hears of a message that this version does not know, by a name for the log. */
export type OnUnknown = (what: string) => void;

/**
 * Appends a message of the world to what is to be sent. When it throws, nothing was appended.
 *
 * @throws MudlarkError LINK_FRAME when the message is too long for a frame
 */
export function writeWorldMessage(writer: FrameWriter, message: WorldMessage): void {
  const before = writer.size;
  try {
    if (message.type === "turns") writeTurns(writer, message.effects);
    else writeControl(writer, message);
  } catch (error) {
    writer.rewind(before);
    throw error;
  }
}

/**
 * Appends a message of the gateway to what is to be sent. When it throws, nothing was appended.
 *
 * @throws MudlarkError LINK_FRAME when the message is too long for a frame
 */
export function writeGatewayMessage(writer: FrameWriter, message: GatewayMessage): void {
  const before = writer.size;
  try {
    if (message.type === "input") writeInput(writer, message.input);
    else writeControl(writer, message);
  } catch (error) {
    writer.rewind(before);
    throw error;
  }
}

/**
 * A message of the world; null when this version knows no such one.
 *
 * @throws MudlarkError LINK_FRAME when it is malformed
 */
export function readWorldMessage(frame: Frame, onUnknown: OnUnknown): WorldMessage | null {
  switch (frame.type) {
    case frameType.turns:
      return readTurns(frame, onUnknown);
    case frameType.control:
      return readControl<WorldControl>(frame, worldShapes, onUnknown);
    default:
      return unknownFrame(frame, onUnknown);
  }
}

/**
 * A message of the gateway; null when this version knows no such one.
 *
 * @throws MudlarkError LINK_FRAME when it is malformed
 */
export function readGatewayMessage(frame: Frame, onUnknown: OnUnknown): GatewayMessage | null {
  switch (frame.type) {
    case frameType.line:
    case frameType.commandInput:
      return { type: "input", input: readInput(frame) };
    case frameType.control:
      return readControl<GatewayControl>(frame, gatewayShapes, onUnknown);
    default:
      return unknownFrame(frame, onUnknown);
  }
}

function writeInput(writer: FrameWriter, input: SessionInput): void {
  const isLine = input.type === "line";
  const frame = writer.begin(isLine ? frameType.line : frameType.commandInput, [input.session]);
  writer.number(input.number);
  writer.text(isLine ? input.text : commandText(input.command));
  writer.end(frame);
}

function readInput(frame: Frame): SessionInput {
  const session = onlySession(frame);
  const number = numberOf(frame);
  const start = frame.start + 4;
  return frame.type === frameType.line
    ? { type: "line", session, number, text: textOf(frame, start) }
    : { type: "command", session, number, command: readClientCommand(frame, start) };
}

function writeTurns(writer: FrameWriter, effects: readonly Effect[]): void {
  const frame = writer.begin(frameType.turns, []);
  for (const effect of effects) {
    if (!("sessions" in effect)) writeEffect(writer, effect, [effect.session]);
    else if (effect.sessions.length <= maxFrameSessions) writeEffect(writer, effect, effect.sessions);
    else writeToCrowd(writer, effect, effect.sessions);
  }
  writer.end(frame);
}

/** More sessions than a frame can name get several. */
function writeToCrowd(writer: FrameWriter, effect: Effect, sessions: readonly SessionId[]): void {
  for (let at = 0; at < sessions.length; at += maxFrameSessions) {
    writeEffect(writer, effect, sessions.slice(at, at + maxFrameSessions));
  }
}

function writeEffect(writer: FrameWriter, effect: Effect, sessions: readonly SessionId[]): void {
  const frame = writer.begin(frameType[effect.type], sessions);
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
    case "unanswered":
      writer.text(JSON.stringify(["unanswered", [effect.after, effect.takes], {}]));
      break;
    case "ended":
      break;
    case "close":
      writer.text(JSON.stringify(["close", [effect.reason, effect.text], {}]));
      break;
  }
  writer.end(frame);
}

function readTurns(frame: Frame, onUnknown: OnUnknown): WorldMessage {
  const effects: Effect[] = [];
  for (const nested of nestedFrames(frame)) {
    const effect = readEffect(nested, onUnknown);
    if (effect !== null) effects.push(effect);
  }
  return { type: "turns", effects };
}

function readEffect(frame: Frame, onUnknown: OnUnknown): Effect | null {
  switch (frame.type) {
    case frameType.text:
      return { type: "text", sessions: frame.sessions, text: textOf(frame, frame.start) };
    case frameType.prompt:
      return { type: "prompt", sessions: frame.sessions, text: textOf(frame, frame.start) };
    case frameType.command:
      return { type: "command", sessions: frame.sessions, command: readWorldCommand(frame) };
    case frameType.state:
      return readState(frame);
    case frameType.ack:
      return { type: "ack", session: onlySession(frame), number: numberOf(frame) };
    case frameType.unanswered:
      return readUnanswered(frame);
    case frameType.ended:
      return { type: "ended", session: onlySession(frame) };
    case frameType.close:
      return readClose(frame);
    default:
      return unknownFrame(frame, onUnknown);
  }
}

function readState(frame: Frame): Effect {
  const [{ args, kwargs }] = readCommand(frame, frame.start);
  const [revision] = args;
  if (typeof revision !== "number") throw brokenFrame("a state without a revision");
  if (!isSessionPatch(kwargs)) throw brokenFrame("a state with fields that no session has");
  return { type: "state", session: onlySession(frame), revision, patch: kwargs };
}

function readUnanswered(frame: Frame): Effect {
  const [{ args }] = readCommand(frame, frame.start);
  const [after, takes] = args;
  if (!isCount(after) || !isTakes(takes)) throw brokenFrame("an unanswered question that is none");
  return { type: "unanswered", session: onlySession(frame), after, takes };
}

function readClose(frame: Frame): Effect {
  const [{ args }] = readCommand(frame, frame.start);
  const [reason, text] = args;
  if (!isText(reason) || !isText(text)) throw brokenFrame("a close without a reason");
  return { type: "close", session: onlySession(frame), reason, text };
}

function writeControl(writer: FrameWriter, message: WorldControl | GatewayControl): void {
  const { type, ...fields } = message;
  const frame = writer.begin(frameType.control, []);
  writer.text(JSON.stringify([type, [], fields]));
  writer.end(frame);
}

function readControl<M extends { readonly type: string }>(
  frame: Frame,
  shapes: Readonly<Record<M["type"], Guard<object>>>,
  onUnknown: OnUnknown,
): M | null {
  const [{ name, kwargs }] = readCommand(frame, frame.start);
  if (!isKeyOf(shapes, name)) {
    onUnknown(`message "${name.slice(0, 40)}"`);
    return null;
  }
  if (!shapes[name](kwargs)) throw brokenFrame(`a malformed message "${name}"`);
  // The shape that belongs to the name has just been checked.
  return { ...kwargs, type: name } as unknown as M;
}

function isKeyOf<T extends object>(table: T, key: string): key is Extract<keyof T, string> {
  return Object.hasOwn(table, key);
}

function unknownFrame(frame: Frame, onUnknown: OnUnknown): null {
  onUnknown(`frame type ${frame.type}`);
  return null;
}

/** A fourth part is what only one direction knows: the manner, or the client's spelling. */
function commandText({ name, args, kwargs, manner, wireName }: Command): string {
  const more = manner ?? wireName;
  return JSON.stringify(more === undefined ? [name, args, kwargs] : [name, args, kwargs, more]);
}

function readCommand(frame: Frame, start: number): readonly [command: Command, more: unknown] {
  const value = parse(textOf(frame, start));
  if (!isJsonList(value)) throw brokenFrame("a message that is not a list");
  const [name, args, kwargs, more] = value;
  if (!isText(name) || !isJsonList(args) || !isJsonObject(kwargs)) {
    throw brokenFrame("a message that is not [name, args, kwargs]");
  }
  return [{ name, args, kwargs }, more];
}

/** A message of a client. */
function readClientCommand(frame: Frame, start: number): Command {
  const [command, wireName] = readCommand(frame, start);
  return isText(wireName) ? { ...command, wireName } : command;
}

/** A message for clients. */
function readWorldCommand(frame: Frame): Command {
  const [command, manner] = readCommand(frame, frame.start);
  return isManner(manner) ? { ...command, manner } : command;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw brokenFrame("a message that is not JSON", { cause });
  }
}

function textOf(frame: Frame, start: number): string {
  return frame.bytes.toString("utf8", start, frame.end);
}

function onlySession(frame: Frame): SessionId {
  const [session] = frame.sessions;
  if (session === undefined || frame.sessions.length > 1)
    throw brokenFrame("a frame that must name one session");
  return session;
}

function numberOf(frame: Frame): number {
  if (frame.end - frame.start < 4) throw brokenFrame("a frame without its number");
  return frame.bytes.readUInt32BE(frame.start);
}
