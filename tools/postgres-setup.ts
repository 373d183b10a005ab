import type { TestProject } from "vitest/node";
import { PostgresServer, postgresPrograms } from "./postgres-server.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Of the server that all tests of a run share; null when PostgreSQL is not installed. */
    readonly postgresPort: number | null;
  }
}

/** One server for the whole run. Tests make databases of their own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const programs = postgresPrograms();
  if (programs === null) {
    project.provide("postgresPort", null);
    return async () => {};
  }
  const server = await PostgresServer.start(programs);
  project.provide("postgresPort", server.port);
  return () => server.dispose();
}
