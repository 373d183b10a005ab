import { pick, integerBetween, type Random } from "../../base/random.ts";
import { parseLiteral } from "../../command/arguments/literal.ts";
import { arithmetic } from "../../text/template/arithmetic.ts";
import type { ValueCall, ValueFunction } from "../../text/template/evaluate-template.ts";
import { textFunctions, type TextFunction } from "../../text/template/text-functions.ts";
import type { Game } from "../../model/game.ts";
import { Entity } from "../../model/entity/entity.ts";
import { WorldObject } from "../../model/object/world-object.ts";
import type { PrototypeFields, SpawnContext } from "./prototype.ts";

/** A function of a game that texts in prototypes may call; undefined leaves the call as it is written. */
export type SpawnFunction = (call: ValueCall, context: SpawnContext) => unknown;

/** By name. */
export type SpawnFunctions = Readonly<Record<string, SpawnFunction>>;

/** What the functions in a prototype's texts may know. */
export interface SpawnScope extends SpawnContext {
  readonly random: Random;
  /** Those of the game. */
  readonly functions: SpawnFunctions;
  readonly fields: PrototypeFields;
  /** Works a field of the prototype out. */
  readonly evaluate: (value: unknown) => unknown;
}

/** Functions that texts in prototypes may call (`world.md` §11.2): `$randint(1, 6)`, `$protkey(key)`, `$search(well)`. */
export function spawnFunctions(scope: SpawnScope): ReadonlyMap<string, ValueFunction> {
  const texts = Array.from(textFunctions, ([name, run]) => [name, onValues(run)] as const);
  return new Map<string, ValueFunction>([
    ...texts,
    ...numberFunctions,
    ...chanceFunctions(scope.random),
    ...searchFunctions(scope),
    ...ownFunctions(scope),
    ["protkey", ({ args: [name] }) => (typeof name === "string" ? fieldOf(scope, name) : undefined)],
  ]);
}

function ownFunctions({
  functions,
  game,
  caller,
}: SpawnScope): readonly (readonly [string, ValueFunction])[] {
  return Object.entries(functions).map(([name, run]) => [name, (call) => run(call, { game, caller })]);
}

function onValues(run: TextFunction): ValueFunction {
  return ({ args, named }) =>
    run({
      args: args.map(String),
      named: new Map(Array.from(named, ([key, value]) => [key, String(value)])),
    });
}

/** A call whose arguments are not all numbers comes to nothing. */
function onNumbers(run: (numbers: readonly number[]) => number | undefined): ValueFunction {
  return ({ args }) => {
    const numbers = args.map(numberOf);
    const result = numbers.includes(Number.NaN) ? undefined : run(numbers);
    return result !== undefined && Number.isFinite(result) ? result : undefined;
  };
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;
}

const numberFunctions: readonly (readonly [string, ValueFunction])[] = [
  ["add", onNumbers(([a, b]) => (a === undefined || b === undefined ? undefined : a + b))],
  ["sub", onNumbers(([a, b]) => (a === undefined || b === undefined ? undefined : a - b))],
  ["mult", onNumbers(([a, b]) => (a === undefined || b === undefined ? undefined : a * b))],
  ["div", onNumbers(([a, b]) => (a === undefined || b === undefined ? undefined : a / b))],
  ["round", onNumbers(([a, digits = 0]) => (a === undefined ? undefined : roundTo(a, digits)))],
  ["toint", onNumbers(([a]) => (a === undefined ? undefined : Math.trunc(a)))],
  ["eval", ({ args: [source] }) => (typeof source === "string" ? valueIn(source) : source)],
];

/** A literal or a sum; nothing when it is neither. */
function valueIn(source: string): unknown {
  return (parseLiteral(source) ?? { value: arithmetic(source) ?? undefined }).value;
}

function roundTo(number: number, digits: number): number {
  const scale = 10 ** Math.max(-12, Math.min(12, Math.trunc(digits)));
  return Math.round(number * scale) / scale;
}

