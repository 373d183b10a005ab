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
import { JsonReport, TextReport, type Report } from "../findings-report.ts";
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
      "look for what is not as it should be: things in no place, circles, doubled names, lost exits, timers of what is gone, texts that cannot be read",
    )
    .option("--repair", "make right what can be made right without a loss; the game must be stopped")
    .option("--json", "as JSON, for programs")
    .action((_options, command) => check(terminal, command.optsWithGlobals() as CheckOptions));
};

async function check(terminal: Terminal, options: CheckOptions): Promise<void> {
  const { config, paths } = await openGame(terminal, options);
  const look = {
    defaultHome: Number(config.world.defaultHome.slice(1)),
    classOf: await knownClasses(config, terminal),
    onProgress: progress(terminal, systemClock, "Checking"),
  };
  const report = options.json === true ? new JsonReport(terminal) : new TextReport(terminal, options);
  report.begin();
  const stored =
    options.repair === true
      ? await repair(look, config, report)
      : { found: await checkOnly(look, config, report), repaired: 0 };
  const live = await inMemory(paths.control);
  for (const finding of live) report.add(finding);
  const counts = { found: stored.found + live.length, repaired: stored.repaired };
  report.end(counts);
  if (counts.found > counts.repaired) process.exitCode = exitCodes.failed;
}

type Look = Omit<CheckWorldOptions, "snapshot">;

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

async function checkOnly(
  look: Look,
  { storage, directory }: ResolvedConfig,
  report: Report,
): Promise<number> {
  const snapshot = await openSnapshot(storeAddress(storage.url, directory));
  let found = 0;
  try {
    for await (const finding of checkWorld({ ...look, snapshot })) {
      report.add(finding);
      found += 1;
    }
    return found;
  } finally {
    await snapshot.close();
  }
}

async function repair(
  look: Look,
  { storage, directory }: ResolvedConfig,
  report: Report,
): Promise<{ readonly found: number; readonly repaired: number }> {
  const address = storeAddress(storage.url, directory);
  const store = makeStore(address, {
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
    const snapshot = await openSnapshot(address);
    try {
      const findings = checkWorld({ ...look, snapshot });
      return await repairWorld(findings, store, sequence, (finding) => report.add(finding));
    } finally {
      await snapshot.close();
    }
  } finally {
    await store.close();
  }
}

/** Without the game's code nobody can tell which classes there are. */
async function knownClasses(config: ResolvedConfig, terminal: Terminal): Promise<Look["classOf"]> {
  try {
    // The engine takes a while to load, which no other verb need wait for.
    const { buildLonelyEngine } = await import("../../world/lonely-engine.ts");
    const { game } = await buildLonelyEngine(config, new MemoryStore(), silentLogger, () => {});
    return (classId) => {
      const found = game.classes.get(classId);
      return found === null ? null : { kind: found.kind, content: found.cls.contentType ?? "" };
    };
  } catch (error) {
    terminal.note(`The game's code could not be loaded, so classes are not checked: ${messageOf(error)}`);
    return () => undefined;
  }
}
