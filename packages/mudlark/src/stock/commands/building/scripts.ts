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
import { objectNamed } from "./object-named.ts";
import { tellMistakes } from "../tell-mistakes.ts";
import { shortTime } from "../account/short-time.ts";

/** What the switches do to a script, and how that is told. */
const actions = {
  start: { act: (script) => script.start(), verb: "Start", done: "started" },
  stop: { act: (script) => script.stop(), verb: "Stop", done: "stopped" },
  pause: { act: (script) => script.pause(), verb: "Hold", done: "paused" },
  unpause: { act: (script) => script.unpause(), verb: "Let go on", done: "unpaused" },
} satisfies Readonly<Record<string, Action>>;

export const scripts = command({
  key: "scripts",
  aliases: ["script"],
  category: "building",
  locks: "cmd:perm(scripts) or perm(Builder)",
  help:
    "List all scripts, those on an object, or those with an id, key or class; start and stop their timers; " +
    "delete them; or add one of a class to an object. A class of which there is no script yet, or a key and a class " +
    "with a colon between them, makes one that is on nothing. For a change of several you are asked first.",
  examples: [
    "scripts",
    "scripts here",
    "scripts/stop #12",
    "scripts/delete weather",
    "scripts here = tide.Tide",
    "scripts spring tide:tide.Tide",
    "scripts/stop here = tide.Tide",
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
    const chosen = Object.keys(switches).filter((name) => switches[name as keyof typeof switches]);
    if (chosen.length > 1) return ctx.fail("One switch at a time, please.");
    const [wanted] = chosen;
    if (wanted === undefined) {
      if (className !== undefined) return addTo(ctx, which ?? "here", className);
      return which === undefined ? showAll(ctx) : showOrMake(ctx, which);
    }
    if (which === undefined) return ctx.fail("Which script? Name it by its id, its key or its class.");
    const found = className === undefined ? named(ctx, which) : namedOn(ctx, which, className);
    for (const script of found) {
      if (!mayChange(ctx, script)) return ctx.fail(`You may not change ${nameOf(script)}.`);
    }
    if (wanted === "delete") return remove(ctx, found);
    return act(ctx, found, actions[wanted as keyof typeof actions]);
  },
});

interface Action {
  readonly verb: string;
  readonly done: string;
  act(this: void, script: Script): void;
}

/** Of several it is asked first: a key or a class may mean more than was thought of. */
async function act(ctx: CommandContext, found: readonly Script[], action: Action): Promise<void> {
  const isSure =
    found.length === 1 || (await ctx.confirm(`${action.verb} ${namesOf(found)}?`, { default: false }));
  if (!isSure) return ctx.fail("Nothing was changed.");
  const left = found.filter((script) => !script.isDeleted && mayChange(ctx, script));
  for (const script of left) action.act(script);
  const which = left.length === 1 ? "This script was" : `${left.length} scripts were`;
  return ctx.msg(`${which} ${action.done}:\n${linesOf(left)}`);
}

/** The columns of a table are only known when all rows are written; more scripts than these have a line each. */
const mostInTable = 100;
/** So many ids can be named by a range. */
const mostIds = 100;
const headings = ["Id", "Key", "Class", "On", "Every", "Next", "Left"];

/** Exactly what was named: an id, a range of ids, a key, or a class. */
function named(ctx: CommandContext, which: string): readonly Script[] {
  const { game } = ctx;
  const [, first, last = first] = /^#?(\d{1,15})(?:\s*-\s*#?(\d{1,15}))?$/.exec(which) ?? [];
  if (first === undefined) {
    const found = calledOrOf(game, which);
    return found.length > 0
      ? found
      : ctx.fail(`No script has the id, key or class "${escapeMarkup(which)}".`);
  }
  const [from = 0, to = 0] = [Number(first), Number(last)].toSorted((a, b) => a - b);
  if (to - from >= mostIds) return ctx.fail(`At most ${mostIds} ids can be named at once.`);
  const ids = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const byId = ids.map((id) => game.scripts.get(id)).filter((script) => script !== null);
  return byId.length > 0 ? byId : ctx.fail(`There is no script ${escapeMarkup(which)}.`);
}

function calledOrOf(game: CommandContext["game"], which: string): readonly Script[] {
  const byKey = game.scripts.called(which);
  const cls = game.classes.named(which, Script);
  if (byKey.length > 0 || cls === null) return byKey;
  return [...game.scripts.all()].filter((script) => script.isClass(cls));
}

/** Those on an object with a key or of a class: `scripts/stop gate = tide`. */
function namedOn(ctx: CommandContext, where: string, which: string): readonly Script[] {
  const object = objectNamed(ctx, where);
  const cls = ctx.game.classes.named(which, Script);
  const key = which.toLowerCase();
  const found = object.scripts
    .all()
    .filter((script) => script.key.toLowerCase() === key || (cls !== null && script.isClass(cls)));
  if (found.length > 0) return found;
  return ctx.fail(
    `${escapeMarkup(object.key)} has no script with the key or class "${escapeMarkup(which)}".`,
  );
}

/** Shows what was named; a class of which there is no script yet, or `key:class`, makes one that is on nothing. */
function showOrMake(ctx: CommandContext, which: string): void {
  const { game } = ctx;
  const [, key, className = which] = /^([^:]+):(.+)$/su.exec(which) ?? [];
  const isThere = calledOrOf(game, which).length > 0;
  const cls = isThere ? null : game.classes.named(className.trim(), Script);
  if (cls === null) return show(ctx, listed(ctx, which));
  const { id } = game.classes.require(cls);
  const options = key === undefined ? {} : { key: key.trim() };
  const script = tellMistakes(ctx, () => game.scripts.create(id, options));
  return ctx.msg(`You make ${nameOf(script)}, which is on nothing: ${stateOf(script)}.`);
}

/** For looking at, an object may be named too. */
function listed(ctx: CommandContext, which: string): readonly Script[] {
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
  return found
    .map((script) => `  ${nameOf(script)}: ${script.interval > 0 ? stateOf(script) : "it has no timer"}`)
    .join("\n");
}

function nameOf({ key, ref }: Script): string {
  return `${escapeMarkup(key)} (${ref})`;
}

/** Up to four by name, more of them by their number. */
function namesOf(found: readonly Script[]): string {
  return found.length <= 4 ? joinList(found.map(nameOf)) : `these ${found.length} scripts`;
}

async function remove(ctx: CommandContext, found: readonly Script[]): Promise<void> {
  if (!(await ctx.confirm(`Delete ${namesOf(found)}?`, { default: false }))) {
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
  const cls = ctx.game.classes.named(className, Script);
  if (cls === null) return ctx.fail(noSuchClass(className));
  const object = objectNamed(ctx, which);
  if (!mayEdit(ctx, object)) {
    return ctx.fail(`You may not change ${escapeMarkup(object.key)}.`);
  }
  const script = object.scripts.add(ctx.game.classes.require(cls).id);
  return ctx.msg(`${nameOf(script)} is on ${escapeMarkup(object.key)} now: ${stateOf(script)}.`);
}

function noSuchClass(name: string): string {
  return `There is no class of scripts called "${escapeMarkup(name)}".`;
}
