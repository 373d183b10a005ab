import { expect, it } from "vitest";
import { encodeMssp, msspText } from "./encode-mssp.ts";
import { parseMssp } from "./parse-mssp.ts";

it("is read back as it was written, names in capitals", () => {
  const payload = encodeMssp({ name: "Käse", PORT: [23, 4000], "CRAWL DELAY": -1, EMPTY: [] });
  expect([...parseMssp(payload)]).toEqual([
    ["NAME", ["Käse"]],
    ["PORT", ["23", "4000"]],
    ["CRAWL DELAY", ["-1"]],
  ]);
});

it("removes bytes that would break the form", () => {
  expect([...parseMssp(encodeMssp({ "A\x01B": "c\x02d\0" }))]).toEqual([["AB", ["cd"]]]);
  expect(msspText({ A: ["x\ty\r\n", 1] })).toBe("\nMSSP-REPLY-START\nA\tx y\t1\nMSSP-REPLY-END\n");
});

it("stays within 16 KiB", () => {
  const variables = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`V${n}`, "x".repeat(1000)]));
  const payload = encodeMssp({ ...variables, LAST: "y" });
  expect(payload.length).toBeLessThanOrEqual(16 * 1024);
  expect(parseMssp(payload).get("LAST")).toEqual(["y"]);
});

it("reads payloads that are no MSSP", () => {
  expect(parseMssp(Uint8Array.of(2, 65, 66, 1, 67)).get("C")).toEqual([]);
});
