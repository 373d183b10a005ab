import {
  arg,
  command,
  escapeMarkup,
  flag,
  joinList,
  optional,
  Script,
  sep,
  seq,
  type CommandContext,
} from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { mayEdit } from "./may-edit.ts";
import { shortTime } from "../account/short-time.ts";

/** What the switches do to a script, and how that is told. */
const actions = {
  start: { act: (script: Script) => script.start(), done: "started" },
  stop: { act: (script: Script) => script.stop(), done: "stopped" },
  pause: { act: (script: Script) => script.pause(), done: "paused" },
  unpause: { act: (script: Script) => script.unpause(), done: "unpaused" },
} as const;

type Action = keyof typeof actions;

export const scripts = command({
  key: "scripts",
  aliases: ["script"],
  category: "building",
  locks: "cmd:perm(scripts) or perm(Builder)",
  help:
    "List all scripts, those on an object, or those with an id, key or class; start and stop their timers; " +
    "delete them; or add one of a class to an object.",
  examples: [
    "scripts",
    "scripts here",
    "scripts/stop #12",
    "scripts/delete weather",
    "scripts here = tide.Tide",
  ],
  switches: {
    start: flag("start their timers; also those that were suspended"),
    stop: flag("end their timers"),
    pause: flag("hold their timers"),
    unpause: flag("let held timers go on"),
    delete: flag("delete them; you are asked first"),
  },
  args: seq(optional(arg.phrase("which")), optional(seq(sep("="), arg.phrase("class")))),
  async run(ctx, { which, class: className, switches }) {
    if (className !== undefined) return addTo(ctx, which ?? "here", className);
    const chosen = Object.keys(switches).filter((name) => switches[name as keyof typeof switches]);
    if (chosen.length > 1) return ctx.fail("One switch at a time, please.");
    const [wanted] = chosen;
    if (wanted === undefined) return which === undefined ? showAll(ctx) : show(ctx, listed(ctx, which));
    if (which === undefined) return ctx.fail("Which script? Name it by its id, its key or its class.");
    const found = named(ctx, which);
    for (const script of found) {
      if (!mayChange(ctx, script)) return ctx.fail(`You may not change ${nameOf(script)}.`);
    }
    if (wanted === "delete") return remove(ctx, found);
    const { act, done } = actions[wanted as Action];
    for (const script of found) act(script);
    return ctx.msg(
      `${found.length === 1 ? "This script was" : "These scripts were"} ${done}:\n${linesOf(found)}`,
    );
  },
});

/** The columns of a table are only known when all rows are written; more scripts than these have a line each. */
const mostInTable = 100;
/** So many ids can be named by a range. */
const mostIds = 100;
const headings = ["Id", "Key", "Class", "On", "Every", "Next", "Left"];

/** Exactly what was named: an id, a range of ids, a key, or a class. */
function named(ctx: CommandContext, which: string): Script[] {
  const { game } = ctx;
  const [, first, last = first] = /^#?(\d{1,15})(?:\s*-\s*#?(\d{1,15}))?$/.exec(which) ?? [];
  if (first !== undefined) {
    const [from, to] = [Number(first), Number(last)];
    const within =
      to - from < mostIds ? Array.from({ length: Math.max(0, to - from + 1) }, (_, n) => from + n) : [];
    const byId = within.map((id) => game.scripts.get(id)).filter((script) => script !== null);
    return byId.length > 0 ? byId : ctx.fail(`There is no script ${escapeMarkup(which)}.`);
  }
  const byKey = game.scripts.called(which);
  if (byKey.length > 0) return byKey;
  const cls = game.classes.find(which);
  const ofClass =
    cls !== null && cls.prototype instanceof Script
      ? [...game.scripts.all()].filter((script) => script.isClass(cls))
      : [];
  return ofClass.length > 0
    ? ofClass
    : ctx.fail(`No script has the id, key or class "${escapeMarkup(which)}".`);
}

