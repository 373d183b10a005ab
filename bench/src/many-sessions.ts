import { readdirSync } from "node:fs";
import { Crew, type RunResult } from "./load/crew.ts";
import type { Profile } from "./profile.ts";
import { ServerUnderTest } from "./server-under-test.ts";

export interface ManySessions {
  readonly profile: Profile;
  readonly connections: number;
  readonly players: number;
  readonly reloads: number;
  readonly loadProcesses: number;
  readonly password: string;
}

const active = 10;
const pace = { loop: "open", linesPerSecond: 50 } as const;

/**
 * Thousands of connections, some of them in the game, all idle but ten: how long do these ten wait when the code is
 * replaced, and when the world is killed; does anybody lose the line; does memory grow with the number of reloads?
 *
 * @returns sentences for the report
 */
export async function measureManySessions(plan: ManySessions): Promise<readonly string[]> {
  const server = await ServerUnderTest.start();
  const crew = new Crew(plan.loadProcesses);
  try {
    // What the room looks like is not the point here, with a thousand people in it.
    const workloads = { ...plan.profile.workloads, look: { send: "inventory", expect: "carry" } };
    const profile: Profile = { ...plan.profile, port: server.port, workloads };
    const names = Array.from({ length: plan.players }, (_, n) => `Keeper${n}x${process.pid}`);
    await crew.gather(profile, names, plan.password);
    await crew.idle(plan.connections - plan.players);
    const counted = async (): Promise<number> => (await server.status()).sessions;
    const before = await counted();
    const play = (): Promise<RunResult> => crew.run("look", active, pace, 6);
    const reload = await during(play, () => server.reload());
    const afterReload = await counted();
    const crash = await during(play, async () => {
      process.kill((await server.status()).world.pid, "SIGKILL");
    });
    const afterCrash = await counted();
    return [
      `${before} connections, ${plan.players} in the game, ${active} of them typing: ` +
        `a reload is a gap of ${reload.longestGap.toFixed(0)} ms, a crash one of ${crash.longestGap.toFixed(0)} ms; ` +
        `${before - afterReload} lost their line by the reload, ${afterReload - afterCrash} by the crash, ` +
        `${reload.unanswered + crash.unanswered} lines were not answered`,
      await memoryOverReloads(server, plan.reloads, before),
    ];
  } finally {
    crew.close();
    await server.stop();
  }
}

async function during(play: () => Promise<RunResult>, work: () => Promise<void>): Promise<RunResult> {
  const playing = play();
  await new Promise((resolve) => setTimeout(resolve, 1500));
  await work();
  return playing;
}

/** The world is another process after each reload; the gateway is always the same. */
async function memoryOverReloads(
  server: ServerUnderTest,
  reloads: number,
  connections: number,
): Promise<string> {
  const gateway: number[] = [];
  const world: number[] = [];
  for (let count = 0; count < reloads; count++) {
    await server.reload();
    const memory = await server.memory();
    gateway.push(memory.gateway);
    world.push(memory.world);
  }
  const { pid } = (await server.status()).gateway;
  const spread = (values: readonly number[]): string =>
    `${mean(values.slice(0, 5)).toFixed(0)} MiB in the first five, ${mean(values.slice(-5)).toFixed(0)} in the last`;
  return (
    `memory over ${reloads} reloads with ${connections} connections: gateway ${spread(gateway)}; world ${spread(world)}; ` +
    `the gateway has ${openFiles(pid)} open files`
  );
}

function openFiles(pid: number): number {
  return readdirSync(`/proc/${pid}/fd`).length;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
}
