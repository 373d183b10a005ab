import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";
import { postgresPrograms } from "./postgres-server.ts";

/** A program that some tests drive, and Debian's package that brings it. */
export interface Program {
  readonly name: string;
  readonly debianPackage: string;
}

/** Real clients, a browser among them: a test that plays with one is worth ten that imagine it. */
export const programs: readonly Program[] = [
  { name: "tt++", debianPackage: "tintin++" },
  { name: "tf", debianPackage: "tf5" },
  { name: "telnet", debianPackage: "inetutils-telnet" },
  { name: "telnet-client", debianPackage: "libtelnet-utils" },
  { name: "plink", debianPackage: "putty-tools" },
  { name: "kildclient", debianPackage: "kildclient" },
  { name: "Xvfb", debianPackage: "xvfb" },
  { name: "xdotool", debianPackage: "xdotool" },
  { name: "openssl", debianPackage: "openssl" },
  { name: "ssh", debianPackage: "openssh-client" },
  { name: "curl", debianPackage: "curl" },
  { name: "postgres", debianPackage: "postgresql" },
  { name: "chromium", debianPackage: "chromium" },
];

/** Programs that are not on the PATH. */
export function missingPrograms(): readonly Program[] {
  return programs.filter((program) => !isInstalled(program.name));
}

/** On Debian, as root, installs what is missing; says whether it may have helped. */
export function installPrograms(missing: readonly Program[]): boolean {
  if (!existsSync("/etc/debian_version") || process.getuid?.() !== 0) return false;
  const packages = missing.map((program) => program.debianPackage);
  console.log(`Installing for the tests: ${packages.join(", ")}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const run = (...words: string[]): boolean =>
    spawnSync("apt-get", words, { stdio: ["ignore", "ignore", "inherit"], env: environment }).status === 0;
  return run("update", "-qq") && run("install", "-y", "-qq", "--no-install-recommends", ...packages);
}

function isInstalled(name: string): boolean {
  return name === "postgres" ? postgresPrograms() !== null : programPath(name) !== null;
}

/** Where a program is; null when this machine does not have it. */
export function programPath(name: string): string | null {
  // Debian keeps some games outside an ordinary PATH.
  const folders = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/games"];
  const files = folders.map((folder) => path.join(folder, name));
  return files.find(isExecutable) ?? null;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
