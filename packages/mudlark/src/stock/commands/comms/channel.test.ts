import { describe, expect, it } from "vitest";
import { Channel, type Account } from "../../../api.ts";
import { testGame, type TestGame, type TestPlayer } from "../../../testing/test-game.ts";

interface Scene {
  readonly game: TestGame;
  readonly ann: TestPlayer;
  readonly bob: TestPlayer;
  readonly account: (player: TestPlayer) => Account;
  /** What Bob, or another, is told by a line of his. */
  readonly types: (line: string, as?: TestPlayer, answers?: readonly string[]) => Promise<string>;
  /** What Ann is told by a line of Bob's. */
  readonly annHears: (line: string) => Promise<string>;
  readonly promote: (player: TestPlayer, permission: string) => Promise<void>;
}

async function scene(): Promise<Scene> {
  const game = await testGame();
  const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
  const account = (player: TestPlayer): Account => game.world.accountOf(player.character) as Account;
  const told = async (
    line: string,
    as: TestPlayer,
    who: TestPlayer,
    answers: readonly string[] = [],
  ): Promise<string> => (await game.call(line, { as, answers })).sentTo(who).join("\n");
  return {
    game,
    ann,
    bob,
    account,
    types: (line, as = bob, answers = []) => told(line, as, as, answers),
    annHears: (line) => told(line, bob, ann),
    promote: (player, permission) => game.turn(() => account(player).permissions.add(permission)),
  };
}

