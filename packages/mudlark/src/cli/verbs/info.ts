import path from "node:path";
import { maskSecrets } from "../../config/mask-secrets.ts";
import { engineVersion } from "../../world/engine-version.ts";
import { openGame } from "../game-directory.ts";
import { statusOf } from "../server-status.ts";
import type { AddVerb, GameOptions } from "../verb.ts";

export const addInfo: AddVerb = (program, terminal) => {
  program
    .command("info")
    .description("show where everything is: addresses, sockets, database, files")
    .option("--json", "as JSON, for programs")
    .action(async (_options, command) => {
      const options = command.optsWithGlobals() as GameOptions & { json?: boolean };
      const { config, paths } = await openGame(terminal, options);
      const status = await statusOf(paths.control);
      const facts = {
        game: config.game.name,
        version: engineVersion(),
        running: status !== null,
        telnet: status?.telnet ?? configuredTelnet(config),
        telnetTls: status?.telnetTls ?? configuredTelnetTls(config),
        ssh: status?.ssh ?? configuredSsh(config),
        web: status === null ? configuredWeb(config) : status.web,
        directory: config.directory,
        config: path.join(config.directory, "mudlark.config.ts"),
        code: paths.game,
        database: maskSecrets(config.storage.url),
        log: paths.log,
        control: paths.control,
        link: paths.link,
      };
      terminal.print(options.json === true ? JSON.stringify(facts, null, 2) : inWords(facts));
    });
};

type Config = Awaited<ReturnType<typeof openGame>>["config"];

function configuredTelnet(config: Config): string[] {
  return config.telnet.enabled ? telnetAddresses(config, config.telnet.ports) : [];
}

function configuredTelnetTls(config: Config): string[] {
  const { enabled, tls } = config.telnet;
  return enabled && tls.enabled ? telnetAddresses(config, tls.ports) : [];
}

function configuredSsh(config: Config): string[] {
  return config.ssh.enabled ? telnetAddresses(config, [config.ssh.port]) : [];
}

function telnetAddresses({ telnet, network }: Config, ports: readonly number[]): string[] {
  const hosts = network.lockdown ? ["localhost"] : telnet.hosts;
  return hosts.flatMap((host) => ports.map((port) => `${host.includes(":") ? `[${host}]` : host}:${port}`));
}

function configuredWeb({ web, game }: Config): string | null {
  return web.enabled ? `${web.tls === null ? "http" : "https"}://${game.hostname}:${web.port}/` : null;
}

type Fact = string | boolean | readonly string[] | null | undefined;

/** One fact a line, for eyes and ears. */
function inWords(facts: Readonly<Record<string, Fact>>): string {
  const names: readonly (readonly [key: string, label: string])[] = [
    ["telnet", "Telnet"],
    ["telnetTls", "Telnet over TLS"],
    ["ssh", "SSH"],
    ["web", "Web"],
    ["directory", "Folder"],
    ["config", "Settings"],
    ["code", "Code"],
    ["database", "Database"],
    ["log", "Log of mudlark start"],
    ["control", "Control socket"],
    ["link", "Socket between gateway and world"],
  ];
  const state = facts["running"] === true ? "running" : "not running";
  return [
    `${show(facts["game"])}, Mudlark ${show(facts["version"])}, ${state}`,
    ...names.map(([key, label]) => `${label}: ${show(facts[key])}`),
  ].join("\n");
}

function show(value: Fact): string {
  if (typeof value === "object" && value !== null) return value.length === 0 ? "off" : value.join(", ");
  return String(value ?? "off");
}
