import { describe, expect, test } from "vitest";
import type { Account } from "../../session/accounts/account.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { Channel } from "./channel.ts";

interface Scene {
  readonly game: TestGame;
  readonly players: Readonly<Record<"ann" | "bob" | "cat", TestPlayer>>;
  readonly account: (player: TestPlayer) => Account;
  readonly gossip: Channel;
  /** What each was told by it. */
  readonly heard: (
    action: () => unknown,
  ) => Promise<Readonly<Record<"ann" | "bob" | "cat", readonly string[]>>>;
}

async function scene(): Promise<Scene> {
  const game = await testGame();
  const { ann, bob, cat } = await game.scene({
    rooms: ["hall"],
    players: { ann: "hall", bob: "hall", cat: "hall" },
  });
  const players = { ann, bob, cat };
  const account = (player: TestPlayer): Account => game.world.accountOf(player.character) as Account;
  const gossip = await game.turn(() => game.world.channels.create({ key: "Gossip", aliases: ["g"] }));
  const heard: Scene["heard"] = async (action) => {
    const before = new Map(
      Object.values(players).map((player) => [player, player.session.transcript.length]),
    );
    await game.turn(action);
    const by = (player: TestPlayer): readonly string[] =>
      player.session.transcript.slice(before.get(player)).map(({ plain }) => plain);
    return { ann: by(players.ann), bob: by(players.bob), cat: by(players.cat) };
  };
  return { game, players, account, gossip, heard };
}

