import { readFileSync } from "node:fs";
import { randomBytes } from "node:crypto";
import { MudlarkError } from "../base/errors.ts";
import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import { escapeMarkup } from "../text/markup/plain-text.ts";
import { stockClasses } from "../stock/classes/stock-classes.ts";
import { normaliseUsername } from "../session/accounts/username.ts";
import type { Engine } from "./engine.ts";
import type { ServerHooks } from "./serving/server-hooks.ts";

/** The last step of the setup that is done; a start that was cut off goes on from there. */
const settingKey = "setup";

export interface FirstStartParts {
  readonly engine: Engine;
  readonly hooks: ServerHooks;
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** How long a claim is good for, in milliseconds. */
const claimLife = 30 * 60 * 1000;

/**
 * Brings a new world to the point where somebody can play in it (`web-and-operations.md` §5): a superuser, the room
 * Limbo, whatever the game adds. Each step is one turn, and is never done twice. Channels that every game has are made
 * at any start when they are missing.
 */
export async function firstStart(parts: FirstStartParts): Promise<void> {
  const { engine, hooks, logger } = parts;
  const { game } = engine;
  await turn(engine, "default channels", () => game.channels.ensureDefaults());
  if (isSetUp(engine)) return;
  if (game.settings.get(settingKey) === undefined) {
    const admin = await superuserFrom(parts);
    const passwordHash = admin === null ? "" : await engine.accounts.hash(admin.password);
    await turn(engine, "first start", () => {
      if (admin === null) skipFirstId(engine);
      else engine.accounts.create({ name: admin.name, passwordHash, address: null, superuser: true });
      createLimbo(parts);
      game.settings.set(settingKey, "objects");
    });
    logger.info("a new world was made", { superuser: admin?.name ?? "nobody yet" });
    if (admin === null) await announceClaim(parts);
  }
  if (game.settings.get(settingKey) === "objects") {
    await hooks.run("atInitialSetup");
    await turn(engine, "first start", () => game.settings.set(settingKey, "done"));
  }
}

/** Has this world, which is loaded, been brought to that point? */
export function isSetUp({ game }: Engine): boolean {
  return game.settings.get(settingKey) === "done";
}

/** The superuser's character is #1, Limbo is #2: numbers that builders know by heart. */
function createLimbo({ engine, config }: FirstStartParts): void {
  const { game } = engine;
  const limbo = game.create(stockClasses.Room, { key: "Limbo", noHome: true });
  for (const character of game.objects.ofClass(stockClasses.Character)) character.home = limbo;
  limbo.db.desc =
    `Welcome to |w${escapeMarkup(config.game.name)}|n. There is not much here yet: a grey room without a horizon, ` +
    "waiting for somebody to build. If that is you, try |wdig Garden = garden;g, back;b|n and then |wgarden|n. " +
    "|whelp|n lists everything that you can do.";
}

/** Without a superuser nobody is #1, and nobody ever will be. */
function skipFirstId({ game }: Engine): void {
  game.create(stockClasses.Thing, { key: "nobody", noHome: true }).delete({ force: true });
}

/** Nobody said who rules: whoever reads this log may say so. */
async function announceClaim({ engine, clock, logger }: FirstStartParts): Promise<void> {
  const code = randomBytes(9).toString("base64url");
  await turn(engine, "first start", () =>
    engine.game.settings.set("claim", { code, until: clock.now() + claimLife }),
  );
  logger.warn(
    `This game has no superuser yet. Connect, make an account, log in, and type within 30 minutes: claim ${code}`,
  );
}

/** @throws MudlarkError CONFIG_INVALID when name or password break the rules; the password is not in the message */
async function superuserFrom({
  engine,
  environment,
}: FirstStartParts): Promise<{ name: string; password: string } | null> {
  const given = environment.MUDLARK_SUPERUSER_NAME;
  const file = environment.MUDLARK_SUPERUSER_PASSWORD_FILE;
  const password =
    file === undefined ? environment.MUDLARK_SUPERUSER_PASSWORD : readFileSync(file, "utf8").trimEnd();
  if (given === undefined || password === undefined || !engine.accounts.isEmpty) return null;
  const name = normaliseUsername(given);
  const problems = [
    ...engine.accounts.nameProblems(name),
    ...(await engine.accounts.passwordProblems(password, name)),
  ];
  if (problems.length === 0) return { name, password };
  throw new MudlarkError(
    "CONFIG_INVALID",
    `MUDLARK_SUPERUSER_NAME and MUDLARK_SUPERUSER_PASSWORD make no account: ${problems.join(" ")}`,
  );
}

function turn<T>(engine: Engine, label: string, work: () => T): Promise<T> {
  return engine.game.turns.run({ kind: "hook", label, lane: "server" }, work);
}
