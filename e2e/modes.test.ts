import { describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import { logIn, missing, play, tintin, tinyfugue } from "./support/real-client.ts";
import type { TelnetClient } from "./support/telnet-client.ts";
import type { Terminal } from "./support/terminal.ts";

/** A game in one of the modes, with somebody in the first room who sees what happens there. */
async function gameIn(mode: number): Promise<{ server: GameServer; witness: TelnetClient }> {
  const server = await GameServer.start({
    environment: { MUDLARK_ACCOUNTS_SESSION_MODE: String(mode) },
  });
  return { server, witness: await server.enter(superuser.name, superuser.password) };
}

let fences = 0;

/** Says something that everybody in the room hears, and waits until they did: what was to come before, has come. */
async function fence(witness: TelnetClient, ...others: readonly Terminal[]): Promise<void> {
  const words = `fence ${++fences}.`;
  await witness.ask(`say ${words}`, `You say, "${words}"`);
  for (const other of others) await other.expect(new RegExp(`says, "${words}"`));
}

/** Who plays what, as the world itself has it: one line, such as `Anna:1,2`. */
async function players(witness: TelnetClient): Promise<string> {
  const answer = await witness.ask(
    "eval [...new Set(game.sessions.all().map((s) => s.puppet).filter((p) => p && p !== me))]" +
      ".map((p) => p.key + ':' + game.sessions.ofPuppet(p).length).sort().join(' ') + ' end'",
    /'[^']* end'/,
  );
  return answer.slice(answer.lastIndexOf("'", answer.length - 2) + 1, -5).trim();
}

