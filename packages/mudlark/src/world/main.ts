/** The world process: reads what it must know from its standard input, then serves until the gateway says otherwise. */
import { flushCompileCache } from "node:module";
import { createInterface } from "node:readline";
import { systemClock } from "../base/clock.ts";
import { messageOf } from "../base/errors.ts";
import { systemRandom } from "../base/random.ts";
import { placeOf } from "../config/code-frame.ts";
import { gamePaths } from "../config/game-paths.ts";
import type { SettingValues } from "../config/lasting-settings.ts";
import { readConfigSources, withDotEnv } from "../config/load-config.ts";
import { heldBackSettings, resolveConfig } from "../config/resolve-config.ts";
import type { Mode } from "../config/setting.ts";
import { RunningMarker } from "../link/running-marker.ts";
import { connectSocket } from "../link/socket-transport.ts";
import { createLogger } from "../log/pino-logger.ts";
import { openStore } from "../store/open-store.ts";
import { serveSite } from "../web/serve-site.ts";
import { backupInThread } from "./backup/backup-in-thread.ts";
import { scheduleBackups } from "./backup/schedule-backups.ts";
import { loadGame } from "./loading/game-loader.ts";
import { HangWatch, takeHang } from "./hang-watch.ts";
import { GatewayKnows, runWorld, type WorldRole } from "./run-world.ts";

interface Orders {
  readonly secret: string;
  readonly role: WorldRole;
  readonly directory: string;
  readonly mode: Mode;
  /** The gateway's socket: a world without a configuration has to find it, too. */
  readonly link: string;
  readonly lasting: SettingValues;
}

const keepCompiledAfterMs = 2000;

const orders = await readOrders();
const sources = readConfigSources(orders.directory, process.env, orders.mode).then((found) => {
  return { ...found, lasting: orders.lasting };
});
const config = await sources
  .then(resolveConfig)
  .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
const logger = createLogger({
  level: config instanceof Error ? "error" : config.log.level,
  part: "world",
  format: config instanceof Error ? "auto" : config.log.format,
  colour: process.stdout.isTTY && (process.env.NO_COLOR ?? "") === "",
});
for (const setting of config instanceof Error ? [] : heldBackSettings(await sources)) {
  logger.warn(`${setting} was changed; that takes effect when the game is stopped and started`);
}
const watch = config instanceof Error ? null : HangWatch.start(gamePaths(config).hang);
// A world whose gateway died has no open socket, and must live on all the same.
setInterval(() => {}, 2 ** 30);
// The gateway decides when the world ends; a Ctrl-C in the terminal is for the gateway.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
// What the game does outside of turns cannot hurt the world; what the engine itself does not catch could have.
process.on("unhandledRejection", (error) =>
  logger.error("a promise failed and nobody asked for it", { error }),
);
process.on("uncaughtException", (error) => {
  const place = placeOf(error, orders.directory);
  if (place !== null) return logger.error("the game failed outside of any turn", { error, ...place });
  logger.error("the world dies of an error that nobody caught", { error });
  end(1);
});

await runWorld({
  ...orders,
  config,
  pid: process.pid,
  clock: systemClock,
  random: systemRandom,
  logger,
  environment: withDotEnv(orders.directory, process.env),
  connect: () => connectSocket(orders.link),
  openStore: ({ storage: { url, durability, autoMigrate }, backup: { onUpgrade }, directory }) =>
    openStore(url, {
      durability,
      directory,
      logger,
      clock: systemClock,
      mayMigrate: autoMigrate,
      copiesOnUpgrade: onUpgrade,
    }),
  loadGame: (config) => {
    const { game, help } = gamePaths(config);
    return loadGame(game, config.directory, help);
  },
  openMarker: (config) => RunningMarker.open(gamePaths(config).marker),
  serveSite: (site, config) => serveSite(site, gamePaths(config).site(process.pid)),
  takeHang: (config) => takeHang(gamePaths(config).hang),
  makeBackup: backupInThread,
  scheduleBackups: (config, tellStaff) =>
    scheduleBackups(config, { clock: systemClock, logger, tellStaff, make: backupInThread }),
  exit: end,
}).catch((error: unknown) => {
  if (!(error instanceof GatewayKnows)) logger.error(`the world cannot start: ${messageOf(error)}`);
  end(1);
});

// A world that is killed writes nothing down: what the next one would have to compile again is kept while it is quiet.
systemClock.after(keepCompiledAfterMs, flushCompileCache);

/** The thread goes first: a debugger that is attached would be waited for. */
function end(code: number): void {
  if (watch === null) process.exit(code);
  void watch.stop().finally(() => process.exit(code));
}

async function readOrders(): Promise<Orders> {
  for await (const line of createInterface({ input: process.stdin })) return JSON.parse(line) as Orders;
  throw new Error("The world process is started by the gateway; to start a game, use: mudlark run");
}
