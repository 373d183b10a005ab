import { describe, expect, it } from "vitest";
import { defineGame } from "../../game/define-game.ts";
import { testGame } from "../../testing/test-game.ts";
import type { ClientFiles } from "./client-offers.ts";
import { media } from "./media.ts";

const files: ClientFiles = {
  mediaUrl: "https://quay.example/sounds/",
  gui: { version: "3", url: "https://quay.example/quay.mpackage" },
  map: { version: "7", url: "https://quay.example/map.xml" },
};

describe("sounds", () => {
  it("are heard by everybody in a place, each in their own way", async () => {
    const game = await testGame();
    const { ann, bob, hall } = await game.scene({
      rooms: ["hall"],
      players: { ann: { in: "hall", flags: { OOB: "gmcp" } }, bob: "hall" },
    });
    const thunder = {
      name: "weather/thunder.mp3",
      type: "sound",
      volume: 80,
      caption: "Thunder |rolls.",
    } as const;
    await game.turn(() => hall.msgContents(media.play(thunder)));
    await game.rest();
    expect(ann.session.commands.at(-1)).toEqual({ name: "Client.Media.Play", args: [], kwargs: thunder });
    expect(ann.session.text).not.toContain("Thunder");
    expect(bob.session.transcript.at(-1)).toMatchObject({
      plain: "Thunder |rolls.",
      options: { type: "caption" },
    });
    await game.turn(() => hall.msgContents(media.stop()));
    await game.rest();
    expect(ann.session.commands.at(-1)).toEqual({ name: "Client.Media.Stop", args: [{}], kwargs: {} });
  });

  it.each<[string, () => unknown]>([
    ["name", () => media.play({ name: "../../etc/passwd" })],
    ["name", () => media.play({ name: "/rain.mp3" })],
    ["name", () => media.load({ name: "http://x/rain.mp3" })],
    ["url", () => media.load({ name: "rain.mp3", url: "javascript:alert(1)/" })],
    ["url", () => media.load({ name: "rain.mp3", url: "https://quay.example/sounds" })],
    ["volume", () => media.play({ name: "rain.mp3", volume: 101 })],
    ["volume", () => media.play({ name: "rain.mp3", volume: 1.5 })],
    ["loops", () => media.play({ name: "rain.mp3", loops: 0 })],
    ["fadein", () => media.play({ name: "rain.mp3", fadein: -1 })],
    ["priority", () => media.stop({ priority: 0 })],
    ["caption", () => media.play({ name: "rain.mp3", caption: "x".repeat(501) })],
    ["key", () => media.stop({ key: "a\u0007" })],
  ])("are refused with a %s out of bounds", (field, make) => {
    expect(make).toThrow(RangeError);
    expect(make).toThrow(new RegExp(`${field}: `));
  });
});

describe("files for clients", () => {
  it("are offered after the login, once for each version, and to whoever wants them now", async () => {
    const game = await testGame({ definition: defineGame({ client: files }) });
    await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const session = await game.connect({ flags: { OOB: "gmcp" } });
    const offered = () =>
      session.commands
        .filter(({ name }) => name.startsWith("Client."))
        .map(({ name, kwargs }) => [name, kwargs]);
    expect(offered()).toEqual([]);
    await game.logIn(session, "ann");
    const all = [
      ["Client.Media.Default", { url: files.mediaUrl }],
      ["Client.GUI", files.gui],
      ["Client.Map", files.map],
    ];
    expect(offered()).toEqual(all);
    await game.reload();
    await game.crash();
    expect(offered()).toEqual(all);
    session.send("supports_add", ["Client 1"]);
    await game.rest();
    expect(offered()).toEqual([...all, ...all]);
    const map = { version: "8", url: "https://quay.example/map.xml" };
    await game.reload({ definition: defineGame({ client: { ...files, map } }) });
    expect(offered().slice(6)).toEqual([["Client.Map", map]]);
  });

  it.each<ClientFiles>([
    { mediaUrl: "https://quay.example/sounds" },
    { gui: { version: "1", url: "file:///etc/passwd" } },
    { map: { version: "", url: "https://quay.example/map.xml" } },
  ])("must be on the web: %j", async (client) => {
    await expect(testGame({ definition: defineGame({ client }) })).rejects.toMatchObject({
      code: "GAME_INVALID",
    });
  });
});
