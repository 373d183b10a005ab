import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, password, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

/** A game that notes down what its hooks and signals hear, so that a superuser can read it with `eval`. */
const notingGame = `
  import { Account, Character, defineGame } from "mudlark";

  globalThis.notes = [];

  export class Player extends Account {
    override atFailedLogin() { globalThis.notes.push("atFailedLogin " + this.key); }
  }

  export class Hero extends Character {
    override atPostUnpuppet(account, session, how) {
      globalThis.notes.push("atPostUnpuppet " + this.key + " handover " + how.handover);
      super.atPostUnpuppet(account, session, how);
    }
  }

  export default defineGame({
    classes: { account: Player, character: Hero },
    hooks: {
      atServerStart(game) {
        game.signals.on("accountLoginFailed", ({ account }) => globalThis.notes.push("accountLoginFailed " + account.key));
      },
    },
  });
`;

let server: GameServer;
let warden: TelnetClient;

beforeAll(async () => {
  server = await GameServer.start({
    files: { "src/game.ts": notingGame },
    environment: { MUDLARK_THROTTLE_LOGIN_MAX: "null" },
  });
  warden = await server.enter(superuser.name, superuser.password);
  await warden.ask("dig Garden = garden;g, back;b", /You dig Garden/);
});
afterAll(() => server[Symbol.asyncDispose]());

let evaluations = 0;

/** What an expression is in the running world. */
async function evaluate(expression: string): Promise<unknown> {
  const mark = `value-${++evaluations}`;
  warden.forget();
  warden.send(`eval "${mark}<" + JSON.stringify(${expression}) + ">${mark}"`);
  const answer = await warden.expect(new RegExp(`${mark}<.*>${mark}`, "s"));
  return JSON.parse(answer.slice(answer.indexOf("<") + 1, answer.lastIndexOf(">"))) as unknown;
}

/** What was noted since the last look. */
function takeNotes(): Promise<unknown> {
  return evaluate("globalThis.notes.splice(0)");
}

/** How many sessions play under that name. */
function sessionsOf(name: string): Promise<unknown> {
  return evaluate(`game.sessions.all().filter((one) => one.account.key === "${name}").length`);
}

function locationOf(name: string): Promise<unknown> {
  const find = `[...game.collection("object").records()].find((one) => one.key === "${name}").id`;
  return evaluate(`game.get("object", ${find}).location?.key ?? null`);
}

async function leave(...clients: TelnetClient[]): Promise<void> {
  for (const client of clients) {
    client.send("quit");
    await client.untilClosed();
  }
}

