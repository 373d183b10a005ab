import type { JsonObject, JsonValue } from "../base/json.ts";
import type { SessionId } from "../base/session-id.ts";
import type { Command, Effect } from "../link/messages.ts";
import type { Connection } from "./connection.ts";
import { OutgoingText } from "./outgoing-text.ts";

/** Does to the connections what a turn in the world decided. */
export function applyEffect(effect: Effect, find: (session: SessionId) => Connection | undefined): void {
  switch (effect.type) {
    case "text": {
      const text = new OutgoingText(effect.text);
      return each(effect.sessions, find, (connection) => connection.sendText(text));
    }
    case "prompt": {
      const text = new OutgoingText(effect.text);
      return each(effect.sessions, find, (connection) => connection.sendPrompt(text));
    }
    case "command":
      return applyCommand(effect.sessions, effect.command, find);
    case "state":
      return find(effect.session)?.applyState(effect.revision, effect.patch);
    case "ack":
      return find(effect.session)?.ledger.acknowledge(effect.number);
    case "close":
      return find(effect.session)?.close(effect.reason, effect.text);
  }
}

function applyCommand(
  sessions: readonly SessionId[],
  command: Command,
  find: (session: SessionId) => Connection | undefined,
): void {
  if (command.name !== "text" && command.name !== "prompt") {
    return each(sessions, find, (connection) => connection.sendCommand(command));
  }
  const options = optionsOf(command.kwargs);
  const alternative = typeof options["alt"] === "string" ? options["alt"] : null;
  const text = new OutgoingText(sourceOf(command.args), options, alternative);
  each(sessions, find, (connection) => {
    if (options["echo"] === false) connection.wire.hideInput();
    if (options["echo"] === true) connection.wire.showInput();
    if (command.name === "prompt") connection.sendPrompt(text);
    else connection.sendText(text);
  });
}

/** Options may stand by themselves or in a bundle (`sessions.md` §14). */
function optionsOf(kwargs: JsonObject): JsonObject {
  const { options } = kwargs;
  return isObject(options) ? { ...kwargs, ...options } : kwargs;
}

function sourceOf(args: readonly JsonValue[]): string {
  return args.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" ");
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function each(
  sessions: readonly SessionId[],
  find: (session: SessionId) => Connection | undefined,
  act: (connection: Connection) => void,
): void {
  for (const session of sessions) {
    const connection = find(session);
    if (connection !== undefined) act(connection);
  }
}
