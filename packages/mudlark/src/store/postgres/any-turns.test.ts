import { describe } from "vitest";
import { describeAnyTimers } from "../../content/scripts/any-timers.suite.ts";
import { describeAnyKills } from "../../model/any-kills.suite.ts";
import { describeAnyTurns } from "../../model/any-turns.suite.ts";
import { describeAnyNames } from "../../session/accounts/any-names.suite.ts";
import { describeStorms } from "../../session/session-storm.suite.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  const makeDisk = async () => {
    const bench = await PostgresBench.create();
    return { open: async () => bench.store(), dispose: () => bench.dispose() };
  };
  describeAnyTurns("PostgreSQL", makeDisk, 4);
  describeAnyKills("PostgreSQL", makeDisk, 3);
  describeAnyNames("PostgreSQL", makeDisk, 2);
  describeStorms("PostgreSQL", makeDisk, [2], 1);
  describeAnyTimers("PostgreSQL", makeDisk, 3);
});
