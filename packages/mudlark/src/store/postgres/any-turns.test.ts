import { describe } from "vitest";
import { describeAnyTurns } from "../../model/any-turns.suite.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  describeAnyTurns(
    "PostgreSQL",
    async () => {
      const bench = await PostgresBench.create();
      return { open: async () => bench.store(), dispose: () => bench.dispose() };
    },
    6,
  );
});
