import { readFileSync } from "node:fs";

/** The version in the engine's own package file. */
export function engineVersion(): string {
  const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
