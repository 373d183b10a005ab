import type { JsonObject, JsonValue } from "../../base/json.ts";
import type { Change, Finding } from "./finding.ts";
import type { StoredFacts } from "./stored-facts.ts";

/** The settings in which the timers of a world are kept, each with what it is to be called. */
const timers: readonly TimerRows[] = [
  { prefix: "ticker.", name: "ticker", isSound: ({ interval }) => isNumber(interval) && interval >= 1 },
  {
    prefix: "delay.",
    name: "delay",
    isSound: ({ due, remaining }) => isNumber(due) !== isNumber(remaining),
  },
  { prefix: "schedule.", name: "schedule", isSound: ({ due, time }) => isNumber(due) && isObject(time) },
  {
    prefix: "monitor.",
    name: "monitor",
    isSound: ({ name, callback }) => typeof name === "string" && typeof callback === "string",
  },
];

interface TimerRows {
  readonly prefix: string;
  readonly name: string;
  /** Besides what it calls. */
  readonly isSound: (row: JsonObject) => boolean;
}

/** The highest number that a timer ever had. */
const lastIdKey = "time.lastId";

/**
 * Looks at the settings of a world: whether they can be read, and whether each timer in them has something to do
 * (`world.md` §20, I9) and a number that is not given again (I10).
 */
export function* checkSettings(
  settings: ReadonlyMap<string, string>,
  facts: StoredFacts,
): Generator<Finding> {
  const identities = new Map<string, string>();
  let highest = 0;
  for (const [key, text] of settings) {
    const value = read(text);
    if (value === undefined) {
      yield unreadable(key, text);
      continue;
    }
    const timer = timers.find(({ prefix }) => key.startsWith(prefix));
    if (timer === undefined) continue;
    const number = Number(key.slice(timer.prefix.length));
    if (
      !isObject(value) ||
      !Number.isSafeInteger(number) ||
      !timer.isSound(value) ||
      !isCall(callIn(value))
    ) {
      yield unreadable(key, text);
      continue;
    }
    highest = Math.max(highest, number);
    yield* checkTimer(timer.name, key, value, facts, identities);
  }
  const last = Number(read(settings.get(lastIdKey) ?? "0"));
  if (!(last >= highest)) {
    yield {
      rule: "highest id",
      about: "numbers of timers",
      problem: `The highest number that was given is kept as ${last}, but there is ${highest}.`,
      repair: { text: `It is now ${highest}.`, change: set(lastIdKey, String(highest)) },
    };
  }
}

function* checkTimer(
  name: string,
  key: string,
  row: JsonObject,
  facts: StoredFacts,
  identities: Map<string, string>,
): Generator<Finding> {
  const about = `${name} ${key.slice(key.indexOf(".") + 1)}`;
  const call = callIn(row);
  const target = targetOf(call);
  if (target !== null && !facts.has(target.kind, target.id)) {
    yield {
      rule: "timer",
      about,
      problem: `It belongs to ${target.kind} #${target.id}, which does not exist.`,
      repair: { text: "It is removed.", change: set(key, null) },
    };
    return;
  }
  if (name !== "ticker") return;
  const identity = JSON.stringify([
    target,
    call["name"],
    row["interval"],
    row["id"] ?? "",
    row["persistent"] ?? true,
  ]);
  const other = identities.get(identity);
  identities.set(identity, other ?? key);
  if (other === undefined) return;
  yield {
    rule: "timer",
    about,
    problem: `It does the same at the same times as ${other.replace(".", " ")}.`,
    repair: { text: "It is removed.", change: set(key, null) },
  };
}

/** What a damaged setting says is kept under another name, where nothing reads it. */
function unreadable(key: string, text: string): Finding {
  const kept = `unreadable.${key}`;
  return {
    rule: "unreadable",
    about: `setting ${key}`,
    problem: "It cannot be read, and the world could not begin with it; a backup may have it.",
    repair: {
      text: `It is removed, and its text is now the setting ${kept}.`,
      change: {
        settings: [
          { key, value: null },
          { key: kept, value: JSON.stringify(text) },
        ],
      },
    },
  };
}

function set(key: string, value: string | null): Change {
  return { settings: [{ key, value }] };
}

function read(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

/** What a timer calls; a monitor says it without a word around it. */
function callIn(row: JsonObject): JsonObject {
  const { call, of, callback } = row;
  if (isObject(call ?? null)) return call as JsonObject;
  return { name: callback ?? null, of: of === undefined ? null : { $: "ref", is: of } };
}

function isCall(call: JsonObject): boolean {
  return typeof call["name"] === "string" && (isNothing(call["of"]) || targetOf(call) !== null);
}

function targetOf({ of }: JsonObject): { readonly kind: string; readonly id: number } | null {
  if (!isObject(of ?? null)) return null;
  const { is } = of as JsonObject;
  if (!Array.isArray(is)) return null;
  const [kind, id] = is as readonly JsonValue[];
  return typeof kind === "string" && typeof id === "number" ? { kind, id } : null;
}

function isNothing(value: JsonValue | undefined): boolean {
  return value === null || value === undefined;
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNumber(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}