/** Characters of that name in the whole world, loaded or not. */
async function countOf(name: string, witness: TelnetClient): Promise<string> {
  const answer = await witness.ask(`eval "n=" + game.called("object", "${name}").length`, /n=\d+'/);
  return /n=(\d+)/.exec(answer)?.[1] ?? "";
}

/** What the terminal shows from here on. */
function watch(terminal: Terminal): () => string {
  const from = terminal.shown.length;
  return () => terminal.shown.slice(from);
}

function arrivals(witness: TelnetClient, name: string): readonly string[] {
  return [...witness.heard.matchAll(new RegExp(`${name} has (entered|left) the game`, "g"))].map(
    ([, what = ""]) => what,
  );
}

describe.skipIf(missing.size > 0).concurrent("with real clients", () => {
  it("mode 0: the newest connection takes the place of the older one, which is closed", async () => {
    const { server, witness } = await gameIn(0);
    await using _ = server;
    await using older = await play(tintin, server.telnetPort, "Anna", true);
    await using newer = await play(tinyfugue, server.telnetPort, "Anna", false);
    await older.expect(/logged in from elsewhere[^]*SESSION 'game' DIED/);
    await fence(witness, newer);
    expect(arrivals(witness, "Anna")).toEqual(["entered"]);
    expect(await players(witness)).toBe("Anna:1");
    // And the other way round.
    await using newest = await play(tintin, server.telnetPort, "Anna", false);
    await newer.expect(/logged in from elsewhere/);
    newest.type("say Only I am left.");
    await witness.expect('Anna says, "Only I am left."');
    expect(await players(witness)).toBe("Anna:1");
    expect(await countOf("Anna", witness)).toBe("1");
  });

  it("mode 1: every connection of the account shows the same [sessions 11]", async () => {
    const { server, witness } = await gameIn(1);
    await using _ = server;
    await using first = await play(tintin, server.telnetPort, "Anna", true);
    await using second = await play(tinyfugue, server.telnetPort, "Anna", false);
    await first.expect(/Anna.* is now shared with another of your sessions/);
    await second.expect(/You are now sharing .*Anna/);
    expect(await players(witness)).toBe("Anna:2");
    first.type("look");
    for (const each of [first, second]) await each.expect(/Limbo[^]*Characters: /);
    first.type("xyzzy");
    for (const each of [first, second]) await each.expect(/"xyzzy" is not available/);
    second.type("say Both of me.");
    for (const each of [first, second]) await each.expect(/You say, "Both of me\."/);
    second.type("ooc");
    for (const each of [first, second]) await each.expect(/You go out of character/);
    await witness.expect("Anna has left the game");
    expect(await players(witness)).toBe("");
    first.type("ic");
    for (const each of [first, second]) await each.expect(/You become .*Anna[^]*Limbo/);
    await fence(witness, first, second);
    expect(arrivals(witness, "Anna")).toEqual(["entered", "left", "entered"]);
    expect(await players(witness)).toBe("Anna:2");
    expect(await countOf("Anna", witness)).toBe("1");
  });

  it("mode 2: each connection plays a character of its own [sessions 13] [sessions 14]", async () => {
    const { server, witness } = await gameIn(2);
    await using _ = server;
    await using first = await play(tintin, server.telnetPort, "Anna", true);
    first.type("charcreate Bob");
    await first.expect(/Bob.* was created/);
    const undisturbed = watch(first);
    await using second = await logIn(tinyfugue, server.telnetPort, "Anna", false);
    await second.expect(/out of character[^]*Anna.*: played by you in session 1[^]*Bob.*: free/);
    await fence(witness, first);
    expect(undisturbed()).not.toMatch(/shared|played from/);
    second.type("ic Bob");
    await second.expect(/You become .*Bob[^]*Limbo/);
    await first.expect(/Bob.* has entered the game/);
    const unmoved = watch(second);
    first.type("look");
    await first.expect(/Limbo[^]*Characters: /);
    await fence(witness, first, second);
    expect(unmoved()).not.toContain("Limbo");
    second.type("say hi");
    await second.expect(/You say, "hi"/);
    await first.expect(/Bob.* says, "hi"/);
    expect(await players(witness)).toBe("Anna:1 Bob:1");

    // Whoever changes over from Bob to Anna leaves Bob, and takes Anna without a sound.
    second.type("ic Anna");
    await second.expect(/You are taking over .*Anna[^]*Limbo/);
    await first.expect(/Anna.* is now played from another of your sessions[^]*out of character/);
    await witness.expect("Bob has left the game");
    first.type("say x");
    await first.expect(/"say" is not available/);
    expect(await players(witness)).toBe("Anna:1");
    // And back, from out of character.
    first.type("ic Anna");
    await first.expect(/You are taking over .*Anna[^]*Limbo/);
    await second.expect(/Anna.* is now played from another of your sessions[^]*out of character/);
    await fence(witness, first);
    expect(arrivals(witness, "Anna")).toEqual(["entered"]);
    expect(arrivals(witness, "Bob")).toEqual(["entered", "left"]);
    expect(await players(witness)).toBe("Anna:1");
    expect(await countOf("Anna", witness)).toBe("1");
  });

  it("mode 3: several connections share a character, what it does and what it sees", async () => {
    const { server, witness } = await gameIn(3);
    await using _ = server;
    await using first = await play(tintin, server.telnetPort, "Anna", true);
    first.type("charcreate Bob");
    await first.expect(/Bob.* was created/);
    await using second = await play(tinyfugue, server.telnetPort, "Anna", false);
    await second.expect(/You are now sharing .*Anna/);
    await first.expect(/Anna.* is now shared with another of your sessions/);
    second.type("say hi");
    for (const each of [first, second]) await each.expect(/You say, "hi"/);
    second.type("look");
    for (const each of [first, second]) await each.expect(/Limbo[^]*Characters: /);
    await fence(witness, first, second);
    expect(arrivals(witness, "Anna")).toEqual(["entered"]);
    expect([...witness.heard.matchAll(/Anna says, "hi"/g)]).toHaveLength(1);
    expect(await players(witness)).toBe("Anna:2");

    // A third one plays somebody else at the same time.
    await using third = await play(tintin, server.telnetPort, "Anna", false);
    third.type("ic Bob");
    await third.expect(/You become .*Bob[^]*Limbo/);
    third.type("say Hello, myself.");
    for (const each of [first, second]) await each.expect(/Bob.* says, "Hello, myself\."/);
    expect(await players(witness)).toBe("Anna:2 Bob:1");
    first.type("ooc");
    await first.expect(/You go out of character/);
    second.type("say Still here.");
    await third.expect(/Anna.* says, "Still here\."/);
    expect(arrivals(witness, "Anna")).toEqual(["entered"]);
    expect(await players(witness)).toBe("Anna:1 Bob:1");
    expect(await countOf("Anna", witness)).toBe("1");
  });
});
