import { PassThrough } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { readSecret } from "./questions.ts";

describe("readSecret", () => {
  let keyboard: PassThrough;
  beforeEach(() => {
    keyboard = new PassThrough();
    keyboard.setEncoding("utf8");
  });

  it("reads up to Enter, and takes letters back", async () => {
    const secret = readSecret(keyboard);
    keyboard.write("l\u00E5nx");
    keyboard.write("\u007Ftern\u001B\r");
    expect(await secret).toBe("l\u00E5ntern");
  });

  it("leaves what was pasted behind it for the next question", async () => {
    keyboard.write("one\rtwo\rthree\r");
    expect([await readSecret(keyboard), await readSecret(keyboard)]).toEqual(["one", "two"]);
    expect(await readSecret(keyboard)).toBe("three");
  });

  it("stops at Ctrl-C, and at the end of input", async () => {
    const secret = readSecret(keyboard);
    keyboard.write("half\u0003");
    await expect(secret).rejects.toThrow("Stopped.");
    const other = readSecret(keyboard);
    keyboard.end();
    await expect(other).rejects.toThrow("Stopped.");
  });
});
