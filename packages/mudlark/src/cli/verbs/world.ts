import { systemClock } from "../../base/clock.ts";
import { hasCode, messageOf } from "../../base/errors.ts";
import { silentLogger } from "../../base/logger.ts";
import type { ResolvedConfig } from "../../config/schema.ts";
import { MemoryStore } from "../../store/memory-store.ts";
import { openSnapshot } from "../../store/open-snapshot.ts";
import { makeStore } from "../../store/open-store.ts";
import { storeAddress } from "../../store/store-address.ts";
import { checkWorld, type CheckWorldOptions } from "../../world/check/check-world.ts";
import type { Finding } from "../../world/check/finding.ts";
import { repairWorld } from "../../world/check/repair-world.ts";
import { NotRunning } from "../control-client.ts";
import { openGame } from "../game-directory.ts";
import { liveFindings } from "../live-findings.ts";
import { progress } from "../progress.ts";
import { exitCodes, VerbError, type Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface CheckOptions extends GameOptions {
  readonly repair?: boolean;
  readonly json?: boolean;
}

export const addWorld: AddVerb = (program, terminal) => {
  program
    .command("world")
    .description("look after the world itself")
    .command("check")
    .description(
      "look for what is not as it should be: things in no place, circles, doubled names, lost exits",
    )
    .option("--repair", "make right what can be made right without a loss; the game must be stopped")
    .option("--json", "as JSON, for programs")
    .action((_options, command) => check(terminal, command.optsWithGlobals() as CheckOptions));
};

async function check(terminal: Terminal, options: CheckOptions): Promise<void> {
  const { config, paths } = await openGame(terminal, options);
  const address = storeAddress(config.storage.url, config.directory);
  const look = {
    open: () => openSnapshot(address),
    defaultHome: Number(config.world.defaultHome.slice(1)),
    isClass: await knownClasses(config, terminal),
    onProgress: progress(terminal, systemClock, "Checking"),
  };
  const { findings: stored, repaired } =
    options.repair === true ? await repair(look, config) : { findings: await checkWorld(look), repaired: 0 };
  const findings = [...stored, ...(await inMemory(paths.control))];
  terminal.print(
    options.json === true
      ? JSON.stringify(
          { ok: findings.length === repaired, findings: findings.map(inShort), repaired },
          null,
          2,
        )
      : inWords(findings, repaired, options.repair === true),
  );
  if (findings.length > repaired) process.exitCode = exitCodes.failed;
}

/** What a running world has in its memory can differ from what is stored. */
async function inMemory(controlSocket: string): Promise<readonly Finding[]> {
  try {
    const found = await liveFindings(controlSocket);
    return found.map((finding) => ({ ...finding, repair: null }));
  } catch (error) {
    if (error instanceof NotRunning) return [];
    throw error;
  }
}

async function repair(
  look: CheckWorldOptions,
  { storage, directory }: ResolvedConfig,
): Promise<{ findings: readonly Finding[]; repaired: number }> {
  const store = makeStore(storeAddress(storage.url, directory), {
    durability: storage.durability,
    directory,
    logger: silentLogger,
    mayCreate: false,
    mayMigrate: false,
  });
  const { sequence } = await store.open().catch((error: unknown) => {
    if (!hasCode(error, "STORE_LOCKED")) throw error;
    throw new VerbError(
      `${error.message}. To repair it, stop that game first: mudlark stop`,
      exitCodes.alreadyRunning,
    );
  });
  try {
    const findings = await checkWorld(look);
    return { findings, repaired: await repairWorld(findings, store, sequence) };
  } finally {
    await store.close();
  }
}

/** Without the game's code nobody can tell which classes there are. */
async function knownClasses(
  config: ResolvedConfig,
  terminal: Terminal,
): Promise<(classId: string) => boolean> {
  try {
    // The engine takes a while to load, which no other verb need wait for.
    const { buildLonelyEngine } = await import("../../world/lonely-engine.ts");
    const { game } = await buildLonelyEngine(config, new MemoryStore(), silentLogger, () => {});
    return (classId) => game.classes.find(classId) !== null;
  } catch (error) {
    terminal.note(`The game's code could not be loaded, so classes are not checked: ${messageOf(error)}`);
    return () => true;
  }
}

function inShort({ rule, about, problem, repair: mend }: Finding) {
  return { rule, about, problem, repair: mend?.text ?? null };
}

function inWords(findings: readonly Finding[], repaired: number, isRepair: boolean): string {
  if (findings.length === 0) return "The world is as it should be.";
  const lines = findings.map(({ about, problem, repair: mend }) =>
    [`${about}: ${problem}`, ...(isRepair && mend !== null ? [mend.text] : [])].join(" "),
  );
  const mendable = findings.filter(({ repair: mend }) => mend !== null).length;
  const end = isRepair
    ? `${repaired} of ${findings.length} were made right.`
    : `${findings.length} found; ${mendable} of them can be made right with --repair, while the game is stopped.`;
  return [...lines, end].join("\n");
}
