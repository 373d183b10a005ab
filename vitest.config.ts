import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

/** A clone runs its own TypeScript: workspace packages resolve to their sources. */
const conditions = ["source"];

/** Tests with a PostgreSQL server, which is started once for all of them. */
const postgres = ["packages/mudlark/src/store/postgres/*.test.ts", "e2e/postgres/*.test.ts"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    setupFiles: ["tools/seed-properties.ts"],
    expect: { poll: { timeout: 30_000 } },
    // Tests of whole servers wait most of their time: on a small machine, two files at once take little more than one.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          // Milliseconds each, but a busy machine may stop for seconds: what is slow is not wrong.
          testTimeout: 60_000,
          // Nothing is kept in modules, so files can share them: that takes a quarter of the time.
          isolate: false,
          include: ["packages/*/src/**/*.test.ts", "bench/src/**/*.test.ts"],
          exclude: postgres,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          exclude: postgres,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: "postgres",
          include: postgres,
          globalSetup: ["tools/postgres-setup.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
