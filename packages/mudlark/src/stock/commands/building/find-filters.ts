import {
  arg,
  escapeMarkup,
  parseIdRange,
  parseLiteral,
  type CommandContext,
  type WorldObject,
} from "../../../api.ts";
import { findClass } from "./class-named.ts";
import { builderOf } from "./builder-of.ts";
import { mayEdit } from "./may-edit.ts";
import { objectNamed } from "./object-named.ts";

/** What a builder asks for: a part of a name, and conditions (`commands.md` §18). */
export interface FindQuery {
  /** What is left when the conditions are taken away. */
  readonly text: string;
  readonly matches: readonly ((object: WorldObject) => boolean)[];
  /** Where to look when there is no name to look for; null when the whole world would have to be tried. */
  readonly candidates: readonly WorldObject[] | null;
  readonly compare: ((a: WorldObject, b: WorldObject) => number) | null;
  readonly limit: number;
}

interface Condition {
  readonly name: string;
  readonly operator: string;
  readonly value: string;
}

const condition = /(?:^|\s)([a-z]+)(!=|<=|>=|=|<|>|~)("[^"]*"|[^\s"]+)/giu;

const orders: Readonly<Record<string, (a: WorldObject, b: WorldObject) => number>> = {
  id: (a, b) => a.id - b.id,
  name: (a, b) => a.key.localeCompare(b.key) || a.id - b.id,
  newest: (a, b) => b.createdAt - a.createdAt || b.id - a.id,
};

const farthest = 5;
const mostRooms = 500;
/** More ids than that only narrow down what is found otherwise. */
const mostIds = 10_000;

/** Takes the conditions out of a query; what is wrong with one ends the command. */
export function readFindQuery(ctx: CommandContext, query: string): FindQuery {
  const conditions: Condition[] = [];
  const text = query.replace(condition, (_all, name: string, operator: string, value: string) => {
    conditions.push({ name: name.toLowerCase(), operator, value: value.replace(/^"(.*)"$/u, "$1") });
    return " ";
  });
  const matches: ((object: WorldObject) => boolean)[] = [];
  let candidates: readonly WorldObject[] | null = null;
  let compare: FindQuery["compare"] = null;
  let limit = Number.POSITIVE_INFINITY;
  for (const one of conditions) {
    if (one.name === "sort")
      compare = orders[one.value] ?? ctx.fail("Sort by id, name or newest, as in sort=name.");
    else if (one.name === "limit") limit = wholeNumber(ctx, one);
    else {
      const part = readCondition(ctx, one);
      matches.push(part.matches);
      candidates ??= part.candidates ?? null;
    }
  }
  return { text: text.trim(), matches, candidates, compare, limit };
}

interface Part {
  readonly candidates?: readonly WorldObject[];
  matches(this: void, object: WorldObject): boolean;
}

function readCondition(ctx: CommandContext, one: Condition): Part {
  if (one.name === "created") return createdIn(ctx, one);
  if (one.operator !== "=") return ctx.fail(`${one.name} takes no ${one.operator}, only =.`);
  switch (one.name) {
    case "class":
      return ofClass(ctx, one.value);
    case "tag":
      return tagged(ctx, one.value);
    case "attr":
      return withAttribute(ctx, one.value);
    case "in":
      return inside(objectNamed(ctx, one.value).contents);
    case "near":
      return near(ctx, one.value);
    case "id":
      return withIds(ctx, one.value);
    case "owner":
      return ownedBy(ctx, one.value);
    default:
      return ctx.fail(
        `There is no condition "${escapeMarkup(one.name)}". There are class, tag, attr, in, near, owner, id, created, ` +
          "sort and limit.",
      );
  }
}

function ofClass(ctx: CommandContext, id: string): Part {
  const cls = findClass(ctx, id);
  if (!cls.ok) return ctx.fail(cls.message);
  return { matches: (object) => object.isClass(cls.value) };
}

function tagged(ctx: CommandContext, value: string): Part {
  const [key = "", category] = value.split(":");
  const query = category === undefined ? { keys: [key] } : { keys: [key], categories: [category] };
  const found = new Set(ctx.game.searchTag<WorldObject>("object", query));
  return { candidates: [...found], matches: (object) => found.has(object) };
}

