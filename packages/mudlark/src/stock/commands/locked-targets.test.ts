import { beforeAll, describe, expect, it } from "vitest";
import type { Entity } from "../../model/entity/entity.ts";
import { recordKey } from "../../model/entity/entity-record.ts";
import { testGame, type TestGame, type TestPlayer } from "../../testing/test-game.ts";
import { Exit } from "../classes/exit.ts";
import { Thing } from "../classes/thing.ts";
import { stockCommands } from "./stock-commands.ts";

/**
 * What each command tries to change of what others own: lines, and after `>` answers to questions. A text says why
 * there is nothing to try: the command changes the caller only, makes something new, or changes nothing.
 */
const attempts: Readonly<Record<string, readonly string[] | string>> = {
  about: "reads",
  access: "reads",
  accounts: ["accounts/delete dee > y > yes"],
  alias: [
    "alias idol = lump",
    "alias/delete idol = statue",
    "alias idol =",
    "alias/category idol = lump:odd",
  ],
  backup: "names no entity, and changes nothing in the world",
  ban: "names no entity, and is for those who rule",
  batchcode: "runs code of the caller's",
  batchcommands: "runs lines of the caller's",
  boot: ["boot dee"],
  channel: [
    "channel/desc vault = Open to all",
    "channel/lock vault = listen:all()",
    "channel/destroy vault > y",
    "channel/boot vault = dee > y",
    "channel/ban vault = dee > y",
  ],
  charcreate: "makes something new",
  chardelete: ["chardelete dee > yes"],
  claim: "is for games without a ruler",
  cmdsets: "reads",
  color: "reads",
  copy: "makes something new",
  cpattr: ["cpattr me/mine = idol", "cpattr me/mine = idol/power", "cpattr/move idol/power = me"],
  create: "makes something new",
  desc: ["desc idol = A lump.", "desc idol ="],
  destroy: ["destroy idol > y", "destroy way > y", "destroy/override dee > y", "destroy/force idol"],
  dig: "makes something new",
  drop: ["drop idol"],
  emit: "changes nothing",
  eval: "is full trust",
  examine: "reads",
  find: "reads",
  force: ["force dee = setdesc A fool.", "force idol = get pebble"],
  get: ["get idol", "get dee"],
  give: ["give idol to dee"],
  help: "reads",
  home: "moves the caller",
  ic: ["ic dee", "ic idol"],
  inventory: "reads",
  invite: "makes something new",
  link: ["link way = hall", "link way =", "link idol = hall", "link/twoway way = way"],
  lock: ["lock idol = get:all()", "lock/del idol/get", "lock *dee = boot:all()", "lock way = traverse:all()"],
  look: "reads",
  mvattr: ["mvattr idol/power = me", "mvattr me/mine = idol"],
  name: ["name idol = lump", "name dee = fool", "name *dee = fool", "name way = gap"],
  nick: "changes the caller",
  objects: "reads",
  ooc: "changes the caller",
  open: ["open way = hall", "open way, back = hall"],
  option: "changes the caller's session",
  page: "changes nothing",
  password: "changes the caller",
  perm: ["perm idol = Builder", "perm/del dee = Builder", "perm *dee = Admin", "perm/del *dee = Player"],
  pose: "changes nothing",
  quell: "changes the caller's session",
  quit: "ends the caller's session",
  reload: "changes no entity",
  reset: "changes no entity",
  say: "changes nothing",
  scripts: [
    "scripts/delete idol = * > y",
    "scripts/stop pulse",
    "scripts/pause pulse",
    "scripts idol = mudlark.Script",
  ],
  server: "reads",
  service: "changes no entity",
  sessions: "reads",
  set: [
    "set idol/power = 0",
    "set idol/power =",
    "set idol/new = 1",
    "set *dee/power = 1",
    "set way/note = 1",
  ],
  setdesc: "changes the caller",
  sethelp: ["sethelp lore = Nonsense.", "sethelp/append lore = Nonsense.", "sethelp/delete lore > y"],
  sethome: ["sethome idol = hall"],
  shutdown: "changes no entity",
  spawn: ["spawn/update idol > y"],
  sshkey: "changes the caller only",
  style: "changes the caller only",
  tag: ["tag idol = lump", "tag/del idol = relic", "tag/del idol"],
  tasks: "changes no entity",
  teleport: ["teleport idol = yard", "teleport dee = yard", "teleport/tonone idol"],
  tickers: "reads",
  time: "reads",
  tunnel: "makes something new",
  typeclass: [
    "typeclass/force idol = mudlark.Thing",
    "update idol",
    "swap idol > y",
    "typeclass/prototype idol = moon > y",
  ],
  unban: "names no entity, and is for those who rule",
  unlink: ["unlink way"],
  unquell: "changes the caller's session",
  userpassword: ["userpassword dee = a new long secret"],
  wall: "changes nothing",
  whisper: "changes nothing",
  who: "reads",
  wipe: ["wipe idol > y", "wipe idol/power"],
};

