import path from "node:path";
import { hasCode, messageOf } from "../../base/errors.ts";
import { tlsFiles } from "../../config/tls-files.ts";
import { databaseFile } from "../database-file.ts";
import {
  examineClock,
  examineDisk,
  examineNode,
  examineOpenFiles,
  openFilesLimit,
} from "../doctor/examine-machine.ts";
import { examinePorts, type WantedPort } from "../doctor/examine-ports.ts";
import { examineDatabase, examineFolder, examineLock } from "../doctor/examine-storage.ts";
import { examineCertificate } from "../doctor/examine-certificate.ts";
import { bad, good, type Finding } from "../doctor/finding.ts";
import { openGame, type OpenGame } from "../game-directory.ts";
import { statusOf } from "../server-status.ts";
import { exitCodes, type Terminal } from "../terminal.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addDoctor: AddVerb = (program, terminal) => {
  program
    .command("doctor")
    .description("look for what keeps a game from running well, and say what to do about it")
    .option("--json", "as JSON, for programs")
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as GameOptions & { json?: boolean };
      const findings = await examine(terminal, options);
      const isWell = findings.every(({ state }) => state !== "bad");
      terminal.print(
        options.json === true ? JSON.stringify({ ok: isWell, findings }, null, 2) : inWords(findings),
      );
      if (!isWell) process.exitCode = exitCodes.failed;
    });
};

async function examine(terminal: Terminal, options: GameOptions): Promise<readonly Finding[]> {
  const machine = [examineNode(process.versions.node), examineOpenFiles(openFilesLimit())];
  try {
    const game = await openGame(terminal, options);
    return [...machine, good("Settings", "valid"), ...(await examineGame(game))];
  } catch (error) {
    if (!hasCode(error, "CONFIG_INVALID")) throw error;
    return [
      ...machine,
      bad("Settings", messageOf(error), "Correct mudlark.config.ts. All settings: mudlark config"),
    ];
  }
}

async function examineGame(game: OpenGame): Promise<readonly Finding[]> {
  const { config, paths } = game;
  const database = databaseFile(config);
  const folders = [paths.run, paths.logs, ...(database === null ? [] : [path.dirname(database)])];
  const written = [paths.log, ...(database === null ? [] : [database, `${database}-wal`])];
  return [
    ...(await examineServer(game, database)),
    ...folders.map(examineFolder),
    examineDisk(folders.at(-1) ?? config.directory),
    examineClock(Date.now(), written),
    ...examineCertificates(game),
    ...(database === null ? [] : [examineDatabase(database)]),
  ];
}

/** Each once, though several listeners may share it. */
function examineCertificates({ config }: OpenGame): readonly Finding[] {
  const { telnet, web } = tlsFiles(config);
  const all = [telnet, web].filter((files) => files !== null);
  const distinct = [...new Map(all.map((files) => [`${files.cert}\n${files.key}`, files])).values()];
  return distinct.map((files) => examineCertificate(files, config.game.hostname, Date.now()));
}

/** A running server has its ports and its lock; else they have to be free. */
async function examineServer(
  { config, paths }: OpenGame,
  database: string | null,
): Promise<readonly Finding[]> {
  const status = await statusOf(paths.control);
  if (status === null) {
    return [
      good("Server", "not running"),
      ...(await examinePorts(wantedPorts(config))),
      ...(database === null ? [] : [examineLock(database)]),
    ];
  }
  const { state, restarts } = status.world;
  if (state === "serving") return [good("Server", `running, world restarted ${restarts} times`)];
  return [
    bad("Server", `running, but its world is ${state}`, "Read why: mudlark logs. Then: mudlark reload"),
  ];
}

function wantedPorts({ telnet, web, network }: OpenGame["config"]): readonly WantedPort[] {
  const telnetHosts = network.lockdown ? ["127.0.0.1"] : telnet.hosts;
  const webHost = network.lockdown ? "localhost" : web.host;
  const telnetPorts = [
    ...telnet.ports.map((port) => ({ port, setting: "telnet.ports" })),
    ...(telnet.tls.enabled ? telnet.tls.ports.map((port) => ({ port, setting: "telnet.tls.ports" })) : []),
  ];
  return [
    ...(telnet.enabled ? telnetPorts.flatMap((each) => telnetHosts.map((host) => ({ host, ...each }))) : []),
    ...(web.enabled ? [{ host: webHost, port: web.port, setting: "web.port" }] : []),
  ];
}

/** What is wrong comes last, where the eye is. */
function inWords(findings: readonly Finding[]): string {
  const order = { good: 0, warning: 1, bad: 2 } as const;
  const label = { good: "Good", warning: "Warning", bad: "Bad" } as const;
  return findings
    .toSorted((one, other) => order[one.state] - order[other.state])
    .map(
      ({ about, state, found, cure }) =>
        `${label[state]}: ${about}: ${found}${cure === null ? "" : `\n  ${cure}`}`,
    )
    .join("\n");
}
