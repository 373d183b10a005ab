import type { JsonObject, JsonValue } from "../base/json.ts";
import type { Command } from "../link/messages.ts";
import type { Session } from "./session.ts";

/** Takes a client's message that is no typed line. */
type InputFunction = (session: Session, args: readonly JsonValue[], kwargs: JsonObject) => void;

/** Flags that a client may set by itself (`protocols.md` §1), by the name in lower case. */
const settable: ReadonlyMap<string, "boolean" | "size" | "text"> = new Map([
  ["ansi", "boolean"],
  ["xterm256", "boolean"],
  ["truecolor", "boolean"],
  ["mxp", "boolean"],
  ["osc8", "boolean"],
  ["utf-8", "boolean"],
  ["screenreader", "boolean"],
  ["autoresize", "boolean"],
  ["nocolor", "boolean"],
  ["raw", "boolean"],
  ["nogoahead", "boolean"],
  ["nopkeepalive", "boolean"],
  ["localecho", "boolean"],
  ["inputdebug", "boolean"],
  ["istyping", "boolean"],
  ["screenwidth", "size"],
  ["screenheight", "size"],
  ["client", "text"],
  ["version", "text"],
]);

const renamed: Readonly<Record<string, string>> = { client: "CLIENTNAME", version: "CLIENTVERSION" };

/** What clients may send besides text, by name. Only what stands here can be called (`sessions.md` §15). */
const inputFunctions: ReadonlyMap<string, InputFunction> = new Map<string, InputFunction>([
  ["client_options", clientOptions],
  ["get_client_options", (session) => session.send("client_options", [], optionsOf(session))],
  ["window_size", windowSize],
  // Greetings, which want no answer.
  ["hello", () => {}],
  ["supports_set", () => {}],
]);

/** Runs the function of that name; an unknown name is ignored. */
export function callInputFunction(session: Session, { name, args, kwargs }: Command): void {
  inputFunctions.get(name.trim().toLowerCase())?.(session, args, kwargs);
}

function clientOptions(session: Session, _args: readonly JsonValue[], kwargs: JsonObject): void {
  const { get, ...wishes } = kwargs;
  if (get === true || Object.keys(wishes).length === 0)
    return session.send("client_options", [], optionsOf(session));
  const flags: Record<string, JsonValue> = {};
  for (const [name, value] of Object.entries(wishes)) {
    const folded = name.toLowerCase();
    const read = readFlag(settable.get(folded), value);
    if (read !== null) flags[renamed[folded] ?? folded.toUpperCase()] = read;
  }
  if (Object.keys(flags).length > 0) session.updateFlags(flags);
}

function windowSize(session: Session, args: readonly JsonValue[]): void {
  const [columns, rows] = args.map((value) => readFlag("size", value));
  if (columns === undefined || columns === null || rows === undefined || rows === null) return;
  session.updateFlags({ SCREENWIDTH: columns, SCREENHEIGHT: rows });
}

function readFlag(type: "boolean" | "size" | "text" | undefined, value: JsonValue): JsonValue {
  if (type === "boolean") return value === true || ["true", "on", "1", 1].includes(value as string | number);
  if (type === "text") return typeof value === "string" ? value.slice(0, 128) : null;
  const size = Math.round(Number(value));
  return type === "size" && Number.isFinite(size) && size > 0 ? Math.min(500, Math.max(5, size)) : null;
}

function optionsOf(session: Session): JsonObject {
  const options: Record<string, JsonValue> = {};
  for (const name of settable.keys()) {
    const flag = renamed[name] ?? name.toUpperCase();
    const value = session.flags[flag];
    if (value !== undefined) options[flag] = value;
  }
  return options;
}
