import { describe } from "vitest";
import { describeReplacement } from "../replacement.suite.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  describeReplacement("a PostgreSQL database", () => PostgresBench.create());
});
