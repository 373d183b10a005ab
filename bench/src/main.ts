/**
 * `npm run bench`: how fast is it, here and now?
 *
 * Starts a fresh Mudlark, sends it players from processes of their own and prints a table; `--json FILE` keeps the
 * figures. With `--peer PROFILE` the same workloads also run against a server that you have running (the profile
 * says where it is and how it talks; `profiles/` has examples). A calibration figure lets runs on different
 * machines be compared.
 */
import { availableParallelism } from "node:os";
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { calibrate } from "./calibration.ts";
import { Crew, type RunResult } from "./load/crew.ts";
import type { Pace, WorkloadName } from "./load/task.ts";
import { readProfile, type Profile } from "./profile.ts";
import { tableOf, type Row } from "./report.ts";
import { ServerUnderTest } from "./server-under-test.ts";

const { values: options } = parseArgs({
  options: {
    workload: { type: "string", default: "look,say,walk,build,login,reload,idle" },
    players: { type: "string", default: "1,20,200" },
    listeners: { type: "string", default: "50,200" },
    idle: { type: "string", default: "5000" },
    objects: { type: "string", default: "1000,100000" },
    seconds: { type: "string", default: "5" },
    rate: { type: "string" },
    peer: { type: "string", multiple: true },
    "peer-only": { type: "boolean", default: false },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (options.help) {
  console.log(`npm run bench -- [options]
  --workload LIST   look,say,walk,build,login,reload,idle (all of them)
  --players LIST    players for look, walk, build and login (1,20,200)
  --listeners LIST  players in the room for say (50,200)
  --idle N          connections that say nothing (5000)
  --objects LIST    sizes of the world for reload (1000,100000)
  --seconds N       length of each run (5)
  --rate N          lines per second and player: an open loop (default: a closed loop)
  --peer PROFILE    also measure that server: a name in bench/src/profiles or a file; may be repeated
  --peer-only       do not start a Mudlark
  --json FILE       write all figures there`);
  process.exit(0);
}

const workloads = new Set(options.workload.split(","));
const seconds = Number(options.seconds);
const pace: Pace =
  options.rate === undefined ? { loop: "closed" } : { loop: "open", linesPerSecond: Number(options.rate) };
const loadProcesses = Math.max(1, Math.min(2, availableParallelism() - 2));
const password = "three wet herons";
let accounts = 0;
const rows: Row[] = [];
const remarks: string[] = [];

const calibration = calibrate();
console.error(`calibration: ${calibration} rounds/s on ${availableParallelism()} processors`);

if (!options["peer-only"]) await measureMudlark();
for (const name of options.peer ?? []) await measurePeer(readProfile(name));

console.log(`\n${tableOf(rows)}\n`);
for (const remark of remarks) console.log(remark);
console.log(`calibration ${calibration}`);
if (options.json !== undefined) {
  writeFileSync(options.json, `${JSON.stringify({ calibration, rows, remarks }, null, 2)}\n`);
}
process.exit(0);

async function measureMudlark(): Promise<void> {
  const server = await ServerUnderTest.start();
  try {
    const profile: Profile = { ...readProfile("mudlark"), port: server.port };
    const empty = await server.memory();
    remarks.push(`memory with nobody connected: gateway ${mib(empty.gateway)}, world ${mib(empty.world)}`);
    await measurePlay(profile);
    if (workloads.has("idle")) await measureIdle(server, profile);
  } finally {
    await server.stop();
  }
  if (workloads.has("build")) await measureMudlarkBuild();
  if (workloads.has("reload")) {
    for (const objects of numbers(options.objects)) await measureReload(objects);
  }
}

async function measurePlay(profile: Profile): Promise<void> {
  if (workloads.has("look")) await measureEach(profile, "look", numbers(options.players));
  if (workloads.has("walk")) await measureEach(profile, "walk", numbers(options.players));
  if (workloads.has("say")) await measureEach(profile, "say", numbers(options.listeners));
  if (workloads.has("login")) await measureLogins(profile);
}

/** A peer that stops answering costs only its own rows. */
async function measurePeer(profile: Profile): Promise<void> {
  try {
    await measurePlay(profile);
    if (workloads.has("build")) await measureEach(profile, "build", numbers(options.players));
  } catch (error) {
    remarks.push(`${profile.server} was not measured to the end: ${String(error)}`);
  }
}

/** On a server of its own, where everybody may build; the things that were made stay out of the other rows. */
async function measureMudlarkBuild(): Promise<void> {
  const server = await ServerUnderTest.start({ MUDLARK_ACCOUNTS_DEFAULT_PERMISSION: "Builder" });
  try {
    await measureEach({ ...readProfile("mudlark"), port: server.port }, "build", numbers(options.players));
  } finally {
    await server.stop();
  }
}

/** Only those who play stand in the room: who else is there costs everybody. */
async function measureEach(
  profile: Profile,
  workload: WorkloadName,
  counts: readonly number[],
): Promise<void> {
  if (profile.workloads[workload] === null) return;
  for (const players of counts) {
    await withPlayers(profile, players, async (crew) => {
      add(profile.server, workload, await crew.run(workload, players, pace, seconds));
    });
  }
}

async function measureLogins(profile: Profile): Promise<void> {
  const atOnce = 8;
  await withPlayers(profile, atOnce, async (crew) => {
    add(profile.server, "login", await crew.logins(atOnce, seconds));
  });
}

async function withPlayers(
  profile: Profile,
  players: number,
  work: (crew: Crew) => Promise<void>,
): Promise<void> {
  const crew = new Crew(loadProcesses);
  try {
    const names = Array.from({ length: players }, () => `Runner${++accounts}x${process.pid}`);
    await crew.gather(profile, names, password);
    await work(crew);
    await crew.dismiss();
  } finally {
    crew.close();
  }
}

async function measureIdle(server: ServerUnderTest, profile: Profile): Promise<void> {
  const crew = new Crew(loadProcesses);
  await crew.gather(profile, [], password);
  const connected = await crew.idle(Number(options.idle));
  const { gateway, world } = await server.memory();
  remarks.push(`memory with ${connected} idle connections: gateway ${mib(gateway)}, world ${mib(world)}`);
  await crew.dismiss();
  crew.close();
}

/** Players look all the time while the code is replaced: the longest silence is the outage. */
async function measureReload(objects: number): Promise<void> {
  const server = await ServerUnderTest.start({ BENCH_OBJECTS: String(objects) });
  const crew = new Crew(loadProcesses);
  try {
    const profile: Profile = { ...readProfile("mudlark"), port: server.port };
    const names = Array.from({ length: 20 }, (_, n) => `Reloader${n}`);
    await crew.gather(profile, names, password);
    const running = crew.run("look", 20, { loop: "open", linesPerSecond: 100 }, seconds + 3);
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await server.reload();
    add("Mudlark", `reload, ${objects} objects`, await running);
  } finally {
    crew.close();
    await server.stop();
  }
}

function add(server: string, workload: string, result: RunResult): void {
  rows.push({ server, workload, result });
  console.error(tableOf([{ server, workload, result }]).split("\n")[1]);
}

function numbers(list: string): number[] {
  return list.split(",").map(Number);
}

function mib(value: number): string {
  return `${value.toFixed(0)} MiB`;
}
