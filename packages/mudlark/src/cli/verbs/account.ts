import type { Command } from "commander";
import { text } from "node:stream/consumers";
import type { JsonObject, JsonValue } from "../../base/json.ts";
import { operate } from "../operate.ts";
import { askSecret } from "../questions.ts";
import { exitCodes, VerbError, type Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface AccountOptions extends GameOptions {
  readonly json?: boolean;
  readonly permission?: readonly string[];
  readonly superuser?: boolean;
}

/** An account as the world describes it. */
interface AccountFacts {
  readonly id: number;
  readonly name: string;
  readonly superuser: boolean;
  readonly permissions: readonly string[];
  readonly characters: readonly string[];
  readonly lastLogin: number | null;
  readonly sessions: number;
}

export const addAccount: AddVerb = (program, terminal) => {
  const account = program
    .command("account")
    .description("make accounts and look after them, whether the game runs or not")
    .addHelpText(
      "after",
      "\nPasswords are asked for, or read from standard input; they are never an argument.\n" +
        "The permission superuser passes every lock.",
    );
  const list = verb(account, "list", "show every account");
  list.action(() => perform(terminal, list, "accountList", {}));
  const create = verb(account, "create", "make an account")
    .argument("<name>")
    .option("--permission <name...>", "what it may, such as Builder")
    .option("--superuser", "it passes every lock");
  create.action(async (name: string) => {
    const { permission = [], superuser = false } = create.opts<AccountOptions>();
    const permissions = [...permission, ...(superuser ? ["superuser"] : [])];
    await perform(terminal, create, "accountCreate", {
      name,
      permissions,
      password: await newPassword(terminal),
    });
  });
  const password = verb(account, "password", "set a password; the account is logged out").argument("<name>");
  password.action(async (name: string) =>
    perform(terminal, password, "accountPassword", { name, password: await newPassword(terminal) }),
  );
  const grant = verb(account, "grant", "give permissions").argument("<name>").argument("<permission...>");
  grant.action((name: string, permissions: string[]) =>
    perform(terminal, grant, "accountGrant", { name, permissions }),
  );
  const revoke = verb(account, "revoke", "take permissions away")
    .argument("<name>")
    .argument("<permission...>");
  revoke.action((name: string, permissions: string[]) =>
    perform(terminal, revoke, "accountRevoke", { name, permissions }),
  );
};

function verb(parent: Command, name: string, description: string): Command {
  return parent.command(name).description(description).option("--json", "as JSON, for programs");
}

async function perform(terminal: Terminal, command: Command, name: string, args: JsonObject): Promise<void> {
  const options = command.optsWithGlobals<AccountOptions>();
  const result = await operate(terminal, options, name, args);
  if (options.json === true) return terminal.print(JSON.stringify(result, null, 2));
  return terminal.print(inWords(result));
}

function inWords(result: JsonValue): string {
  const accounts = (Array.isArray(result) ? result : [result]) as unknown as readonly AccountFacts[];
  return accounts.length === 0 ? "There are no accounts." : accounts.map(describe).join("\n");
}

/** One line each, in words that read well aloud. */
function describe({
  id,
  name,
  superuser,
  permissions,
  characters,
  lastLogin,
  sessions,
}: AccountFacts): string {
  const rank = superuser ? "superuser, " : "";
  const may = permissions.length === 0 ? "no permissions" : permissions.join(", ");
  const plays = characters.length === 0 ? "no character" : `plays ${characters.join(", ")}`;
  const seen = lastLogin === null ? "never logged in" : `last login ${new Date(lastLogin).toISOString()}`;
  const online = sessions === 0 ? "" : `; online`;
  return `${name} (#${id}): ${rank}${may}; ${plays}; ${seen}${online}`;
}

/** Asked twice at a terminal; else everything that comes on standard input, without the line's end. */
async function newPassword(terminal: Terminal): Promise<string> {
  if (!terminal.interactive) {
    const given = (await text(process.stdin)).replace(/\r?\n$/, "");
    if (given !== "") return given;
    throw new VerbError("The new password is expected on standard input.", exitCodes.usage);
  }
  const password = await askSecret("New password");
  if (password === (await askSecret("The same again"))) return password;
  throw new VerbError("The two passwords differ. Nothing was changed.");
}
