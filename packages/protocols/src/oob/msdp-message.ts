import { isWireName } from "./oob-message.ts";
import type { JsonObject, JsonValue } from "../json.ts";
import type { MsdpVariable } from "./msdp-codec.ts";
import type { OobMessage } from "./oob-message.ts";

/** The commands of MSDP; as messages they are called `msdp_list` and so on. */
export const msdpCommands = ["LIST", "REPORT", "RESET", "SEND", "UNREPORT"] as const;

const commandNames: ReadonlySet<string> = new Set(msdpCommands);

/** A message that came by MSDP, with the name as the client spelled it. */
export interface MsdpMessage extends OobMessage {
  readonly wireName: string;
}

/**
 * What the variables of one subnegotiation mean (`protocols.md` §8): text and arrays are arguments, tables are named
 * arguments, and what is said twice under one name is one message. Bad names are left out.
 */
export function messagesOfMsdp(variables: readonly MsdpVariable[]): readonly MsdpMessage[] {
  const messages = new Map<
    string,
    { wireName: string; args: JsonValue[]; kwargs: Record<string, JsonValue> }
  >();
  for (const { name, values } of variables) {
    if (!isWireName(name)) continue;
    const key = name.toLowerCase();
    const message = messages.get(key) ?? { wireName: name, args: [], kwargs: {} };
    messages.set(key, message);
    const empty = values.length === 1 && values[0] === "";
    for (const value of empty ? [] : values) {
      if (typeof value === "string") message.args.push(value);
      else if (isList(value)) message.args.push(...value);
      else Object.assign(message.kwargs, value);
    }
  }
  return [...messages].map(([key, message]) => ({ name: messageName(key), ...message }));
}

function messageName(lowerCase: string): string {
  if (commandNames.has(lowerCase.toUpperCase())) return `msdp_${lowerCase}`;
  return lowerCase.replaceAll(".", "_");
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** The variables that say a message in MSDP: one with its arguments, one with its named arguments. */
export function variablesOfMessage(message: OobMessage): readonly (readonly [string, JsonValue])[] {
  const name = variableName(message.name);
  const variables: (readonly [string, JsonValue])[] = [];
  const { args } = message;
  const [first] = args;
  if (args.length === 1 && first !== undefined) variables.push([name, first]);
  else if (args.length > 1) variables.push([name, args]);
  if (Object.keys(message.kwargs).length > 0) variables.push([name, message.kwargs]);
  return variables.length > 0 ? variables : [[name, ""]];
}

/** `char_vitals` and `Char.Vitals` are `CHAR_VITALS`. */
export function variableName(message: string): string {
  return message.toUpperCase().replaceAll(".", "_");
}

const vitals: readonly (readonly [key: string, variable: string])[] = [
  ["hp", "HEALTH"],
  ["maxhp", "HEALTH_MAX"],
  ["mp", "MANA"],
  ["maxmp", "MANA_MAX"],
  ["mv", "MOVEMENT"],
  ["maxmv", "MOVEMENT_MAX"],
];

/** Standard variables of MSDP that a GMCP-shaped message has to be told in (`protocols.md` §8); null when it has none. */
export function bridgedVariables(
  packageName: string,
  kwargs: JsonObject,
): readonly (readonly [string, JsonValue])[] | null {
  switch (packageName.toLowerCase()) {
    case "char.vitals":
      return picked(kwargs, vitals);
    case "char.name":
      return picked(kwargs, [["name", "CHARACTER_NAME"]]);
    case "char.status":
      return picked(kwargs, [["level", "LEVEL"]]);
    case "room.info":
      return [["ROOM", roomTable(kwargs)]];
    default:
      return null;
  }
}

function picked(
  from: JsonObject,
  names: readonly (readonly [key: string, variable: string])[],
): (readonly [string, JsonValue])[] {
  const found: (readonly [string, JsonValue])[] = [];
  for (const [key, variable] of names) {
    const value = from[key];
    if (value !== undefined) found.push([variable, value]);
  }
  return found;
}

function roomTable(room: JsonObject): JsonObject {
  const table = picked(room, [
    ["num", "VNUM"],
    ["name", "NAME"],
    ["area", "AREA"],
    ["environment", "TERRAIN"],
    ["exits", "EXITS"],
  ]);
  const { coords } = room;
  if (typeof coords === "string") {
    // GMCP writes `area,x,y,z`.
    const [x = "", y = "", z = ""] = coords.split(",").slice(-3);
    table.push(["COORDS", { X: x, Y: y, Z: z }]);
  }
  return Object.fromEntries(table);
}
