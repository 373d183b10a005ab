import {
  arg,
  command,
  escapeMarkup,
  flag,
  optional,
  sep,
  seq,
  setStyle,
  styleOf,
  styleOptions,
  suggest,
  type CommandContext,
} from "../../../api.ts";

type StyleName = keyof typeof styleOptions;

export const style = command({
  key: "style",
  help:
    "Show or change how tables and titles look for you, wherever you log in. /clear takes one option, or all of them, " +
    "back to what is usual. Who uses a screen reader hears neither lines nor colours.",
  examples: ["style", "style tableBorder = cells", "style tableLineColour = blue", "style/clear"],
  switches: { clear: flag("take an option, or all of them, back to what is usual") },
  needs: ["account"],
  args: seq(optional(arg.word("option")), optional(seq(sep("="), arg.text("value")))),
  run(ctx, { option, value, switches }) {
    const { account } = ctx;
    if (option === undefined && value !== undefined) return ctx.fail("Which option? style lists them.");
    const name = option === undefined ? null : named(ctx, option);
    if (switches.clear) {
      if (value !== undefined) return ctx.fail("With /clear nothing can stand after the =.");
      for (const each of name === null ? names : [name]) setStyle(account, each, null);
      return ctx.msg(name === null ? "Everything looks as usual again." : `${name} is as usual again.`);
    }
    if (name === null || value === undefined) return list(ctx, name === null ? names : [name]);
    const wanted = value.trim();
    const chosen = choicesOf(name)?.find((choice) => choice.toLowerCase() === wanted.toLowerCase()) ?? wanted;
    if (!setStyle(account, name, chosen)) {
      return ctx.fail(`"${escapeMarkup(wanted)}" is invalid for ${name}. It can be ${valuesOf(name)}.`);
    }
    return ctx.msg(`${name} is now ${escapeMarkup(chosen)}.`);
  },
});

const names = Object.keys(styleOptions) as readonly StyleName[];

/** By its name in any case, or the beginning of only one. */
function named(ctx: CommandContext, typed: string): StyleName {
  const wanted = typed.toLowerCase();
  const begun = names.filter((name) => name.toLowerCase().startsWith(wanted));
  const found =
    names.find((name) => name.toLowerCase() === wanted) ?? (begun.length === 1 ? begun[0] : undefined);
  if (found !== undefined) return found;
  const near = suggest(
    wanted,
    names.map((written) => ({ written, folded: written.toLowerCase() })),
  );
  const hint = near.length === 0 ? "style lists them." : `Did you mean ${near.join(" or ")}?`;
  return ctx.fail(`There is no option "${escapeMarkup(typed)}". ${hint}`);
}

function choicesOf(name: StyleName): readonly string[] | null {
  return styleOptions[name].choices;
}

function valuesOf(name: StyleName): string {
  return choicesOf(name)?.join(", ") ?? "any one letter";
}

function list(ctx: CommandContext, wanted: readonly StyleName[]): void {
  const now = styleOf(ctx.account);
  const rows = wanted.map((name) => [
    name,
    escapeMarkup(now[name]),
    `${styleOptions[name].help}: ${valuesOf(name)}`,
  ]);
  ctx.page(ctx.styledTable(["Option", "Now", "What it is"], rows));
}
