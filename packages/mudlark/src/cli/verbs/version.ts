import { release, type } from "node:os";
import { engineVersion } from "../../world/engine-version.ts";
import type { AddVerb } from "../verb.ts";

export const addVersion: AddVerb = (program, terminal) => {
  program
    .command("version")
    .description("say which versions are at work")
    .option("--json", "as JSON, for programs")
    .action((options: { json?: boolean }) => {
      const versions = {
        mudlark: engineVersion(),
        node: process.versions.node,
        sqlite: process.versions.sqlite ?? "none",
        system: `${type()} ${release()}`,
      };
      if (options.json === true) return terminal.print(JSON.stringify(versions, null, 2));
      terminal.print(
        [
          `Mudlark ${versions.mudlark}`,
          `Node ${versions.node}`,
          `SQLite ${versions.sqlite}`,
          versions.system,
        ].join("\n"),
      );
    });
};