describe("a newcomer", () => {
  it("makes an account, plays, and leaves", async () => {
    await warden.ask("create lantern;lamp", /You make lantern/);
    await warden.ask("drop lantern", /You drop a lantern/);
    const ada = await server.connect();
    await ada.expect(/create NAME/);
    ada.send(`create Ada ${password}`);
    expect(await ada.expect(/y.{0,3}\/.{0,3}n/i)).toContain('"Ada"');
    ada.send("");
    await ada.expect(/created.*connect Ada/);
    ada.send(`connect ada ${password}`);
    await ada.expect(/become Ada[^]*Limbo[^]*grey room/);
    await warden.expect("Ada has entered the game.");
    await ada.ask("look", /Exits: garden[^]*Warden[^]*a lantern/);
    await ada.ask("say Good evening!", 'You say, "Good evening!"');
    await warden.expect('Ada says, "Good evening!"');
    await ada.ask("get lamp", "You pick up a lantern.");
    await warden.expect("Ada picks up a lantern.");
    await ada.ask("inventory", /You carry:\s+a lantern/);
    await ada.ask("drop lantern", "You drop a lantern.");
    await ada.ask("inventory", "You carry nothing.");
    await ada.ask("garden", /Garden[^]*Exits: back/);
    await warden.expect("Ada leaves Limbo for Garden.");
    await ada.ask("b", /Limbo[^]*a lantern/);
    await warden.expect("Ada arrives at Limbo from Garden.");
    await ada.ask("who", /Ada[^]*Warden[^]*2 accounts/);
    await ada.ask("help", /General[^]*look[^]*say/);
    await ada.ask("help get", /Pick something up[^]*Usage: get/);
    await ada.ask("xyzzy", /"xyzzy" is not available/);
    for (const line of ["dig Cellar", "create crown", "set me/gold = 9", "examine me", "eval 1"])
      await ada.ask(line, `"${line.split(" ")[0]}" is not available`);
    await ada.ask("quit", /you quit/i);
    await ada.untilClosed();
    await warden.expect("Ada has left the game.");
    expect(ada.heard).not.toContain(password);
    expect(server.log).not.toContain(password);
  });

  it("never writes markup or templates for others", async () => {
    const ruth = await server.enterAsNew("Ruth");
    const words = "|rred|n $You() {x} %s $random(1,2) ||";
    const { length } = warden.bytes;
    await ruth.ask(`say ${words}`, `You say, "${words}"`);
    await warden.expect(`Ruth says, "${words}"`);
    expect(Buffer.concat(warden.bytes.slice(length)).includes("\u001B[31m")).toBe(false);
    await ruth.ask("|rlook|n $You() {x}", /"\|rlook\|n.*is not available/);
    await leave(ruth);
  });

  it("is told what is wrong with a name or a password [sessions 4]", async () => {
    await server.enterAsNew("Anna").then((client) => leave(client));
    const accounts = await evaluate(`[...game.collection("account").records()].length`);
    const client = await server.connect();
    await client.expect(/quit leaves/);
    const names = [
      ["ab", [/at least 3/]],
      ["Anna", [/taken/]],
      ["guest3", [/reserved/]],
      ["d$ra", [/letters/]],
      ["d$", [/letters/, /at least 3/]],
    ] as const;
    const passwords = [
      ["password", [/common/]],
      ["1234567", [/at least 8/, /numeric/]],
      ["98237461", [/numeric/]],
    ] as const;
    for (const [name, problems] of names) await refused(`create ${name} ${password}`, problems);
    for (const [secret, problems] of passwords) await refused(`create Dora ${secret}`, problems);
    expect(await evaluate(`[...game.collection("account").records()].length`)).toBe(accounts);
    for (const secret of [password, "1234567", "98237461"]) expect(client.heard).not.toContain(secret);

    async function refused(line: string, problems: readonly RegExp[]): Promise<void> {
      client.send(line);
      client.send("nonsense");
      const answer = await client.expect(/"nonsense" is not available/);
      for (const problem of problems) expect(answer).toMatch(problem);
      expect(answer).not.toMatch(/y.{0,3}\/.{0,3}n/i);
    }
  });
});

describe("a login", () => {
  it("says the same for a wrong password and a wrong name [sessions 2]", async () => {
    await server.enterAsNew("anna2").then((client) => leave(client));
    await takeNotes();
    const client = await server.connect();
    await client.expect(/quit leaves\./);
    const one = await client.ask("connect anna2 wrong", /(incorrect|wrong).*/i);
    const other = await client.ask("connect nobody wrong", /(incorrect|wrong).*/i);
    expect(other).toBe(one);
    expect(await takeNotes()).toEqual(["atFailedLogin anna2", "accountLoginFailed anna2"]);
    await client.ask("look", /connect NAME PASSWORD/);
    await client.ask("who", /not available/);
    client.close();
  });

  it("takes over from an older one without the room noticing [sessions 9]", async () => {
    const cora = await server.enterAsNew("Cora");
    const first = await server.enterAsNew("Alma");
    await cora.expect("Alma has entered the game.");
    await takeNotes();
    const second = await server.enter("Alma");
    await first.expect(/elsewhere|another (place|connection|client)/);
    await first.untilClosed();
    expect(await takeNotes()).toEqual(["atPostUnpuppet Alma handover true"]);
    expect(await sessionsOf("Alma")).toBe(1);
    const heard = await cora.ask("say Still here?", "Still here?");
    expect(heard).not.toContain("Alma");
    await second.expect('Cora says, "Still here?"');
    await leave(second);
    expect(await cora.expect("Alma has left the game.")).not.toContain("entered");
    await leave(cora);
  });

  it("brings back to where one left [sessions 10]", async () => {
    const bela = await server.enterAsNew("Bela");
    const room = await server.enterAsNew("Roma");
    await bela.ask("garden", /Exits: back/);
    await room.ask("garden", /Exits: back/);
    bela.send("quit");
    await bela.expect(/quit/i);
    await bela.untilClosed();
    await room.expect("Bela has left the game.");
    expect(await locationOf("Bela")).toBeNull();
    const again = await server.enter("Bela");
    await again.expect(/Garden[^]*Characters: Roma/);
    await room.expect("Bela has entered the game.");
    expect(await locationOf("Bela")).toBe("Garden");
    await leave(again, room);
  });

  it("asks for a password that nobody sees", async () => {
    const client = await server.connect();
    await client.expect(/create NAME/);
    await client.ask("create Hilde", /password/i);
    client.send("four dry herons");
    await client.expect(/again|password/i);
    client.send("four dry herons");
    await client.expect(/y.{0,3}\/.{0,3}n/i);
    client.send("y");
    await client.expect(/created/);
    await client.ask("connect Hilde", /Password: /);
    client.send("four dry herons");
    await client.expect(/become Hilde/);
    expect(client.heard).not.toContain("herons");
    // IAC WILL ECHO and IAC WONT ECHO, three times: the server asked the client to hide what is typed.
    const bytes = Buffer.concat(client.bytes).toString("latin1");
    expect(bytes.match(/\u00FF\u00FB\u0001/g)).toHaveLength(bytes.match(/\u00FF\u00FC\u0001/g)?.length ?? 0);
    expect(bytes).toContain("\u00FF\u00FB\u0001");
    await leave(client);
  });

  it("can be typed ahead, with all that it asks", async () => {
    const client = await server.connect();
    await client.expect(/quit leaves\./);
    const lines = ["create Hasty", password, password, "y", "connect Hasty", password, "say Here I am."];
    client.sendBytes(lines.map((line) => `${line}\r\n`).join(""));
    const heard = await client.expect('You say, "Here I am."');
    expect(heard).not.toContain("not available");
    await leave(client);
  });

  it("is blocked after five wrong passwords, for that address and that time", async () => {
    await using guarded = await GameServer.start({ environment: { MUDLARK_THROTTLE_LOGIN_WINDOW: "4" } });
    await guarded.enterAsNew("Iris").then((client) => leave(client));
    for (let tries = 0; tries < 5; tries++) {
      // A connection of its own for each: one connection would be made to wait.
      const client = await guarded.connect();
      await client.expect(/connect NAME PASSWORD/);
      await client.ask("connect Iris wrong", /incorrect/i);
      client.close();
    }
    const client = await guarded.connect();
    await client.expect(/connect NAME PASSWORD/);
    await client.ask(`connect Iris ${password}`, /too many/i);
    const other = await guarded.connect("127.0.0.2");
    await other.expect(/connect NAME PASSWORD/);
    await guarded.logIn(other, "Iris");
    await leave(other);
    await expect
      .poll(
        async () => {
          client.forget();
          return client.ask(`connect Iris ${password}`, /too many|become/i);
        },
        { interval: 200, timeout: 20_000 },
      )
      .toMatch(/become/);
  });

  it("is all that is left where registration is closed", async () => {
    await using closed = await GameServer.start({ environment: { MUDLARK_ACCOUNTS_REGISTRATION: "closed" } });
    const client = await closed.connect();
    await client.expect(/connect NAME PASSWORD/);
    await client.ask(`create Nora ${password}`, /disabled|closed/i);
    await closed.logIn(client, superuser.name, superuser.password);
  });
});

describe("a superuser", () => {
  it("digs, makes, sets and examines", async () => {
    await warden.ask(
      "dig Attic = ladder;up, hatch;down",
      /You dig Attic \(#\d+\), with the exits ladder \(#\d+\) and hatch/,
    );
    await warden.ask("create trunk;chest", /You make trunk \(#\d+\)/);
    await warden.ask("set trunk/weight = 40", "trunk/weight is now 40.");
    await warden.ask("set trunk/desc = A trunk, |yiron bound|n.", /trunk\/desc is now/);
    await warden.ask("set trunk/weight", "trunk/weight = 40");
    await warden.ask("look chest", /A trunk, iron bound\./);
    await warden.ask("examine trunk", /Name: trunk \(#\d+\)[^]*Aliases: chest[^]*weight = 40/);
    await warden.ask("set trunk/weight =", "trunk/weight was removed.");
    await warden.ask("set trunk/weight", /not set/);
    await warden.ask("up", /Attic[^]*Exits: hatch/);
    await warden.ask("down", /Limbo[^]*Exits: garden.*ladder/);
  });

  it("runs code, of which nothing is left when it throws", async () => {
    await warden.ask("eval 6 * 7", /^42\r?$/m);
    await warden.ask("eval me.key", "'Warden'");
    await warden.ask(
      "eval here.db.smell = 'smoke'; throw new Error('Too bad.')",
      /Error: Too bad\.[^]*eval\.ts[^]*is undone/,
    );
    expect(await evaluate("here.db.smell ?? null")).toBeNull();
    await warden.ask("eval/dry here.db.smell = 'smoke'", "'smoke'");
    expect(await evaluate("here.db.smell ?? null")).toBeNull();
    await warden.ask("eval here.db.smell = 'smoke'", "'smoke'");
    expect(await evaluate("here.db.smell ?? null")).toBe("smoke");
  });
});