function withAttribute(ctx: CommandContext, value: string): Part {
  const [, name = "", operator, typed = ""] = /^([^!<>=~]+)(!=|<=|>=|=|<|>|~)?(.*)$/u.exec(value) ?? [];
  if (name === "") return ctx.fail("Which attribute? Write it as in attr=fuel or attr=fuel>5.");
  // Whoever may not read what an object keeps could else find it out letter by letter.
  const mayRead = (object: WorldObject): boolean =>
    object.access(builderOf(ctx), "examine") || mayEdit(ctx, object);
  if (operator === undefined) {
    return { matches: (object) => object.attributes.has(name) && mayRead(object) };
  }
  const literal = parseLiteral(typed);
  const wanted: unknown = literal === null ? typed : literal.value;
  return {
    matches: (object) =>
      object.attributes.has(name) && mayRead(object) && holds(object.db[name], operator, wanted),
  };
}

/** Numbers compare as numbers, texts by their letters, and everything else only by being the same. */
function holds(value: unknown, operator: string, wanted: unknown): boolean {
  if (operator === "~") return String(value).toLowerCase().includes(String(wanted).toLowerCase());
  if (operator === "=" || operator === "!=") {
    const isSame = JSON.stringify(value) === JSON.stringify(wanted);
    return isSame === (operator === "=");
  }
  const [a, b] = [value, wanted];
  const areNumbers = typeof a === "number" && typeof b === "number";
  if (!areNumbers && !(typeof a === "string" && typeof b === "string")) return false;
  const isLess = a < b;
  if (operator === "<" || operator === ">=") return isLess === (operator === "<");
  const isMore = a > b;
  return isMore === (operator === ">");
}

function inside(things: readonly WorldObject[]): Part {
  const all = new Set(things);
  return { candidates: things, matches: (object) => all.has(object) };
}

/** `near=gate:2`: in the place of the gate, and up to two exits away. */
function near(ctx: CommandContext, value: string): Part {
  const [, name = "", steps = "1"] = /^(.+?)(?::(\d{1,2}))?$/u.exec(value) ?? [];
  const start = objectNamed(ctx, name);
  const rooms = new Set([start.location ?? start]);
  let edge: readonly WorldObject[] = [...rooms];
  for (let step = 0; step < Math.min(Number(steps), farthest) && rooms.size < mostRooms; step++) {
    edge = edge.flatMap((room) => room.exits.flatMap(({ destination }) => destination ?? []));
    for (const room of edge) rooms.add(room);
  }
  return inside([...rooms].slice(0, mostRooms).flatMap((room) => [room, ...room.contents]));
}

/** `id=5-90`: only those; when there are few, they are what is looked at. */
function withIds(ctx: CommandContext, text: string): Part {
  const { from, to } =
    parseIdRange(/^#?\d+$/u.test(text) ? `${text}-${text}` : text) ??
    ctx.fail("Write the ids as in id=5-90.");
  const matches = ({ id }: WorldObject): boolean => id >= from && id <= to;
  if (to - from >= mostIds) return { matches };
  const ids = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
  return { matches, candidates: ids.map((id) => ctx.game.objects.get(id)).filter((each) => each !== null) };
}

/** Whoever made something has control of it. */
function ownedBy(ctx: CommandContext, name: string): Part {
  const account = ctx.game.accounts.find(name.replace(/^\*/u, ""));
  if (account === null) return ctx.fail(`There is no account "${escapeMarkup(name)}".`);
  const lock = new RegExp(String.raw`^control:.*\bpid\(${account.id}\)`, "u");
  return { matches: (object) => object.locks.all().some((each) => lock.test(each)) };
}

/** `created>7d`: longer ago than seven days; `created<1h`: within the last hour. */
function createdIn(ctx: CommandContext, { operator, value }: Condition): Part {
  if (operator !== "<" && operator !== ">") return ctx.fail("Write the age as in created>7d or created<1h.");
  const seconds = arg.duration("age").type.parse(value, ctx);
  if (!seconds.ok) return ctx.fail(seconds.message);
  const border = ctx.game.clock.now() - seconds.value * 1000;
  return { matches: ({ createdAt }) => (operator === ">" ? createdAt < border : createdAt > border) };
}

function wholeNumber(ctx: CommandContext, { name, value }: Condition): number {
  return /^[1-9]\d{0,5}$/u.test(value)
    ? Number(value)
    : ctx.fail(`${name} takes a number, as in ${name}=10.`);
}
