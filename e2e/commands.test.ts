import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, password, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

let server: GameServer;
let warden: TelnetClient;
let ann: TelnetClient;
let bob: TelnetClient;
let dee: TelnetClient;

/** The world of `commands.md` §20: a hall, a yard north of it, a builder, a player and a developer. */
beforeAll(async () => {
  server = await GameServer.start({ environment: { MUDLARK_ACCOUNTS_SESSION_MODE: "3" } });
  warden = await server.enter(superuser.name, superuser.password);
  await warden.ask("name here = Hall", /called Hall now/);
  await warden.ask("dig Yard = north;n, south;s", /You dig Yard/);
  ann = await server.enterAsNew("Ann");
  bob = await server.enterAsNew("Bob");
  dee = await server.enterAsNew("Dee");
  await warden.ask("perm *Ann = Builder", /builder/);
  await warden.ask("perm *Dee = Developer", /developer/);
});
afterAll(() => server[Symbol.asyncDispose]());

/** The answer to a line, up to the end of the answer to a line that follows it. */
async function answer(client: TelnetClient, ...lines: readonly string[]): Promise<string> {
  client.forget();
  for (const line of lines) client.send(line);
  return client.ask("say that is all", /"that is all"/);
}

describe("speech", () => {
  it("says what was typed, commas and equals signs included [commands C24]", async () => {
    await bob.ask("say a=b, c/d", 'You say, "a=b, c/d"');
    await ann.expect('Bob says, "a=b, c/d"');
  });

  it("takes a slash behind the short form for speech [commands C25]", async () => {
    await bob.ask("'/me waves", 'You say, "/me waves"');
  });

  it("takes what looks like a switch for speech [commands C26]", async () => {
    await bob.ask("say/loud hi", 'You say, "/loud hi"');
  });

  it("puts no blank before an apostrophe in a pose [commands C27]", async () => {
    await bob.ask(":'s hat", "Bob's hat");
    await ann.expect("Bob's hat");
    await bob.ask("emote waves", "Bob waves");
  });

  it("lets only those hear a whisper who are named", async () => {
    dee.forget();
    await bob.ask("whisper Ann, Warden = psst, a=b", /You whisper to Ann and Warden, "psst, a=b"/);
    await ann.expect('Bob whispers to you, "psst, a=b"');
    await warden.expect('Bob whispers to you, "psst, a=b"');
    expect(await answer(dee)).not.toContain("psst");
  });

  it("shows what somebody wrote about themselves", async () => {
    await bob.ask("setdesc Short, with a = on his hat.", /You set your description/);
    await ann.ask("look Bob", "Short, with a = on his hat.");
  });
});

describe("handling things", () => {
  it("drops several of a kind with one message [commands C48]", async () => {
    await ann.ask("create/drop coin, coin, coin", /coin.*coin.*coin/s);
    await bob.ask("get 3 coins", /You pick up three coins/);
    await bob.ask("drop 2 coins", "You drop two coins.");
    await ann.expect("Bob drops two coins.");
    await bob.ask("inventory", "a coin");
  });

  it("gives to somebody else, and tells who gives to himself that he keeps it [commands C49]", async () => {
    await ann.ask("create/drop sword", /You make sword/);
    await bob.ask("get sword", /You pick up a sword/);
    await bob.ask("give sword = Bob", /You keep it/);
    await bob.ask("give sword to Ann", "You give a sword to Ann.");
    await ann.expect("Bob gives a sword to you.");
    await dee.expect("Bob gives a sword to Ann.");
    await ann.ask("inventory", "a sword");
  });

  it("gives nothing to a thing", async () => {
    await bob.ask("give coin to north", /cannot take anything/);
  });

  it("says what the thing says when it cannot be taken [commands C50]", async () => {
    await ann.ask("create/drop lamp", /You make lamp/);
    await ann.ask("lock lamp = get:false()", /get:false\(\)/);
    await ann.ask("set lamp/get_err_msg = Too hot.", /Too hot/);
    await bob.ask("get lamp", "Too hot.");
  });
});

