import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Desktop } from "./support/desktop.ts";
import { GameServer, password, superuser } from "./support/game-server.ts";
import {
  gnuTelnet,
  libtelnet,
  missing,
  play,
  plink,
  tintin,
  tinyfugue,
  type RealClient,
} from "./support/real-client.ts";
import { Script } from "./support/script.ts";

const clients: readonly RealClient[] = [tintin, tinyfugue, gnuTelnet, libtelnet, plink];

let server: GameServer;

beforeAll(async () => {
  server = await GameServer.start();
});
afterAll(() => server[Symbol.asyncDispose]());

describe.concurrent.each(clients)("$program", (client) => {
  const program = client.program.replaceAll(/\W/g, "");
  const names = [`${program}Ann`, `${program}Ben`] as const;

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

describe.skipIf(missing.has("telnet"))("GNU telnet", () => {
  it("goes on after Ctrl-C, which makes it wait for a mark in the output", async () => {
    await using terminal = await play(gnuTelnet, server.telnetPort, "Breaker", true);
    terminal.press("look\x03");
    terminal.type("say Still here.");
    await terminal.expect(/You say, "Still here\."/);
  });
});

describe.skipIf(missing.has("curl"))("curl", () => {
  it("plays with what a script types", async () => {
    const witness = await server.enterAsNew("CurlWitness");
    const before = await server.enterAsNew("CurlAnn");
    before.send("quit");
    await before.untilClosed();
    await using curl = Script.run(
      "curl",
      "-sN",
      "--max-time",
      "60",
      `telnet://127.0.0.1:${server.telnetPort}`,
    );
    /** It prints what has come only when it has something to send. */
    const prod = async (pattern: RegExp): Promise<void> => {
      await expect
        .poll(() => (curl.type("look"), curl.shown), { interval: 50, timeout: 20_000 })
        .toMatch(pattern);
    };
    await prod(/quit.*leaves/);
    curl.type(`connect CurlAnn ${password}`);
    await prod(/Limbo/);
    curl.type("say Naïve café, 12 €.");
    await prod(/You say, "Naïve café, 12 €\."/);
    await witness.expect("CurlAnn says, ");
  });
});

describe.skipIf(["kildclient", "Xvfb", "xdotool"].some((name) => missing.has(name)))("KildClient", () => {
  it("plays in its window, and reacts to what it reads", async () => {
    const witness = await server.enterAsNew("KildWitness");
    await server.enterAsNew("Kild").then((telnet) => telnet.ask("quit", /quit/i));
    await using desktop = await Desktop.with("kildclient", [`127.0.0.1:${server.telnetPort}`], "kildclient");
    await desktop.type("connect Kild");
    await desktop.type(password);
    await witness.expect("Kild has entered the game");
    await desktop.type("say Good evening!");
    await witness.expect('Kild says, "Good evening!"');
    // In its own language: whenever that word comes, it answers.
    await desktop.type('/$world->trigger("Marco", "say Polo");');
    await desktop.type("say Ready.");
    await witness.expect('Kild says, "Ready."');
    witness.send("say Marco");
    await witness.expect('Kild says, "Polo"');
    const warden = await server.enter(superuser.name, superuser.password);
    const which = 'game.sessions.all().find((one) => one.account.key === "Kild").flags';
    await warden.ask(
      `eval (({ CLIENTNAME, MCCP, OOB, EOR }) => [CLIENTNAME, MCCP, OOB, EOR].join())(${which})`,
      "'KILDCLIENT,true,gmcp,false'",
    );
  });
});

describe("telnet-probe", () => {
  it("finds what the server offers and asks for", async () => {
    await using probe = Script.probe("127.0.0.1", String(server.telnetPort), "--json");
    const report = JSON.parse(await probe.printed) as { readonly exchange: readonly { meaning?: string }[] };
    expect(report).toMatchObject({
      offers: ["CHARSET", "EOR", "GMCP", "MSDP", "MSSP", "MXP", "MCCP2", "MCCP3"],
      asks: ["TTYPE", "NAWS", "NEW-ENVIRON"],
      refuses: [],
      ignores: [],
    });
    const said = report.exchange.map(({ meaning }) => meaning ?? "").join("\n");
    expect(said).toMatch(/NAME=Testing Grounds; PLAYERS=\d+; UPTIME=\d+/);
    expect(said).toContain("Char.Login.Default");
  });
});

it.skipIf([tintin, tinyfugue].some(({ program }) => missing.has(program)))(
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
