import {
  arg,
  command,
  escapeMarkup,
  optional,
  seq,
  type CommandContext,
  type CommandSet,
} from "../../../api.ts";
import { builderOf } from "./builder-of.ts";
import { showNew } from "./show-new.ts";

export const cmdsets = command({
  key: "cmdsets",
  readOnly: true,
  aliases: ["listcmdsets"],
  category: "building",
  locks: "cmd:perm(cmdsets) or perm(listcmdsets) or perm(Builder)",
  protected: true,
  help:
    "List the command sets on yourself, on an object or, with an asterisk, on an account, from the bottom to the top. " +
    "For yourself, also what all sets around you add up to.",
  examples: ["cmdsets", "cmdsets here", "cmdsets *me"],
  args: seq(optional(arg.entity("target", { from: "anywhere" }))),
  run(ctx, { target = builderOf(ctx) ?? ctx.stop() }) {
    const isOwn = target === ctx.puppet || target === ctx.account;
    if (!isOwn && !target.access(builderOf(ctx), "examine")) {
      return ctx.fail(`You may not examine ${showNew(target)}.`);
    }
    const sets = target.cmdset.all();
    const sum = target === ctx.caller ? sumOf(ctx) : "";
    if (sets.length === 0) return ctx.msg(`${showNew(target)} has no command sets.\n${sum}`.trimEnd());
    const title = `The command sets on ${showNew(target)}, the lowest first:`;
    const rows = sets.map(rowOf);
    return ctx.page(ctx.styledTable(headings, rows, sum === "" ? {} : { below: sum }), { header: title });
  },
});

const headings = ["Set", "Merges by", "Priority", "Commands", "Without"];

function rowOf(set: CommandSet): string[] {
  const without = [
    ...(set.noExits === true ? ["exits"] : []),
    ...(set.noObjs === true ? ["objects"] : []),
    ...(set.noChannels === true ? ["channels"] : []),
  ];
  const commands = [...set].length;
  return [escapeMarkup(set.key), set.mergeType, String(set.priority), String(commands), without.join(", ")];
}

function sumOf(ctx: CommandContext): string {
  const usable = ctx.available();
  return `All together, ${usable.length === 1 ? "one command is" : `${usable.length} commands are`} within your reach here.`;
}
