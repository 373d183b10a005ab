import path from "node:path";
import { describe, expect, it } from "vitest";
import { LanguageServer } from "./support/language-server.ts";
import { root } from "./support/mudlark.ts";

const game = path.join(root, "games/tutorial");

describe("an editor, in the sources of the tutorial game", () => {
  it("shows the types of declared attributes and arguments, which nobody has written down", async () => {
    await using server = await LanguageServer.open(game);
    const light = "src/commands/light.ts";
    expect(await server.hover(light, "lantern.fuel")).toMatch(/\bfuel: number\b/);
    expect(await server.hover(light, "lantern.lit")).toMatch(/\blit: boolean\b/);
    expect(await server.hover(light, "lantern.glow")).toMatch(/\bglow: string\b/);
    expect(await server.hover(light, "async run(ctx, { lantern")).toMatch(/\blantern: Lantern\b/);
    expect(await server.hover(light, "switches.quiet")).toMatch(/\bquiet: boolean\b/);
    expect(await server.hover("src/things/lantern.ts", "this.fuel")).toMatch(/\bfuel: number\b/);
  });
});
