import type { SessionId } from "../base/session-id.ts";
import type { Effect } from "../link/messages.ts";
import type { Message } from "../model/ports.ts";

/**
 * What a message becomes on the link: bare text travels as text, text with options as a command named `text`, and
 * each out-of-band part as a command of its own; a prompt comes last (`sessions.md` §14).
 */
export function messageEffects(sessions: readonly SessionId[], message: string | Partial<Message>): Effect[] {
  if (sessions.length === 0) return [];
  if (typeof message === "string") return message === "" ? [] : [{ type: "text", sessions, text: message }];
  const { text, options, prompt, other } = message;
  const effects: Effect[] = [];
  for (const [name, payload] of Object.entries(other ?? {})) {
    const args = Array.isArray(payload) ? payload : [payload];
    effects.push({ type: "command", sessions, command: { name, args, kwargs: {} } });
  }
  if (text === undefined || text === null || text === "") return effects;
  if (prompt === true && hasNone(options)) effects.push({ type: "prompt", sessions, text });
  else if (hasNone(options)) effects.push({ type: "text", sessions, text });
  else {
    const name = prompt === true ? "prompt" : "text";
    effects.push({ type: "command", sessions, command: { name, args: [text], kwargs: options ?? {} } });
  }
  return effects;
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
  if (a.name !== b.name || a.args.length !== 1 || b.args.length !== 1 || a.args[0] !== b.args[0])
    return false;
  return a.kwargs === b.kwargs || JSON.stringify(a.kwargs) === JSON.stringify(b.kwargs);
}
