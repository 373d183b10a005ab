import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import path from "node:path";
import type { ResolvedConfig } from "./schema.ts";

/** Where a game keeps its files; absolute. */
export interface GamePaths {
  readonly directory: string;
  readonly game: string;
  /** Folders of help files. */
  readonly help: readonly string[];
  /** Folders of batch files. */
  readonly batch: readonly string[];
  /** Backups are written here. */
  readonly backups: string;
  readonly run: string;
  /** Private keys of the server, for SSH. */
  readonly keys: string;
  readonly logs: string;
  /** What `start` and verbs without a server write to. */
  readonly log: string;
  /** Worlds link to the gateway here. */
  readonly link: string;
  /** The command line talks to the gateway here. */
  readonly control: string;
  /** The gateway finds the web pages of the world with that pid here. */
  readonly site: (pid: number) => string;
  /** What the world is running right now (design §5). */
  readonly marker: string;
  /** Where a world hung. */
  readonly hang: string;
  /** Pid and start time of the gateway. */
  readonly gatewayFile: string;
}

export function gamePaths(config: {
  readonly directory: string;
  readonly paths: ResolvedConfig["paths"];
  readonly help?: Pick<ResolvedConfig["help"], "dirs">;
  readonly batch?: Pick<ResolvedConfig["batch"], "dirs">;
  readonly backup?: Pick<ResolvedConfig["backup"], "dir">;
}): GamePaths {
  const run = path.resolve(config.directory, config.paths.var, "run");
  return {
    directory: config.directory,
    game: path.join(config.directory, "src", "game.ts"),
    help: (config.help?.dirs ?? []).map((folder) => path.resolve(config.directory, folder)),
    batch: (config.batch?.dirs ?? []).map((folder) => path.resolve(config.directory, folder)),
    backups: path.resolve(config.directory, config.backup?.dir ?? path.join(config.paths.var, "backups")),
    run,
    keys: path.resolve(config.directory, config.paths.var, "keys"),
    logs: path.resolve(config.directory, config.paths.var, "logs"),
    log: path.resolve(config.directory, config.paths.var, "logs", "server.log"),
    link: socketPath(run, "link.sock"),
    control: socketPath(run, "control.sock"),
    site: (pid) => socketPath(run, `site-${pid}.sock`),
    marker: path.join(run, "running"),
    hang: path.join(run, "hung"),
    gatewayFile: path.join(run, "gateway.json"),
  };
}

/** The operating system allows about a hundred bytes; a game deep in a tree gets a short name elsewhere. */
function socketPath(folder: string, name: string): string {
  const full = path.join(folder, name);
  if (Buffer.byteLength(full) < 100) return full;
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 16);
  return path.join(tmpdir(), `mudlark-${hash}-${name}`);
}
