import { hasCode } from "../base/errors.ts";
import { withDotEnv } from "../config/load-config.ts";
import { passwordProblems } from "../session/accounts/password-rules.ts";
import { normaliseUsername, usernameProblems } from "../session/accounts/username.ts";
import { openSnapshot } from "../store/open-snapshot.ts";
import { storeAddress } from "../store/store-address.ts";
import type { OpenGame } from "./game-directory.ts";
import { askQuestions, askSecret } from "./questions.ts";
import type { Terminal } from "./terminal.ts";

/**
 * Before the very first start, at a terminal, asks who rules the game. The answers travel to the world the way the
 * environment would bring them (`web-and-operations.md` §5.3), so there is one way only by which a superuser is
 * made. Without a terminal, or when the environment says it already, nothing is asked.
 */
export async function superuserQuestions(
  terminal: Terminal,
  game: OpenGame,
): Promise<Readonly<Record<string, string>>> {
  if (!terminal.interactive || !(await needsSuperuser(terminal, game))) return {};
  const { config } = game;
  terminal.note("This game starts for the first time. Who is to rule it?");
  for (;;) {
    const { name = "" } = await askQuestions(true, [
      { key: "name", text: "Your name in the game", given: undefined, fallback: "Admin" },
    ]);
    const password = await askSecret("Password");
    const rules = config.security;
    const problems = [
      ...usernameProblems(
        normaliseUsername(name),
        {
          minLength: rules.usernameMinLength,
          maxLength: rules.usernameMaxLength,
          blanks: rules.usernameBlanks,
        },
        { taken: false, guests: config.guests.names },
      ),
      ...(await passwordProblems(password, [name], { minLength: rules.passwordMinLength })),
      ...(password === (await askSecret("Password again")) ? [] : ["The two passwords differ."]),
    ];
    if (problems.length === 0) return { MUDLARK_SUPERUSER_NAME: name, MUDLARK_SUPERUSER_PASSWORD: password };
    for (const problem of problems) terminal.note(problem);
  }
}

/** Is this the first start, and does nobody say who rules? */
export async function needsSuperuser(terminal: Terminal, { config }: OpenGame): Promise<boolean> {
  const variables = withDotEnv(config.directory, terminal.environment);
  return variables.MUDLARK_SUPERUSER_NAME === undefined && (await isFirstStart(config));
}

/** A store that cannot be read is no reason to ask: the start will say what is wrong with it. */
async function isFirstStart({ storage, directory }: OpenGame["config"]): Promise<boolean> {
  const address = storeAddress(storage.url, directory);
  if (address.kind === "memory") return false;
  try {
    await (await openSnapshot(address)).close();
    return false;
  } catch (error) {
    return hasCode(error, "STORE_MISSING");
  }
}
