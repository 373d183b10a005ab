/**
 * `npm run bench`: how fast is it, here and now?
 *
 * Starts a fresh Mudlark, sends it players from processes of their own and prints a table; `--json FILE` keeps the
 * figures. With `--peer PROFILE` the same workloads also run against a server that you have running (the profile
 * says where it is and how it talks; `profiles/` has examples). A calibration figure lets runs on different
 * machines be compared.
 */
import { availableParallelism } from "node:os";
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { parseArgs, promisify } from "node:util";
import { PostgresServer, postgresPrograms } from "../../tools/postgres-server.ts";
import { calibrate } from "./calibration.ts";
import { Crew, type RunResult } from "./load/crew.ts";
import { measureLoginTiming } from "./login-timing.ts";
import { measureManySessions } from "./many-sessions.ts";
import type { Pace, WorkloadName } from "./load/task.ts";
import { readProfile, type Profile } from "./profile.ts";
import { tableOf, type Row } from "./report.ts";
import { ServerUnderTest } from "./server-under-test.ts";

const { values: options } = parseArgs({
  options: {
    workload: {
      type: "string",
      default: "look,say,crowd,walk,build,mixed,login,reload,idle,sessions,timing,kernel",
    },
    players: { type: "string", default: "1,20,200" },
    listeners: { type: "string", default: "50,200" },
    crowd: { type: "string", default: "1000" },
    idle: { type: "string", default: "5000" },
    reloads: { type: "string", default: "50" },
    tries: { type: "string", default: "100" },
    world: { type: "string", default: "100000" },
    objects: { type: "string", default: "1000,100000" },
    seconds: { type: "string", default: "5" },
    rate: { type: "string" },
    peer: { type: "string", multiple: true },
    "peer-only": { type: "boolean", default: false },
    profile: { type: "string" },
    json: { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (options.help) {
  console.log(`npm run bench -- [options]
  --workload LIST   look,say,crowd,walk,build,mixed,login,reload,idle,sessions,timing,kernel (all)
  --players LIST    players for look, walk, build and mixed (1,20,200)
  --listeners LIST  players in the room for say (50,200)
  --crowd LIST      sessions in the room for crowd (1000)
  --idle N          connections that say nothing, and those of sessions (5000)
  --reloads N       reloads over which sessions watches the memory (50)
  --world N         objects in the big world of kernel; the budgets mean 1000000 (100000)
  --tries N         refused logins of each sort for timing (100)
  --objects LIST    sizes of the world for reload (1000,100000)
  --seconds N       length of each run (5)
  --rate N          lines per second and player: an open loop (default: a closed loop)
  --peer PROFILE    also measure that server: a name in bench/src/profiles or a file; may be repeated
  --peer-only       do not start a Mudlark
  --profile DIR     let Mudlark's processes write processor profiles there
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
const profiling: Readonly<Record<string, string>> =
  options.profile === undefined
    ? {}
    : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir="${path.resolve(options.profile)}"` };
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

/** What is measured: a Mudlark of ours, or a server that somebody else started. */
interface Target {
  readonly profile: Profile;
  readonly server: ServerUnderTest | null;
}

async function measureMudlark(): Promise<void> {
  const server = await ServerUnderTest.start(profiling);
  try {
    const target = targetOf(server);
    const empty = await server.memory();
    remarks.push(`memory with nobody connected: gateway ${mib(empty.gateway)}, world ${mib(empty.world)}`);
    await measurePlay(target);
    if (workloads.has("idle")) await measureIdle(server, target.profile);
  } finally {
    await server.stop();
  }
  await measureMudlarkBuilders();
  if (workloads.has("reload")) {
    for (const objects of numbers(options.objects)) await measureReload(objects);
  }
  if (workloads.has("sessions")) {
    const connections = Number(options.idle);
    const plan = { connections, players: connections / 5, reloads: Number(options.reloads) };
    remarks.push(
      ...(await measureManySessions({ ...plan, profile: readProfile("mudlark"), loadProcesses, password })),
    );
  }
  if (workloads.has("kernel")) remarks.push(await measureKernel());
  if (workloads.has("timing")) {
    remarks.push(...(await measureLoginTiming(readProfile("mudlark"), Number(options.tries), password)));
  }
}

async function measurePlay(target: Target): Promise<void> {
  if (workloads.has("look")) await measureEach(target, "look", numbers(options.players));
  if (workloads.has("walk")) await measureEach(target, "walk", numbers(options.players));
  if (workloads.has("say")) await measureEach(target, "say", numbers(options.listeners));
  if (workloads.has("crowd")) await measureCrowds(target);
  if (workloads.has("login")) await measureLogins(target);
}

async function measureBuilding(target: Target): Promise<void> {
  if (workloads.has("mixed")) await measureEach(target, "mixed", numbers(options.players));
  if (workloads.has("build")) await measureEach(target, "build", numbers(options.players));
}

/** In a process of its own, with PostgreSQL where it is installed. */
async function measureKernel(): Promise<string> {
  const programs = postgresPrograms();
  const server = programs === null ? null : await PostgresServer.start(programs);
  try {
    const postgres = server === null ? [] : ["--postgres", server.url("postgres")];
    const file = path.join(import.meta.dirname, "micro/budgets.ts");
    const words = [...process.execArgv, file, "--objects", options.world, ...postgres];
    return (await promisify(execFile)(process.execPath, words)).stdout;
  } finally {
    await server?.dispose();
  }
}

/** A peer that stops answering costs only its own rows. */
async function measurePeer(profile: Profile): Promise<void> {
  try {
    await measurePlay({ profile, server: null });
    await measureBuilding({ profile, server: null });
  } catch (error) {
    remarks.push(`${profile.server} was not measured to the end: ${String(error)}`);
  }
}

/** On a server of its own, where everybody may build; the things that were made stay out of the other rows. */
async function measureMudlarkBuilders(): Promise<void> {
  if (!workloads.has("build") && !workloads.has("mixed")) return;
  const server = await ServerUnderTest.start({
    ...profiling,
    MUDLARK_ACCOUNTS_DEFAULT_PERMISSION: "Builder",
  });
  try {
    await measureBuilding(targetOf(server));
  } finally {
    await server.stop();
  }
}

/** Only those who play stand in the room: who else is there costs everybody. */
async function measureEach(target: Target, workload: WorkloadName, counts: readonly number[]): Promise<void> {
  if (target.profile.workloads[workload] === null) return;
  for (const players of counts) {
    await withPlayers(target.profile, players, (crew) =>
      measure(target, workload, () => crew.run(workload, players, pace, seconds)),
    );
  }
}

async function measureCrowds(target: Target): Promise<void> {
  const linesPerSecond = 5;
  for (const players of numbers(options.crowd)) {
    await withPlayers(target.profile, players, (crew) =>
      measure(target, "crowd", () => crew.crowd(linesPerSecond, seconds)),
    );
  }
}

async function measureLogins(target: Target): Promise<void> {
  const atOnce = 8;
  await withPlayers(target.profile, atOnce, (crew) =>
    measure(target, "login", () => crew.logins(atOnce, seconds)),
  );
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
  const server = await ServerUnderTest.start({ ...profiling, BENCH_OBJECTS: String(objects) });
  const crew = new Crew(loadProcesses);
  try {
    const target = targetOf(server);
    const names = Array.from({ length: 20 }, (_, n) => `Reloader${n}`);
    await crew.gather(target.profile, names, password);
    const running = measure(target, `reload, ${objects} objects`, () =>
      crew.run("look", 20, { loop: "open", linesPerSecond: 100 }, seconds + 3),
    );
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await server.reload();
    await running;
  } finally {
    crew.close();
    await server.stop();
  }
}

async function measure(target: Target, workload: string, work: () => Promise<RunResult>): Promise<void> {
  const { result, processorMs } =
    target.server === null ? { result: await work(), processorMs: null } : await target.server.timed(work);
  const { unanswered, disconnected } = result;
  if (unanswered > 0 || disconnected > 0) {
    remarks.push(
      `${workload}: ${unanswered} lines were never answered, ${disconnected} players were disconnected`,
    );
  }
  const row: Row = { server: target.profile.server, workload, result, processorMs };
  rows.push(row);
  console.error(tableOf([row]).split("\n")[1]);
}

function targetOf(server: ServerUnderTest): Target {
  return { profile: { ...readProfile("mudlark"), port: server.port }, server };
}

function numbers(list: string): number[] {
  return list.split(",").map(Number);
}

function mib(value: number): string {
  return `${value.toFixed(0)} MiB`;
}