describe("building", () => {
  it("digs a room with a way there and a way back [commands C39]", async () => {
    const dug = await ann.ask("dig Attic;up = up;u, down;d", /You dig Attic.*\./);
    expect(dug).toMatch(/Attic \(#\d+\), with the exits up \(#\d+\) and down \(#\d+\)/);
    await ann.ask("u", /Attic/);
    await ann.ask("d", /Hall/);
  });

  it("tunnels to a room whose name has a comma [commands C40]", async () => {
    const made = await ann.ask("tunnel n = Cellar, cold", /You tunnel north.*\./);
    expect(made).toMatch(/Cellar, cold \(#\d+\), with the exits north \(#\d+\) and south \(#\d+\)/);
    const exit = /north \((#\d+)\)/.exec(made)?.[1] ?? "";
    await ann.ask(`destroy/force ${exit}`, /is destroyed/);
  });

  it("tunnels only in directions that it knows", async () => {
    await ann.ask("tunnel sideways", /"sideways" is none of/);
  });

  it("opens no second exit to the same place [commands C41]", async () => {
    await ann.ask("open north = Yard", /north \(#\d+\) exists already, and leads to Yard/);
  });

  it("lets an exit lead somewhere else only for those who may change it", async () => {
    await ann.ask("link north", /north \(#\d+\) leads to Yard/);
    await ann.ask("link north =", /You may not change where north leads/);
    await ann.ask("open gate = Yard", /You open gate/);
    await ann.ask("unlink gate", /gate \(#\d+\) leads nowhere now/);
    await ann.ask("link gate = Hall", /gate \(#\d+\) leads to Hall/);
    await ann.ask("link gate = gate", /cannot lead to itself/);
    await ann.ask("destroy/force gate", /is destroyed/);
  });

  it("takes YES for yes [commands C42]", async () => {
    await ann.ask("create a", /You make a/);
    await ann.ask("destroy a", /Destroy a \(#\d+\)\?/);
    await ann.ask("YES", /a \(#\d+\) is destroyed/);
  });

  it("destroys what it may and reports the rest, and nothing after a no", async () => {
    await ann.ask("create a", /You make a/);
    ann.send("destroy a, nosuch, #2");
    const asked = await ann.expect(/Destroy a \(#\d+\)\?/);
    expect(asked).toMatch(/Could not find "nosuch"/);
    expect(asked).toMatch(/Hall \(#2\) is the home of all that has no other/);
    await ann.ask("n", /Nothing is destroyed/);
    await ann.ask("destroy a", /Destroy a \(#\d+\)\?/);
    await ann.ask("", /a \(#\d+\) is destroyed/);
  });

  it("keeps what somebody plays, and what only others may destroy", async () => {
    await warden.ask("destroy Bob", /Somebody plays Bob/);
    await ann.ask("destroy Bob", /You may not destroy Bob/);
  });

  it("shows what a range of ids would destroy, and destroys nothing", async () => {
    ann.forget();
    const made = await ann.ask("create peg, peg, peg", /(peg \(#\d+\)\.\s*(You make )?){3}/);
    const [first = "", , last = ""] = made.match(/#\d+/g) ?? [];
    const list = await ann.ask(`destroy/dry ${last}-${first}`, /This would be destroyed: .*\./);
    expect(list.match(/peg/g)).toHaveLength(3);
    await ann.ask("inventory", /three pegs/);
  });

  it("teleports nothing into itself, and nobody to where they are [commands C44]", async () => {
    await ann.ask("create a", /You make a/);
    await ann.ask("tel a = a", /a cannot be inside itself/);
    await ann.ask("tel Hall", /You are there already/);
    await ann.ask("tel Yard", /Yard/);
    await ann.ask("home", /Hall/);
    await ann.ask("home", /You are home already/);
    await ann.ask("tel Bob = Yard", /You may not teleport Bob/);
  });

  it("changes no lock when it cannot read the new one [commands C45]", async () => {
    await ann.ask("create chest", /You make chest/);
    await ann.ask("lock chest = get:perm(", /I cannot read that lock/);
    await ann.ask("lock chest/get", "get:all()");
  });

  it("tags nothing that belongs to somebody else [commands C38]", async () => {
    await dee.ask("create/drop it", /You make it/);
    await ann.ask("tag it = v", /You may not change the tags of it/);
    await dee.ask("tag it = v:w", /has the tag "v:w" now/);
    await ann.ask("tag it", /has the tag v \(of w\)/);
    await dee.ask("tag/del it", /has lost all its tags/);
  });

  it("adds names and takes them away", async () => {
    await ann.ask("create stool", /You make stool/);
    await ann.ask("alias stool = seat, perch", /also called perch and seat/);
    await ann.ask("alias/delete seat = perch", /also called seat/);
    await ann.ask("name seat = bench;settle", /stool \(#\d+\) is called bench now, and also settle/);
    await ann.ask("alias bench =", /has no other names/);
  });

  it("describes places and things", async () => {
    await ann.ask("desc bench = Worn smooth.", /bench is described/);
    await ann.ask("look bench", "Worn smooth.");
    await ann.ask("desc bench =", /no description of its own/);
    await ann.ask("desc Mine now.", /You may not describe Hall/);
  });
});

describe("finding", () => {
  it("is not there for players, and not suggested to them [commands C5]", async () => {
    const text = await bob.ask("find x", /"find" is not available[^\n]*/);
    expect(text).not.toMatch(/mean[^\n]*find/);
  });

  it("searches nothing when a switch is unknown [commands C30]", async () => {
    const text = await answer(ann, "find/rom Hall");
    expect(text).toMatch(/no switch "\/rom".*\/room/);
    expect(text).not.toMatch(/found/);
  });

  it("finds by the beginning of a name [commands C31]", async () => {
    await ann.ask("find/st Ha", /#2 Hall/);
  });

  it("shows a page of thousands and counts all, at once [commands C74]", async () => {
    const dig = "for (let n = 0; n < 5000; n++) game.create('mudlark.Room', { key: 'Cave' })";
    expect(await answer(warden, `eval ${dig}`)).not.toMatch(/error/i);
    const times: number[] = [];
    for (let tries = 0; tries < 5; tries++) {
      ann.forget();
      const begun = performance.now();
      await ann.ask("find Cave", /5000 objects were found:/);
      times.push(performance.now() - begun);
    }
    expect((await answer(ann, "find Cave")).match(/#\d+ Cave/g)).toHaveLength(40);
    expect(Math.min(...times)).toBeLessThan(50);
  });
});

describe("permissions", () => {
  it("are given by developers, and the one who gets them is told [commands C46]", async () => {
    await dee.ask("perm Bob = Builder", /Bob \(#\d+\) has: builder and player/);
    await bob.expect("Dee gives you the permission Builder.");
    await ann.ask("perm Bob = Builder", /"perm" is not available/);
    await dee.ask("perm/del Bob = Builder", /Bob \(#\d+\) has: player/);
  });

  it("are never more than those of the giver", async () => {
    await warden.ask("perm *Cid", /There is no account "Cid"/);
    await warden.ask("perm *Ann = perm", /builder, perm, and player/);
    await ann.ask("perm Ann", /permissions of Ann \(account\) count/);
    await ann.ask("perm sword = Developers", /You are no Developers yourself/);
    await warden.ask("perm/del *Ann = perm", /Ann \(account\) has: builder and player/);
  });
});

describe("accounts", () => {
  it("lists one's sessions once, and marks the one that asks", async () => {
    const second = await server.connect();
    await second.expect(/connect/i);
    second.send(`connect Dee ${password}`);
    await second.expect(/sharing/);
    const list = await answer(second, "sessions");
    expect(list.match(/telnet/g)).toHaveLength(2);
    expect(list).toMatch(/\n\*\d+ +telnet[^\n]*Dee +Hall/);
    const own = /\n\*(\d+)/.exec(list)?.[1] ?? "";
    await second.ask(`sessions/close ${own}`, /That is this session/);
    await dee.ask(`sessions/close ${own}`, /is closed/);
    await second.untilClosed();
  });

  it("makes characters as far as there is room for them", async () => {
    await bob.ask("charcreate Ann", /already taken/);
    await bob.ask("charcreate me", /reserved/);
    await bob.ask("charcreate Bess = A tall woman.", /Bess was created\. Type ic Bess/);
  });

  it("changes a password, with the old one, in the open or without showing it", async () => {
    await dee.ask("password wrong = three dry herons", /not your old password/);
    await dee.ask(`password ${password} = 12345678`, /numeric|common/);
    await dee.ask(`password ${password} = three dry herons`, /password was changed/);
    await dee.ask("password", /old password:/);
    await dee.ask("three dry herons", /new password:/);
    await dee.ask(password, /same again:/);
    await dee.ask(password, /password was changed/);
    (await server.connect()).close();
    await dee.ask("say still here", /still here/);
  });

  it("quits nothing on an empty switch, and everything on /ALL [commands C28] [commands C29]", async () => {
    const second = await server.connect();
    await second.expect(/connect/i);
    second.send(`connect Bob ${password}`);
    await second.expect(/sharing/);
    await bob.ask("quit//", /must be followed by a switch/);
    await second.ask("say here", /here/);
    bob.send("quit/ALL");
    await bob.untilClosed();
    await second.untilClosed();
  });
});
