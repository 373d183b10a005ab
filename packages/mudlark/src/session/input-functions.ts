import type { JsonObject, JsonValue } from "../base/json.ts";
import { clientWishes, settableFlags } from "../link/client-wishes.ts";
import type { Command } from "../link/messages.ts";
import type { Session } from "./session.ts";

/** Takes a client's message that is no typed line. */
type InputFunction = (session: Session, command: Command) => void;

/** What clients may send besides text, by name. Only what stands here can be called (`sessions.md` §15). */
const inputFunctions: ReadonlyMap<string, InputFunction> = new Map<string, InputFunction>([
  ["client_options", clientOptions],
  ["get_client_options", (session) => session.send("client_options", [], optionsOf(session))],
  ["window_size", (session, command) => session.updateFlags(clientWishes(command))],
  // Greetings, which want no answer.
  ["hello", () => {}],
  ["supports_set", () => {}],
]);

/** Runs the function of that name; an unknown name is ignored. */
export function callInputFunction(session: Session, command: Command): void {
  const name = command.name.trim().toLowerCase();
  inputFunctions.get(name)?.(session, { ...command, name });
}

function clientOptions(session: Session, command: Command): void {
  const { get, ...wishes } = command.kwargs;
  if (get === true || Object.keys(wishes).length === 0)
    return session.send("client_options", [], optionsOf(session));
  return session.updateFlags(clientWishes(command));
}

function optionsOf(session: Session): JsonObject {
  const options: Record<string, JsonValue> = {};
  for (const flag of settableFlags) {
    const value = session.flags[flag];
    if (value !== undefined) options[flag] = value;
  }
  return options;
}