/** For looking at, an object may be named too. */
function listed(ctx: CommandContext, which: string): Script[] {
  const isId = /^#?\d/.test(which);
  const [object] = isId ? [] : (ctx.puppet?.search(which, { quiet: true }) ?? []);
  return object === undefined ? named(ctx, which) : object.scripts.all();
}

/** There may be very many: only those that are shown are looked at. */
function showAll(ctx: CommandContext): void {
  const { game } = ctx;
  const { size } = game.collection("script");
  if (size <= mostInTable) return show(ctx, [...game.scripts.all()]);
  return ctx.page(Iterator.from(game.scripts.all()).map(longLineOf), { header: `${size} scripts:` });
}

function show(ctx: CommandContext, found: readonly Script[]): void {
  if (found.length === 0) return ctx.msg("There are no scripts.");
  if (found.length > mostInTable) {
    const rows = { count: found.length, row: (at: number) => longLineOf(found[at]) };
    return ctx.page(rows, { header: `${found.length} scripts:` });
  }
  const rows = found.map(rowOf);
  const total = found.length === 1 ? "One script." : `${found.length} scripts.`;
  return ctx.page(ctx.styledTable(headings, rows, { below: total }));
}

function rowOf(script: Script): string[] {
  const { ref, key, owner, interval } = script;
  const left = script.remainingRepeats();
  return [
    ref,
    escapeMarkup(key),
    escapeMarkup(script.classId),
    owner === null ? "nothing" : `${escapeMarkup(owner.key)} (${owner.ref})`,
    interval > 0 ? shortTime(interval * 1000) : "no timer",
    stateOf(script),
    left === null || !script.isActive ? "" : String(left),
  ];
}

/** It may be gone by the time somebody comes to see it. */
function longLineOf(script: Script | undefined): string {
  if (script === undefined || script.isDeleted) return "(deleted meanwhile)";
  const [ref = "", key = "", cls = "", owner = "", interval = "", state = ""] = rowOf(script);
  return `${ref} |c${key}|n, ${cls}, on ${owner}, ${interval}: ${state}`;
}

function stateOf(script: Script): string {
  if (script.suspension !== null) return "suspended";
  if (script.isPaused) return "paused";
  const next = script.timeUntilNextRepeat();
  return next === null ? "stopped" : shortTime(next * 1000);
}

function linesOf(found: readonly Script[]): string {
  return found.map((script) => `  ${nameOf(script)}: ${stateOf(script)}`).join("\n");
}

function nameOf({ key, ref }: Script): string {
  return `${escapeMarkup(key)} (${ref})`;
}

async function remove(ctx: CommandContext, found: readonly Script[]): Promise<void> {
  if (!(await ctx.confirm(`Delete ${joinList(found.map(nameOf))}?`, { default: false }))) {
    return ctx.fail("Nothing is deleted.");
  }
  for (const script of found) {
    // Much may have happened since the question.
    if (script.isDeleted) continue;
    const name = nameOf(script);
    if (!mayChange(ctx, script)) ctx.msg(`You may not delete ${name}.`);
    else ctx.msg(script.delete() ? `${name} is deleted.` : `${name} does not want to go.`);
  }
  return undefined;
}

/** A script is a part of what it is on. */
function mayChange(ctx: CommandContext, script: Script): boolean {
  const { owner } = script;
  return script.access(builderOf(ctx), "edit") && (owner === null || mayEdit(ctx, owner));
}

function addTo(ctx: CommandContext, which: string, className: string): void {
  const cls = ctx.game.classes.find(className);
  if (cls === null || !(cls === Script || cls.prototype instanceof Script)) {
    return ctx.fail(`There is no class of scripts called "${escapeMarkup(className)}".`);
  }
  const object = ctx.puppet?.search(which) ?? null;
  if (object === null) return undefined;
  if (!mayEdit(ctx, object)) {
    return ctx.fail(`You may not change ${escapeMarkup(object.key)}.`);
  }
  const script = object.scripts.add(className);
  return ctx.msg(`${nameOf(script)} is on ${escapeMarkup(object.key)} now: ${stateOf(script)}.`);
}