describe("channel", () => {
  it("[commands C56] talks on a channel by its short name, and by the long form, commas and all", async () => {
    const { types, annHears } = await scene();
    expect(await annHears("pub hi, all")).toBe("[Public] bob: hi, all");
    expect(await types("pub hi, all")).toBe("[Public] bob: hi, all");
    expect(await annHears("channel public hi, all")).toBe("[Public] bob: hi, all");
    expect(await annHears("channel public = 1 = 1")).toBe("[Public] bob: 1 = 1");
    expect(await annHears("public |rred $you()")).toBe("[Public] bob: ||rred $you()");
    expect(await annHears("pub :waves")).toBe("[Public] bob waves");
  });

  it("[commands C57] never hides a command, whatever a channel is called", async () => {
    const { types, promote, ann } = await scene();
    await promote(ann, "Builder");
    await types("channel/create Loud;look", ann);
    await types("channel/sub loud");
    expect(await types("look")).toContain("hall");
    expect(await types("loud hello")).toBe("[Loud] bob: hello");
  });

  it("[commands C58] says nothing to who muted it, and shows that to who controls it", async () => {
    const { types, ann, bob, game, promote } = await scene();
    expect(await types("channel/mute public")).toBe("You mute Public.");
    expect(await types("channel/mute public")).toBe("You have muted Public already.");
    const said = await game.call("pub hi", { as: ann });
    expect(said.sentTo(bob)).toEqual([]);
    expect(await types("channel/who public", ann)).not.toContain("muting");
    await promote(ann, "Admin");
    expect(await types("channel/who public", ann)).toMatch(/bob \(muting\)/);
    expect(await types("pub hey")).toContain("You have muted Public");
    expect(await types("channel/unmute public")).toBe("You hear Public again.");
  });

  it("[commands C59] refuses to put anybody off a channel that one does not control", async () => {
    const { types, account, ann, game } = await scene();
    expect(await types("channel/boot public = Ann")).toBe("You do not control Public.");
    expect(game.world.channels.find("public")?.hasConnection(account(ann))).toBe(true);
  });

  it("[commands C60] puts somebody off, who is told why", async () => {
    const { types, promote, ann, bob, account, game } = await scene();
    await promote(ann, "Admin");
    const { sentTo } = await game.call("channel/boot public = Bob : spam", { as: ann, answers: ["y"] });
    expect(sentTo(bob).join("\n")).toContain("ann puts you off the channel Public. Reason: spam");
    expect(game.world.channels.find("public")?.hasConnection(account(bob))).toBe(false);
    expect(await types("pub hi")).toContain("not available");
  });

  it("lists, joins and leaves, with names of one's own", async () => {
    const { types } = await scene();
    expect(await types("channel")).toMatch(/Public;pub/);
    expect(await types("channel/all")).not.toContain("MudInfo");
    expect(await types("channel/unsub public")).toBe("You leave Public.");
    expect(await types("channel")).toContain("You listen to no channel.");
    expect(await types("channel public hi")).toContain("You do not listen to Public.");
    expect(await types("channel/sub pub = p;chatter")).toBe(
      "You now listen to Public.\nYou also call Public p and chatter.",
    );
    expect(await types("chatter hi")).toBe("[Public] bob: hi");
    expect(await types("channel/unalias chatter")).toBe('You do not call Public "chatter" any more.');
    expect(await types("chatter hi")).toContain("not available");
    expect(await types("channel/alias public = x y")).toBe("You also call Public p and x y.");
    expect(await types("x y hello")).toBe("[Public] bob: hello");
    expect(await types("channel public")).toContain("You listen to it.");
  });

  it("shows what was said", async () => {
    const { types } = await scene();
    expect(await types("pub")).toBe("Nothing was said on Public yet.");
    for (const word of ["one", "two", "three"]) await types(`pub ${word}`);
    expect(await types("pub")).toBe("[Public] bob: one\n[Public] bob: two\n[Public] bob: three");
    expect(await types("channel/history public = 2")).toBe("[Public] bob: one");
    expect(await types("channel/history public = x")).toContain("is no number");
  });

  it("is made, described, locked and destroyed by who may", async () => {
    const { types, promote, ann, annHears } = await scene();
    expect(await types("channel/create Trade")).toBe(
      "You may not do that with channels. Ask somebody of the staff.",
    );
    await promote(ann, "Builder");
    expect(await types("channel/create Trade;tr = Buying", ann)).toBe(
      "You make the channel Trade, and listen to it.",
    );
    expect(await types("channel/create trade", ann)).toBe('There is a channel called "trade" already.');
    expect(await types("channel/desc trade = Selling", ann)).toBe("Trade is now about: Selling");
    expect(await types("channel/lock trade = send:perm(Admin)", ann)).toBe(
      "You may not do that with channels. Ask somebody of the staff.",
    );
    await promote(ann, "Admin");
    expect(await types("channel/lock trade = send:nosuch(", ann)).toMatch(/^Column \d+ of the lock/);
    expect(await types("channel/lock trade = send:perm(Admin)", ann)).toContain("send:perm(Admin)");
    await types("channel/sub trade");
    expect(await types("tr hi")).toBe("You may not talk on Trade.");
    expect(await types("channel/unlock trade = send", ann)).not.toContain("send:");
    expect(await annHears("tr hi")).toBe("[Trade] bob: hi");
    expect(await types("channel/destroy trade = Bye", ann, ["n"])).toContain("Nothing is destroyed.");
    expect(await types("channel/destroy trade = Bye", ann, ["y"])).toContain(
      "The channel Trade is destroyed.",
    );
    expect(await types("tr hi")).toContain("not available");
  });

  it("bans, lists who is banned, and lets them back", async () => {
    const { types, promote, ann, bob } = await scene();
    await promote(ann, "Admin");
    expect(await types("channel/ban public", ann)).toBe("Banned from Public: nobody.");
    expect(await types("channel/ban public = bob : rude", ann, ["y"])).toContain("You ban bob from Public.");
    expect(await types("channel/sub public", bob)).toBe("You are banned from Public.");
    expect(await types("channel/ban public", ann)).toBe("Banned from Public: bob.");
    expect(await types("channel/unban public = bob", ann)).toBe("bob may listen to Public again.");
    expect(await types("channel/sub public", bob)).toBe("You now listen to Public.");
    expect(await types("channel/ban public = nobody", ann)).toBe('There is no account "nobody".');
  });

  it("is silent for who is banned from all channels, by whatever name", async () => {
    const { types, promote, bob } = await scene();
    await promote(bob, "channel_banned");
    expect(await types("channel public hi")).toContain("not available");
    expect(await types("pub hi")).toContain("not available");
    await types("quell");
    expect(await types("pub hi")).toContain("not available");
  });

  it("is of the class that is named", async () => {
    class Ring extends Channel {
      static override readonly classId: string = "test.Ring";
    }
    const game = await testGame({ classes: [Ring] });
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: { in: "hall", superuser: true } } });
    const types = async (line: string): Promise<string> => (await game.call(line, { as: ann })).textTo(ann);
    expect(await types("channel/create Trade;tr:test.Ring = Buying")).toContain("You make the channel Trade");
    expect(game.world.channels.find("tr")).toBeInstanceOf(Ring);
    expect(await types("channel/create Moon:mudlark.Thing")).toContain("There is no class of channels");
    expect(await types("channel")).toMatch(/Locks[^]*control:pid/);
  });

  it("changes nothing when somebody else was faster", async () => {
    const { types, promote, ann, bob, account, game } = await scene();
    await promote(ann, "Admin");
    await types("channel/create Trade", ann);
    await types("channel/sub trade", bob);
    for (const line of ["channel/destroy trade", "channel/ban trade = bob", "channel/boot trade = bob"]) {
      ann.session.type(line);
      await game.rest();
      await game.turn(() => game.world.channels.find("trade")?.locks.add("control:false()"));
      ann.session.type("y");
      await game.rest();
      expect(ann.session.transcript.at(-1)?.plain).toBe("You do not control Trade.");
      await game.turn(() => game.world.channels.find("trade")?.locks.add("control:perm(Admin)"));
    }
    expect(game.world.channels.find("trade")?.hasConnection(account(bob))).toBe(true);
    ann.session.type("channel/ban trade = bob");
    await game.rest();
    await game.turn(() => game.world.channels.find("trade")?.delete());
    ann.session.type("y");
    await game.rest();
    expect(ann.session.transcript.at(-1)?.plain).toBe("It is gone already.");
  });

  it("says what is wrong", async () => {
    const { types } = await scene();
    expect(await types("channel/mute/unmute public")).toBe("One switch at a time, please.");
    expect(await types("channel/sub public,mudinfo = x")).toMatch(/one channel at a time|no channel/);

    expect(await types("channel zzz hi")).toBe('There is no channel "zzz". channel/all lists what there is.');
    expect(await types("channel mudinfo")).toContain('There is no channel "mudinfo"');
    expect(await types("channel/alias public")).toContain("Usage: channel/alias");
    expect(await types("channel/unalias zzz")).toBe('You call no channel "zzz".');
  });
});
