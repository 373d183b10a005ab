import { systemClock } from "../../base/clock.ts";
import { silentLogger } from "../../base/logger.ts";
import { digestWorld } from "../../store/archive/world-digest.ts";
import { openSnapshot } from "../../store/open-snapshot.ts";
import { makeStore } from "../../store/open-store.ts";
import { storeAddress } from "../../store/store-address.ts";
import type { Snapshot } from "../../store/snapshot.ts";
import type { StoreAddress } from "../../store/store-address.ts";
import { describeWorld } from "../describe-world.ts";
import { openGame } from "../game-directory.ts";
import { progress } from "../progress.ts";
import { putWorld } from "../put-world.ts";
import { requireStopped } from "../require-stopped.ts";
import { exitCodes, VerbError, type Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

interface CopyOptions extends GameOptions {
  readonly to: string;
  readonly replace?: boolean;
  readonly json?: boolean;
}

export const addStorage: AddVerb = (program, terminal) => {
  program
    .command("storage")
    .description("work on the store that the world is in")
    .command("copy")
    .description("copy the world into another store; every id stays the same, and the game must be stopped")
    .requiredOption("--to <address>", "such as postgres://user@host/database or sqlite:var/db/game.db")
    .option("--replace", "put a world that is there aside; it is not deleted")
    .option("--json", "as JSON, for programs")
    .action((_options, command) => copy(terminal, command.optsWithGlobals() as CopyOptions));
};

async function copy(terminal: Terminal, options: CopyOptions): Promise<void> {
  const { config, paths } = await openGame(terminal, options);
  await requireStopped(paths);
  const source = storeAddress(config.storage.url, config.directory);
  const to = storeAddress(options.to, config.directory);
  if (source.label === to.label) throw new VerbError(`The world is in ${to.label} already.`, exitCodes.usage);
  const replace = options.replace === true;
  const { digest, keptAs } = await holding(source, async () => {
    const expected = await reading(source, (world) =>
      digestWorld(world, progress(terminal, systemClock, "Reading")),
    );
    const kept = await reading(source, (from) => putWorld({ from, expected, to, replace, terminal }));
    return { digest: expected, keptAs: kept };
  });
  terminal.print(
    options.json === true
      ? JSON.stringify({ ...digest, from: source.label, to: to.label, keptAs }, null, 2)
      : `Copied: ${describeWorld(digest)}, to ${to.label}. Now set storage.url to that address; ` +
          `what is in ${source.label} stays as it is.`,
  );
}

/** Runs `work` while no world can write to the store. */
async function holding<T>(address: StoreAddress, work: () => Promise<T>): Promise<T> {
  const store = makeStore(address, {
    durability: "process",
    directory: "/",
    logger: silentLogger,
    mayCreate: false,
    mayMigrate: false,
  });
  await store.open();
  try {
    return await work();
  } finally {
    await store.close();
  }
}

async function reading<T>(address: StoreAddress, work: (world: Snapshot) => Promise<T>): Promise<T> {
  const snapshot = await openSnapshot(address);
  try {
    return await work(snapshot);
  } finally {
    await snapshot.close();
  }
}
