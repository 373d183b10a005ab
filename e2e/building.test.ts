import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GameServer, superuser } from "./support/game-server.ts";
import type { TelnetClient } from "./support/telnet-client.ts";

let server: GameServer;
let warden: TelnetClient;
let dee: TelnetClient;
let tess: TelnetClient;

const stable = `
# The stable of the keep.
dig Stable = straw door;straw, out
#
straw
#
desc
Horses breathe here.
#
create/drop saddle;tack
#
out
#
`;

beforeAll(async () => {
  server = await GameServer.start({ files: { "src/world/batch/stable.ev": stable } });
  warden = await server.enter(superuser.name, superuser.password);
  await warden.ask("name here = Heath", /called Heath now/);
  tess = await server.enterAsNew("Tess");
  dee = await server.enterAsNew("Dee");
  await warden.ask("perm *Dee = Developer", /developer/);
  await dee.expect(/gives you the permission/);
});
afterAll(() => server[Symbol.asyncDispose]());

/** Types lines, each of which must be answered like this. */
async function types(lines: readonly (readonly [line: string, answer: RegExp | string])[]): Promise<void> {
  for (const [line, answer] of lines) await dee.ask(line, answer);
}

/** The id of a room that has a name, as `find` tells it. */
async function idOf(name: string): Promise<string> {
  const row = new RegExp(`(#\\d+) ${name}`);
  const found = await dee.ask(`find/room ${name}`, row);
  return row.exec(found)?.[1] ?? "";
}

describe("a builder's half hour", () => {
  it("digs a keep with doors", () =>
    types([
      ["dig/teleport Keep Yard = gate;g, heath;h", /Keep Yard/],
      ["desc here = Cobbles, wet from last night.", "Keep Yard is described."],
      ["dig Keep Hall = oak door;oak, yard door;yard", /You dig Keep Hall[^\n]*oak door/],
      ["tunnel u = Battlements", /You tunnel up to Battlements/],
      ["open sally port;sally = Heath", /You open sally port/],
      ["look", /Cobbles[^]*Exits?:[^]*oak door/],
    ]));

  it("writes a long description in the editor", () =>
    types([
      ["desc/edit Keep Hall", "You are editing the description of Keep Hall"],
      ["A fire burns in the middle of the hal.", "1  A fire"],
      ["The smoke finds its way out by itself.", "2  The smoke"],
      [":zz", 'no command ":zz"'],
      [":s hal. hall.", "Replaced 1 time."],
      [":i 2 Shields hang between the windows.", "Done."],
      [":", /2 {2}Shields[^]*3 {2}The smoke/],
      [":wq", "Saved: the description of Keep Hall."],
    ]));

  it("makes prototypes, and things of them", () =>
    types([
      ["spawn/edit guard", "You are editing the prototype guard"],
      [":DD", "The text is empty."],
      ['{key: "guard", aliases: ["soldier"],', "1  {key"],
      [' desc: "A guard with a cold.", hp: 8}', "2   desc"],
      [":wq", "Saved: the prototype guard."],
      ['spawn/save key; opens the keep; keep = {key: "brass key", weight: 1}', "Saved: key."],
      ["spawn guard", /You make guard/],
      ["spawn key", /You make brass key/],
      ["spawn/list", /guard[^]*key \(keep\): opens the keep/],
      ["set guard/mood = grim", /mood is now "grim"/],
      ["look soldier", "A guard with a cold."],
    ]));

  it("locks a door, which opens to who has the key", () =>
    types([
      ["lock oak door = traverse:holds(brass key)", /oak door/],
      ["set oak door/err_traverse = The oak door is locked.", /err_traverse is now/],
      ["oak", "The oak door is locked."],
      ["get brass key", /You pick up|You get|You take/],
      ["oak", /fire burns[^]*Shields[^]*Exits?: yard door/],
      ["yard", "Cobbles"],
    ]));

  it("names and copies things", () =>
    types([
      ["name guard = Sergeant Odd;odd", /called Sergeant Odd now/],
      ["copy brass key = iron key;iron", /You make iron key \(#\d+\), a copy of brass key/],
      ["alias iron key = jangle", /jangle/],
      ["tag iron key = loot:keep", /has the tag/],
      ["examine iron key", /Name: iron key[^]*loot/],
    ]));

  it("looks things up", () =>
    types([
      ["help lock", /Usage: lock/],
      ["help building", /Building[^]*dig[^]*find[^]*wipe/],
      ["help dgi", /Did you mean: [^\n]*dig/],
    ]));

  it("runs a batch file", () =>
    types([
      ["batchcommands stable", /commands? [^\n]*(?:done|run)/i],
      ["straw", /Horses breathe here\.[^]*saddle/],
      ["out", "Cobbles"],
    ]));

  it("pages through a long list", async () => {
    const row = "game.create('mudlark.Thing', { key: `arrow ${n}`, location: ctx.here })";
    await warden.ask(`eval for (let n = 1; n <= 120; n++) ${row}`, /\S/);
    await types([
      ["find arrow", /120 objects were found:[^]*Page 1 of 3/],
      ["", /Page 2 of 3/],
      ["/arrow 120", /arrow 120[^]*Page 3 of 3/],
      ["q", ""],
      // What is no key any more is a command again.
      ["g", /not available/],
    ]);
  });

  it("shows it to somebody who comes by", async () => {
    await dee.ask("heath", /Heath/);
    await tess.ask("look", /gate|Dee/);
    await dee.ask("open gate;g = Keep Yard", /gate/);
    await tess.ask("gate", "Cobbles");
    await tess.ask("oak door", "The oak door is locked.");
    await tess.ask("heath", /Heath/);
    await dee.ask("gate", "Cobbles");
  });

  it("destroys it again", async () => {
    await types([
      ["destroy Sergeant Odd, iron key, brass key", /Destroy[^]*\?/],
      ["y", /is destroyed[^]*is destroyed[^]*is destroyed/],
      ["straw", "Horses"],
      ["destroy saddle", /\?/],
      ["y", /saddle[^\n]* is destroyed/],
      ["out", "Cobbles"],
      ["heath", "Heath"],
    ]);
    const rooms = [
      await idOf("Stable"),
      await idOf("Battlements"),
      await idOf("Keep Hall"),
      await idOf("Keep Yard"),
    ];
    await types([
      [`destroy ${rooms.join(", ")}`, /Destroy[^]*\?/],
      ["YES", /is destroyed[^]*is destroyed[^]*is destroyed[^]*is destroyed/],
      ["look", "Heath"],
      ["find Keep", /Nothing was found/],
    ]);
    await dee.ask("spawn/delete guard", /\?/);
    await dee.ask("y", "Removed: guard.");
    expect(await dee.ask("spawn/list guard", /no such prototype/)).toContain("no such prototype");
  });
});