const closed = [
  "boot",
  "control",
  "delete",
  "edit",
  "get",
  "drop",
  "give",
  "puppet",
  "teleport",
  "send",
  "admin",
]
  .map((type) => `${type}:false()`)
  .join(";");

const inPlay = [...stockCommands.account, ...stockCommands.staff, ...stockCommands.character];

it("every stock command is named here, with what it might change", () => {
  const keys = new Set<string>(inPlay.map(({ key }) => key));
  expect(Object.keys(attempts).toSorted()).toEqual([...keys].toSorted());
});

describe("without a lock that lets them, staff change nothing of what others own", () => {
  let game: TestGame;
  let ann: TestPlayer;
  let owned: readonly Entity[];

  beforeAll(async () => {
    game = await testGame();
    const scene = await game.scene({
      rooms: ["hall", "yard"],
      players: {
        ann: {
          in: "hall",
          permissions: ["Builder", ...inPlay.map(({ key }) => key), "manage", "changelocks"],
        },
        dee: "hall",
      },
    });
    ({ ann } = scene);
    const { hall, yard, dee } = scene;
    const idol = await game.create(Thing, {
      key: "idol",
      aliases: ["statue"],
      location: hall,
      locks: closed,
    });
    const way = await game.create(Exit, { key: "way", location: hall, destination: yard, locks: closed });
    const account = game.world.accounts.find("dee");
    if (account === null || account === undefined) throw new TypeError("dee has an account");
    owned = await game.turn(() => {
      idol.db["power"] = 9;
      idol.tags.add("relic");
      ann.character.db["mine"] = 1;
      for (const entity of [dee.character, account]) entity.locks.add(closed);
      const script = idol.scripts.add("mudlark.Script", { key: "pulse", interval: 60 });
      const vault = game.world.channels.create({ key: "vault", locks: closed });
      const lore = game.world.help.create({ key: "lore", text: "True.", locks: closed });
      return [idol, way, dee.character, account, script, vault, lore];
    });
  });

  const stateOf = (): readonly unknown[] =>
    owned.map((entity) => (entity.isDeleted ? `${entity.ref} is gone` : entity[recordKey].toRow()));

  const lines = Object.entries(attempts).flatMap(([, tried]) => (typeof tried === "string" ? [] : tried));

  it.each(lines)("%s", async (attempt) => {
    const before = stateOf();
    const connected = game.connected.length;
    const [line = "", ...answers] = attempt.split(" > ");
    ann.session.type(line);
    await game.rest();
    for (const answer of answers) {
      if (game.session(ann).frames.top !== null) ann.session.type(answer);
      await game.rest();
    }
    if (game.session(ann).frames.top !== null) ann.session.type("@abort");
    await game.rest();
    expect(ann.session.transcript.at(-1)?.plain).not.toContain("is not available");
    expect(stateOf()).toEqual(before);
    expect(game.connected).toHaveLength(connected);
  });
});