describe("channels", () => {
  test("[world W64] those who listen hear it, unless they muted it; who is banned cannot join", async () => {
    const { game, players, account, gossip, heard } = await scene();
    const [a, c, x] = [account(players.ann), account(players.cat), account(players.bob)];
    await game.turn(() => {
      gossip.connect(a);
      gossip.mute(a);
      gossip.connect(c);
      gossip.ban(x);
    });
    const said = await heard(() => gossip.msg("hello", { from: c }));
    expect(said).toEqual({ ann: [], bob: [], cat: ["[Gossip] cat: hello"] });
    const loud = await heard(() => gossip.msg("hey", { from: c, bypassMute: true }));
    expect([loud.ann, loud.cat]).toEqual([["[Gossip] cat: hey"], ["[Gossip] cat: hey"]]);
    expect(await game.turn(() => gossip.connect(x))).toBe(false);
    expect(gossip.hasConnection(x)).toBe(false);
  });

  test("[world W65] a character that listens hears it once, by the session that plays it", async () => {
    const { game, players, gossip, heard } = await scene();
    await game.turn(() => gossip.connect(players.ann.character));
    const said = await heard(() => gossip.msg("hello", { from: players.bob.character }));
    expect(said).toEqual({ ann: ["[Gossip] bob: hello"], bob: [], cat: [] });
  });

  test("tell poses, and what nobody says, in their own form", async () => {
    const { players, gossip } = await scene();
    const from = players.ann.character;
    expect(gossip.formatMsg("hi", { from })).toBe("[Gossip] ann: hi");
    expect(gossip.formatMsg(":waves", { from })).toBe("[Gossip] ann waves");
    expect(gossip.formatMsg(";'s cat sleeps", { from })).toBe("[Gossip] ann's cat sleeps");
    expect(gossip.formatMsg("hi", { from, emit: true })).toBe("[Gossip] hi");
    expect(gossip.formatMsg("hi", { from, noPrefix: true })).toBe("ann: hi");
    expect(gossip.formatMsg("hi")).toBe("[Gossip] hi");
  });

  test("are known by names that no two share, in any case", async () => {
    const { game, gossip } = await scene();
    const { channels } = game.world;
    expect(channels.find("GOSSIP")).toBe(gossip);
    expect(channels.find("g")).toBe(gossip);
    await expect(game.turn(() => channels.create({ key: "gossip" }))).rejects.toMatchObject({
      code: "CHANNEL_NAME",
    });
    await expect(game.turn(() => channels.create({ key: "G" }))).rejects.toMatchObject({
      code: "CHANNEL_NAME",
    });
    await expect(game.turn(() => channels.create({ key: "x", aliases: ["g"] }))).rejects.toThrow(/already/);
    await expect(game.turn(() => channels.create({ key: " " }))).rejects.toThrow(/needs a name/);
  });

  test("outlive a reload with who listens, who muted, who is banned and what was said", async () => {
    const { game, players, account, gossip } = await scene();
    await game.turn(() => {
      for (const player of [players.ann, players.bob]) gossip.connect(account(player));
      gossip.mute(account(players.bob));
      gossip.ban(account(players.cat));
      gossip.setPersonalAliases(account(players.ann), ["gg"]);
      gossip.msg("one", { from: account(players.ann) });
      gossip.msg("two");
    });
    await game.reload();
    const after = game.world.channels.find("gossip");
    const keys = (list: readonly { readonly key: string }[] = []): string[] => list.map(({ key }) => key);
    expect([keys(after?.subscribers), keys(after?.muted), keys(after?.banned)]).toEqual([
      ["ann", "bob"],
      ["bob"],
      ["cat"],
    ]);
    expect(after?.history().map(({ text }) => text)).toEqual(["[Gossip] ann: one", "[Gossip] two"]);
    expect(after?.searchHistory("ONE").map(({ text }) => text)).toEqual(["[Gossip] ann: one"]);
    const ann = game.world.accounts.find("ann");
    expect(ann !== null && after?.personalAliases(ann)).toEqual(["gg"]);
    expect(ann !== null && keys(game.world.channels.of(ann))).toContain("Gossip");
  });

  test("keep so many lines, and no older ones", async () => {
    const game = await testGame({ config: { channels: { history: { lines: 3, days: 1 } } } });
    const channel = await game.turn(() => game.world.channels.create({ key: "Log" }));
    const texts = (): string[] => channel.history().map(({ text }) => text.replace("[Log] ", ""));
    for (const word of ["a", "b", "c", "d"]) await game.turn(() => channel.msg(word));
    expect(texts()).toEqual(["b", "c", "d"]);
    expect(channel.history(1, 1).map(({ text }) => text)).toEqual(["[Log] c"]);
    const failed = game.turn(() => {
      channel.msg("e");
      throw new Error("no");
    });
    await expect(failed).rejects.toThrow("no");
    game.takeErrors();
    expect(texts()).toEqual(["b", "c", "d"]);
    await game.clock.advance(25 * 60 * 60 * 1000);
    await game.turn(() => channel.msg("f"));
    expect(texts()).toEqual(["f"]);
    await game.turn(() => {
      channel.keepLog = false;
      channel.msg("g");
    });
    expect(texts()).toEqual(["f"]);
    // A day of heartbeats between the two processes.
  }, 30_000);

  test("take everything along when they go", async () => {
    const { game, players, account, gossip } = await scene();
    const ann = account(players.ann);
    await game.turn(() => {
      gossip.connect(ann);
      gossip.setPersonalAliases(ann, ["gg"]);
      gossip.msg("hello");
    });
    const messages = game.world.messages.byReceiver(gossip);
    await game.turn(() => gossip.delete());
    expect(messages.map(({ isDeleted }) => isDeleted)).toEqual([true]);
    expect(game.world.channels.of(ann).map(({ key }) => key)).toEqual(["Public"]);
    expect(ann.attributes.get("channel_aliases", { category: "mudlark" })).toEqual({});
  });

  test("ask their hooks, and a listener that fails keeps nobody from hearing", async () => {
    const { game, players, account, heard } = await scene();
    class Shout extends Channel {
      static override readonly classId = "test.Shout";

      override atPreMsg(text: string): string | null {
        return text === "psst" ? null : text.toUpperCase();
      }

      override atPreJoin(listener: { readonly key: string }): boolean {
        return listener.key !== "cat";
      }
    }
    game.world.registerClass(Shout);
    const shout = await game.turn(() => game.world.channels.create({ key: "Shout", class: Shout }));
    const [ann, bob, cat] = [account(players.ann), account(players.bob), account(players.cat)];
    await game.turn(() =>
      expect([shout.connect(ann), shout.connect(bob), shout.connect(cat)]).toEqual([true, true, false]),
    );
    ann.atPreChannelMsg = () => {
      throw new Error("deaf");
    };
    expect(await heard(() => shout.msg("hi"))).toMatchObject({ ann: [], bob: ["[Shout] HI"] });
    expect(game.takeErrors()).toHaveLength(1);
    expect(await heard(() => shout.msg("psst"))).toMatchObject({ bob: [] });
  });

  test("that every game has are there, and new accounts listen to them", async () => {
    const { game, players, account } = await scene();
    const { channels } = game.world;
    expect(channels.defaults().map(({ key }) => key)).toEqual(["Public", "MudInfo"]);
    expect(channels.of(account(players.ann)).map(({ key }) => key)).toEqual(["Public"]);
    await game.turn(() => channels.find("public")?.delete());
    await game.turn(() => channels.ensureDefaults());
    expect(channels.find("pub")?.key).toBe("Public");
  });
});
