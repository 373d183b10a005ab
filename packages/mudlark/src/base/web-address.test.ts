import { expect, it } from "vitest";
import { isConfidential, parseWebAddress } from "./web-address.ts";

it.each(["https://quay.example/sounds/", "http://127.0.0.1:8080/x?y=1#z", "HTTPS://Quay.Example"])(
  "%s is an address of the web",
  (text) => {
    expect(parseWebAddress(text)).not.toBeNull();
  },
);

it.each([
  "",
  "quay.example",
  "//quay.example",
  "ftp://quay.example",
  "javascript:alert(1)",
  "file:///etc/passwd",
  "https://user:word@quay.example/",
  "https://quay.example/a b",
  "https://quay.example/\n",
  `https://quay.example/${"x".repeat(2048)}`,
])("%j is none", (text) => {
  expect(parseWebAddress(text)).toBeNull();
});

it("is confidential where nobody can listen", () => {
  const confidential = ["https://quay.example", "http://127.0.0.1:1", "http://[::1]/", "http://localhost/"];
  for (const text of confidential) expect(isConfidential(new URL(text))).toBe(true);
  for (const text of ["http://quay.example", "http://127.0.0.1.example/"])
    expect(isConfidential(new URL(text))).toBe(false);
});