function chanceFunctions(random: Random): readonly (readonly [string, ValueFunction])[] {
  const between = (low: number, high: number, asWhole: boolean): number =>
    asWhole ? integerBetween(random, low, high) : low + random.next() * (high - low);
  const inRange = (args: readonly unknown[], whole: boolean): number | undefined => {
    if (args.length === 0) return random.next();
    const [low = 0, high] = args.length === 1 ? [0, numberOf(args[0])] : args.map(numberOf);
    if (!Number.isFinite(low) || high === undefined || !Number.isFinite(high) || high < low) return undefined;
    const isWhole =
      whole || args.every((arg) => Number.isInteger(numberOf(arg)) && !String(arg).includes("."));
    return between(whole ? Math.ceil(low) : low, whole ? Math.floor(high) : high, isWhole);
  };
  return [
    ["random", ({ args }) => inRange(args, false)],
    ["randint", ({ args }) => inRange(args, true)],
    ["choice", ({ args }) => choose(random, args)],
  ];
}

/** Of its arguments, or of the list that is its only one. */
function choose(random: Random, args: readonly unknown[]): unknown {
  const [only] = args;
  const listed = typeof only === "string" && only.startsWith("[") ? parseLiteral(only)?.value : only;
  const among: readonly unknown[] = args.length === 1 && Array.isArray(listed) ? listed : args;
  return among.length === 0 ? undefined : pick(random, among);
}

function searchFunctions(scope: SpawnScope): readonly (readonly [string, ValueFunction])[] {
  const one = (call: ValueCall): unknown => {
    const found = searched(call, scope);
    if (isYes(call.named.get("returnList"))) return found;
    return found.length === 1 ? found[0] : undefined;
  };
  const list = (call: ValueCall): unknown => searched(call, scope);
  return [
    ["search", one],
    ["obj", one],
    ["dbref", one],
    ["objlist", list],
  ];
}

function isYes(value: unknown): boolean {
  return typeof value === "string" ? !/^(?:0|no|false)?$/i.test(value) : Boolean(value);
}

/** Only what the caller controls, so that nobody gets hold of a thing by writing its name into a prototype. */
function searched({ args: [query], named }: ValueCall, { caller, game }: SpawnScope): readonly Entity[] {
  if (query instanceof Entity) return [query];
  if (!(caller instanceof Entity) || typeof query !== "string") return [];
  const type = named.get("type") ?? "object";
  const found = typeof type === "string" ? (findersOf(game, caller).get(type)?.(query) ?? []) : [];
  return found.filter((entity) => !entity.isDeleted && entity.access(caller, "control"));
}

/** By what is sought: `$search(torch)`, `$search(Ann, type=account)`, `$search(lamp, type=tag, returnList=true)`. */
function findersOf(game: Game, caller: Entity): ReadonlyMap<string, (query: string) => readonly Entity[]> {
  const objects = (query: string): readonly Entity[] =>
    caller instanceof WorldObject ? caller.search(query, { globalSearch: true, quiet: true }) : [];
  const called = (kind: string, query: string): readonly Entity[] => {
    const id = /^#(\d{1,15})$/.exec(query.trim())?.[1];
    const numbered = id === undefined ? null : game.get(kind, Number(id));
    return numbered === null ? game.called(kind, query) : [numbered];
  };
  return new Map([
    ["object", objects],
    ["obj", objects],
    ["account", (query) => called("account", query)],
    ["script", (query) => called("script", query)],
    ["tag", (query) => game.searchTag("object", { keys: [query] })],
  ]);
}

function fieldOf({ fields, evaluate }: SpawnScope, name: string): unknown {
  const attribute = fields.attrs.find(({ key, category }) => key === name.toLowerCase() && category === null);
  const field = attribute?.value ?? (fields as unknown as Readonly<Record<string, unknown>>)[name];
  return field === undefined ? undefined : evaluate(field);
}
