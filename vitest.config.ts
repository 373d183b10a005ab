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
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
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
