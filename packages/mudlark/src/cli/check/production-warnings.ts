import { statSync } from "node:fs";
import path from "node:path";
import type { ResolvedConfig } from "../../config/schema.ts";
import type { Problem } from "./problem.ts";

/** What about the machine matters here. */
export interface Surroundings {
  /** Does the server run as the user that may do everything? */
  readonly isRoot: boolean;
  /** The permission bits of `.env`; null when there is none. */
  readonly dotEnvMode: number | null;
}

export function surroundingsOf(directory: string): Surroundings {
  const dotEnv = statSync(path.join(directory, ".env"), { throwIfNoEntry: false });
  return { isRoot: process.getuid?.() === 0, dotEnvMode: dotEnv === undefined ? null : dotEnv.mode };
}

/** What is fine while a game is being written, and not when strangers come (`web-and-operations.md` §14.9). */
export function productionWarnings(config: ResolvedConfig, around: Surroundings): readonly Problem[] {
  const { accounts, game, network, security, storage, telnet, throttle } = config;
  const isOpen = !network.lockdown;
  const found: readonly (readonly [isSo: boolean, text: string])[] = [
    [
      isOpen && game.hostname === "localhost",
      "game.hostname is localhost: players elsewhere are shown an address that leads nowhere. Set the name they type.",
    ],
    [
      isOpen && telnet.enabled && !telnet.tls.enabled && telnet.hosts.some((host) => !isLoopback(host)),
      "telnet is open without TLS: passwords can be read on the way. Set telnet.tls.enabled and a certificate, or put a proxy that speaks TLS in front of it.",
    ],
    [
      security.showErrorsInGame,
      "security.showErrorsInGame is on: every player sees the traces of errors. Leave it out, or set it to false.",
    ],
    [
      accounts.registration === "open" && throttle.create.max === null,
      "accounts.registration is open and throttle.create.max is null: one address can make any number of accounts.",
    ],
    [throttle.login.max === null, "throttle.login.max is null: passwords can be guessed without a pause."],
    [storage.url === "memory:", "storage.url is memory: the world ends with the process."],
    [
      around.isRoot,
      "You are root: a mistake in the game's code could do anything. Run it as a user of its own.",
    ],
    [
      around.dotEnvMode !== null && (around.dotEnvMode & 0o077) !== 0,
      ".env can be read by others on this machine. Type: chmod 600 .env",
    ],
  ];
  return found
    .filter(([isSo]) => isSo)
    .map(([, text]): Problem => ({ area: "production", level: "warning", text }));
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}
