import {
  arg,
  command,
  escapeMarkup,
  flag,
  isTruthFlag,
  optional,
  sep,
  seq,
  settableFlags,
  suggest,
  wishesOf,
  type Account,
  type ContextWith,
  type Session,
} from "../../../api.ts";

export const option = command({
  key: "option",
  aliases: ["options"],
  help:
    "Show or change what your client is taken for. Yes and no are true and false. With /save, a setting is kept " +
    "with your account and comes back at each login; /clear forgets what was kept.",
  examples: [
    "option",
    "option SCREENREADER = true",
    "option/save NOCOLOR = true",
    "option/save",
    "option/clear ANSI",
  ],
  switches: { save: flag("keep it with your account"), clear: flag("forget what was kept") },
  needs: ["session", "account"],
  protected: true,
  args: seq(optional(arg.word("name")), optional(seq(sep("="), arg.text("value")))),
  run(ctx, { name, value, switches }) {
    const { session, account } = ctx;
    if (switches.save && switches.clear) return ctx.fail("One switch at a time, please.");
    if (name === undefined && value !== undefined)
      return ctx.fail("Which option? Write its name before the =.");
    const known = name === undefined ? null : flagNamed(name);
    if (known === undefined) return session.msg(unknown(name ?? ""));
    if (value !== undefined && known !== null) {
      const problem = change(session, known, value);
      if (problem !== null) return session.msg(problem);
    }
    if (switches.clear) return session.msg(clear(account, known));
    if (switches.save) return session.msg(save(account, session, known));
    if (value !== undefined && known !== null)
      return session.msg(`${known} is now ${shown(session.flags[known])}.`);
    return list(ctx, known === null ? settableFlags : [known]);
  },
});

function flagNamed(typed: string): string | undefined {
  return settableFlags.find((each) => each === typed.toUpperCase());
}

function unknown(typed: string): string {
  const near = suggest(
    typed.toLowerCase(),
    settableFlags.map((written) => ({ written, folded: written.toLowerCase() })),
  );
  const hint = near.length === 0 ? "Type |woption|n for all of them." : `Did you mean ${near.join(" or ")}?`;
  return `There is no option "${escapeMarkup(typed)}". ${hint}`;
}

/** @returns what is wrong with the value, or null */
function change(session: Session, name: string, typed: string): string | null {
  const value = isTruthFlag(name) ? typed.trim().toLowerCase() : typed.trim();
  const flags = wishesOf({ [name]: value, [clientNames[name] ?? name]: value });
  if (flags[name] === undefined) {
    return `"${escapeMarkup(typed)}" is invalid for ${name}; nothing was changed.`;
  }
  const isSize = name === "SCREENWIDTH" || name === "SCREENHEIGHT";
  session.updateFlags(isSize ? { ...flags, AUTORESIZE: false } : flags);
  return null;
}

/** These two go by other names when a client sets them. */
const clientNames: Readonly<Record<string, string>> = { CLIENTNAME: "client", CLIENTVERSION: "version" };

function save(account: Account, session: Session, name: string | null): string {
  const names = name === null ? settableFlags : [name];
  const current = names.flatMap((each) => {
    const value = session.flags[each];
    return value === undefined ? [] : [[each, value] as const];
  });
  account.saveFlags({ ...account.savedFlags, ...Object.fromEntries(current) });
  return name === null ? "All options are kept for your logins." : `${name} is kept for your logins.`;
}

function clear(account: Account, name: string | null): string {
  if (name === null) {
    account.saveFlags({});
    return "No option is kept any more.";
  }
  const { [name]: _gone, ...rest } = account.savedFlags;
  account.saveFlags(rest);
  return `${name} is not kept any more.`;
}

function list(ctx: ContextWith<"session" | "account">, names: readonly string[]): void {
  const { session, account } = ctx;
  const headings = ["Option", "Now", "Kept"];
  const rows = names.map((name) => [name, shown(session.flags[name]), shown(account.savedFlags[name])]);
  session.page(ctx.styledTable(headings, rows));
}

function shown(value: unknown): string {
  return value === undefined ? "-" : escapeMarkup(typeof value === "string" ? value : JSON.stringify(value));
}
