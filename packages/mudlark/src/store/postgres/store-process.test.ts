import { describe } from "vitest";
import { describeProcessDeath } from "../store-process.suite.ts";
import { hasPostgres, PostgresBench } from "./postgres-bench.suite.ts";

describe.skipIf(!hasPostgres)("PostgreSQL", () => {
  describeProcessDeath("postgres", 6, () => PostgresBench.create());
});
