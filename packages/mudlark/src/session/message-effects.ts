import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Effect } from "../link/messages.ts";
import type { Message } from "../model/ports.ts";
import { payloadOf, type Payload, type PayloadReader } from "./outgoing-payload.ts";

/**
 * What a message becomes on the link: bare text travels as text, text with options as a command named `text`, and
 * each out-of-band part as a command of its own; a prompt comes last (`sessions.md` §14). A part that cannot be read is
 * reported, and the others go out.
 */
export function messageEffects(
  sessions: readonly SessionId[],
  message: string | Partial<Message>,
  reader: PayloadReader,
): Effect[] {
  if (sessions.length === 0) return [];
  if (typeof message === "string") return message === "" ? [] : [{ type: "text", sessions, text: message }];
  const { text, options, prompt = false, other } = message;
  const { prompt: ownPrompt, ...parts } = other === undefined ? {} : readParts(other, options ?? {}, reader);
  const effects = Object.entries(parts).map(([name, payload]): Effect => {
    return { type: "command", sessions, command: { name, ...payload } };
  });
  // Code without types may give a number.
  const shown = text === undefined || text === null ? "" : wordsOf(text);
  if (shown !== "") effects.push(textEffect(sessions, shown, prompt ? "prompt" : "text", options));
  const [question] = ownPrompt?.args ?? [];
  if (question !== undefined)
    effects.push(textEffect(sessions, wordsOf(question), "prompt", ownPrompt?.kwargs));
  return effects;
}

function textEffect(
  sessions: readonly SessionId[],
  text: string,
  name: "text" | "prompt",
  options: JsonObject | undefined,
): Effect {
  if (hasNone(options)) return { type: name, sessions, text };
  return { type: "command", sessions, command: { name, args: [text], kwargs: options ?? {} } };
}

/** Everything out of band, by name; options that are not about the text alone go with each. */
function readParts(
  other: Readonly<Record<string, unknown>>,
  { type: _type, alt: _alt, ...shared }: JsonObject,
  reader: PayloadReader,
): Readonly<Record<string, Payload>> {
  const parts: Record<string, Payload> = {};
  for (const name of Object.keys(other)) {
    try {
      const { args, kwargs } = payloadOf(other[name], reader);
      parts[name] = { args, kwargs: { ...shared, ...kwargs } };
    } catch (error) {
      reader.report(`the part "${name}" of a message could not be read, and was left out`, error);
    }
  }
  return parts;
}

function wordsOf(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

function hasNone(options: object | undefined): boolean {
  return options === undefined || Object.keys(options).length === 0;
}

/**
 * Puts messages of one turn together that say the same to several sessions one after the other, so that each crosses
 * the link once.
 */
export function mergeEffects(effects: readonly Effect[]): Effect[] {
  const merged: Effect[] = [];
  let last: Effect | null = null;
  /** The list of the last message, once it is a copy that may grow. */
  let receivers: SessionId[] | null = null;
  for (const effect of effects) {
    if (last === null || !("sessions" in effect) || !("sessions" in last) || !saysTheSame(last, effect)) {
      merged.push(effect);
      [last, receivers] = [effect, null];
    } else if (receivers === null) {
      receivers = [...last.sessions, ...effect.sessions];
      merged[merged.length - 1] = { ...last, sessions: receivers };
    } else {
      receivers.push(...effect.sessions);
    }
  }
  return merged;
}

function saysTheSame(first: Effect, second: Effect): boolean {
  if (first.type === "text" && second.type === "text") return first.text === second.text;
  if (first.type !== "command" || second.type !== "command") return false;
  const [a, b] = [first.command, second.command];
  if (a.name !== b.name || a.manner !== b.manner) return false;
  if (a.args.length > 1 || a.args.length !== b.args.length || a.args[0] !== b.args[0]) return false;
  return a.kwargs === b.kwargs || JSON.stringify(a.kwargs) === JSON.stringify(b.kwargs);
}
