import { expect, it } from "vitest";
import { secretValues, withoutSecretValues } from "./secret-values.ts";

const environment = {
  HOME: "/home/keeper",
  MUDLARK_SUPERUSER_PASSWORD: "lantern by the pier",
  SHORT_PASS: "abc",
  MUDLARK_STORAGE_URL: "postgres://keeper:deep+water@db/game",
  MAIL_TOKEN: "lantern by",
};

it("knows the variables whose values are secret, the longest first", () => {
  expect(secretValues(environment)).toEqual(["lantern by the pier", "deep+water", "lantern by"]);
});

it("takes them out of a text, and passwords in addresses, and hashes", () => {
  const values = secretValues(environment);
  const hash = "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$aGFzaA";
  const text = `'lantern by the pier' deep+water ${hash} redis://me:hush@host/0 /home/keeper`;
  expect(withoutSecretValues(text, values)).toBe(
    "'[secret]' [secret] [secret] redis://me:[secret]@host/0 /home/keeper",
  );
});
