import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  seq,
  type CommandContext,
  type HelpEntry,
} from "../../../api.ts";
import { tellMistakes } from "../tell-mistakes.ts";
import { helpEditor } from "./help-editor.ts";
import { longestHelp, writeHelp, type WantedHelp } from "./write-help.ts";

export const sethelp = command({
  key: "sethelp",
  category: "system",
  locks: "cmd:perm(sethelp) or perm(Helper)",
  help:
    "Write what others can look up with help. Behind the topic may stand other names for it, its category and its " +
    "locks. The text is Markdown: **bold**, lists, and headings, which become parts that can be looked up.",
  examples: [
    "sethelp lanterns;lamps, playing = Lanterns give **light** as long as they have oil.",
    "sethelp/edit lanterns",
    "sethelp/append lanterns = Oil is sold at the quay.",
    "sethelp/extend lanterns = And nowhere else.",
    "sethelp/replace lanterns = Lanterns give light.",
    "sethelp/category lanterns = things",
    "sethelp/locks lanterns = read:perm(Helper)",
    "sethelp/locks lanterns",
    "sethelp/delete lanterns",
  ],
  switches: {
    edit: flag("write the text line by line, in the editor"),
    replace: flag("put a new text in the place of the old one"),
    append: flag("add a text on a new line"),
    extend: flag("add a text to the last line"),
    category: flag("list the topic under another category"),
    locks: flag(
      "show or set who may see, read and change it; nothing behind the = takes them back to the usual",
    ),
    delete: flag("remove the topic"),
  },
  args: seq(optional(arg.text("topic"))),
  async run(ctx, { switches }) {
    const { lhsList, rhs } = ctx.raw;
    const [names = "", category = "", ...locks] = lhsList;
    const [key = "", ...aliases] = names.split(";").map((name) => name.trim());
    if (key === "") return ctx.fail("Usage: sethelp topic;other names, category, locks = text");
    if (switches.delete) return await remove(ctx, key);
    if (switches.locks) return setLocks(ctx, required(ctx, key), rhs);
    if (switches.edit) {
      requireEditable(ctx, key);
      return ctx.edit(helpEditor, { key, aliases, category, locks: locks.join(",") });
    }
    if (rhs === null || rhs === "") {
      const typed = switches.category ? `sethelp/category ${key} = category` : `sethelp ${key} = text`;
      return ctx.fail(`What is to stand behind the =? Usage: ${escapeMarkup(typed)}`);
    }
    if (rhs.length > longestHelp) return ctx.fail(`A help text may have ${longestHelp} letters.`);
    if (switches.replace) return write(ctx, required(ctx, key), rhs);
    if (switches.append) return add(ctx, required(ctx, key), "\n\n", rhs);
    if (switches.extend) return add(ctx, required(ctx, key), " ", rhs);
    if (switches.category) return setCategory(ctx, required(ctx, key), rhs);
    return await create(ctx, { key, aliases, category, locks: locks.join(","), text: rhs });
  },
});

async function create(ctx: CommandContext, wanted: WantedHelp): Promise<void> {
  const { help } = ctx.game;
  const { key } = wanted;
  const clash = nameTaken(ctx, key);
  requireEditable(ctx, key);
  if (clash !== null && !(await ctx.confirm(`${clash} Write it all the same?`, { default: false }))) {
    ctx.fail("Nothing was written.");
  }
  // Somebody else may have written it meanwhile.
  requireEditable(ctx, key);
  const entry = tellMistakes(ctx, () => ctx.game.whole(() => writeHelp(help, wanted)));
  ctx.msg(`The help on ${escapeMarkup(entry.key)} is written.`);
}

/** What a new text would take the place of, or stand behind; null when the name is free. */
function nameTaken(ctx: CommandContext, key: string): string | null {
  const wanted = key.toLowerCase();
  const shown = escapeMarkup(key);
  const command = ctx.available().find(({ names }) => names.some((name) => name.toLowerCase() === wanted));
  if (command !== undefined) return `"${shown}" is a command, whose own help comes first.`;
  if (ctx.game.help.find(key) !== null) return `There is a help text on "${shown}", which would be replaced.`;
  const written = ctx.game.help.topics(null, "read").some((topic) => topic.key.toLowerCase() === wanted);
  return written ? `"${shown}" is explained by a file of the game, which would be hidden.` : null;
}

function write(ctx: CommandContext, entry: HelpEntry, text: string): void {
  entry.text = text;
  ctx.msg(`The help on ${escapeMarkup(entry.key)} is changed.`);
}

function add(ctx: CommandContext, entry: HelpEntry, between: string, text: string): void {
  const whole = entry.text + between + text;
  if (whole.length > longestHelp) ctx.fail(`A help text may have ${longestHelp} letters.`);
  write(ctx, entry, whole);
}

function setCategory(ctx: CommandContext, entry: HelpEntry, category: string): void {
  entry.category = category;
  ctx.msg(`${escapeMarkup(entry.key)} is now listed under ${escapeMarkup(entry.category)}.`);
}

function setLocks(ctx: CommandContext, entry: HelpEntry, locks: string | null): void {
  if (locks === "") entry.locks.replace("view:all();read:all();edit:perm(Helper)");
  else if (locks !== null) tellMistakes(ctx, () => entry.locks.add(locks, { overwrite: true }));
  ctx.msg(`The locks of ${escapeMarkup(entry.key)}: ${escapeMarkup(entry.locks.get())}`);
}

async function remove(ctx: CommandContext, key: string): Promise<void> {
  const shown = escapeMarkup(required(ctx, key).key);
  if (!(await ctx.confirm(`Remove the help on ${shown}?`, { default: false })))
    ctx.fail("Nothing was removed.");
  required(ctx, key).delete();
  ctx.msg(`The help on ${shown} is gone.`);
}

/** Exactly that topic, which they may change. */
function required(ctx: CommandContext, key: string): HelpEntry {
  const entry = ctx.game.help.find(key);
  if (entry === null) return ctx.fail(`There is no help text "${escapeMarkup(key)}" that was written here.`);
  mayEdit(ctx, entry);
  return entry;
}

/** Whoever writes over a text must be allowed to change it. */
function requireEditable(ctx: CommandContext, key: string): void {
  const known = ctx.game.help.find(key);
  if (known !== null) mayEdit(ctx, known);
}

function mayEdit(ctx: CommandContext, entry: HelpEntry): void {
  const { caller } = ctx;
  if ("kind" in caller && entry.access(caller, "edit")) return;
  ctx.fail(`You may not change the help on ${escapeMarkup(entry.key)}.`);
}
