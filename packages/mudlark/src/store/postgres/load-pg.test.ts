import { expect, test, vi } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { openStore } from "../open-store.ts";

vi.mock("pg", () => {
  throw new Error("Cannot find package 'pg'");
});

test("without the package pg, a world in PostgreSQL says what to install", async () => {
  const options = { durability: "process", directory: "/", logger: silentLogger } as const;
  await expect(openStore("postgres://127.0.0.1:1/game", options).open()).rejects.toMatchObject({
    code: "CONFIG_INVALID",
    message: expect.stringContaining("npm install pg@8.23.1") as string,
  });
});
