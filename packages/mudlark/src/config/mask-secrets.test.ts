import { expect, it } from "vitest";
import { maskSecrets } from "./mask-secrets.ts";

it("hides the password of an address, and nothing else", () => {
  expect(maskSecrets("postgres://keeper:s3cr@t:x@db.example/quay")).toBe(
    "postgres://keeper:[secret]@db.example/quay",
  );
  expect(maskSecrets("postgres://db/quay?user=keeper&password=s3cret&x=1")).toBe(
    "postgres://db/quay?user=keeper&password=[secret]&x=1",
  );
  for (const harmless of [
    "sqlite:var/db/game.db",
    "postgres://keeper@db/quay",
    "http://[::1]:80/",
    4000,
    null,
  ]) {
    expect(maskSecrets(harmless)).toBe(harmless);
  }
});
