import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, password } from "./support/game-server.ts";
import { missing, play, tintin, tinyfugue, type RealClient } from "./support/real-client.ts";

const clients: readonly RealClient[] = [tintin, tinyfugue];

let server: GameServer;

beforeAll(async () => {
  server = await GameServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.each(clients)("$program", (client) => {
  const names = [
    `${client.program.replaceAll("+", "p")}Ann`,
    `${client.program.replaceAll("+", "p")}Ben`,
  ] as const;

  it.skipIf(missing.has(client.program))("makes an account, looks, and hears others", async () => {
    const [annName, benName] = names;
    await using ann = await play(client, server.telnetPort, annName, true);
    await using ben = await play(client, server.telnetPort, benName, true);
    await ann.expect(new RegExp(`${benName}.* has entered the game`, "i"));

    ann.type("look");
    // Bold cyan for the room's name, in whichever way the client passes colours on.
    await ann.expect(/\u001B\[(?:1m\u001B\[)?(?:1;)?36mLimbo[^]*Characters: /);
    ann.type("say Good evening, everybody!");
    await ann.expect(/You say, "Good evening, everybody!"/);
    await ben.expect(new RegExp(`${annName}.* says, "Good evening, everybody!"`, "i"));
    ben.type("say And to you.");
    await ben.expect(/You say, "And to you\."/);
    await ann.expect(new RegExp(`${benName}.* says, "And to you\\."`, "i"));

    ben.type("quit");
    await ben.expect(/You quit/);
    await ann.expect(new RegExp(`${benName}.* has left the game`, "i"));
    // Neither client echoed it, and the server did not send it back.
    for (const terminal of [ann, ben]) {
      expect(terminal.shown).not.toContain(password);
      expect(terminal.shown).not.toContain("herons");
    }
  });

  it.skipIf(missing.has(client.program))("shows what is typed again after the password", async () => {
    const name = `${names[0]}2`;
    await using terminal = await play(client, server.telnetPort, name, true);
    terminal.type("xyzzy plugh");
    await terminal.expect(/xyzzy plugh[^]*not available/);
    terminal.type("quit");
    await terminal.expect(/You quit/);
    await using again = await play(client, server.telnetPort, name, false);
    again.type("who");
    await again.expect(new RegExp(`who[^]*${name}`));
    expect(again.shown).not.toContain(password);
  });
});

it.skipIf(clients.some(({ program }) => missing.has(program)))(
  "lets players of different clients hear each other",
  async () => {
    await using first = await play(tintin, server.telnetPort, "Mixed1", true);
    await using second = await play(tinyfugue, server.telnetPort, "Mixed2", true);
    const telnet = await server.enterAsNew("Mixed3");
    telnet.send("say Three ways in, one room.");
    await first.expect(/Mixed3.* says, "Three ways in, one room\."/);
    await second.expect(/Mixed3.* says, "Three ways in, one room\."/);
    first.type("say Naïve café, 12 €.");
    await first.expect(/You say, "Naïve café, 12 €\."/);
    await telnet.expect("Mixed1 says");
    // TinyFugue of that version garbles what is not ASCII, so it is given what it can show.
    await second.expect(/Mixed1.* says, "Naive cafe, 12 EUR\."/);
  },
);
