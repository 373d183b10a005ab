/** A load process: plays many players for the driver, so that load and server never share a processor's time. */
import { fill, type Profile } from "../profile.ts";
import { runCrowd } from "./crowd.ts";
import { Latencies } from "./latencies.ts";
import { Player } from "./player.ts";
import type { LoadCommand, LoadReport } from "./task.ts";
import { runWorkload } from "./workload-run.ts";

/** How many come in at the same time: passwords are hashed on a few threads. */
const together = 8;

const players: Player[] = [];
const idlers: Player[] = [];
let profile: Profile | null = null;
let password = "";

process.on("message", (command: LoadCommand) => {
  handle(command).then(report, (error: unknown) => report({ type: "failed", error: String(error) }));
});
process.on("disconnect", () => process.exit(0));

async function handle(command: LoadCommand): Promise<LoadReport | null> {
  switch (command.type) {
    case "gather": {
      ({ profile, password } = command);
      for (let at = 0; at < command.names.length; at += together) {
        const names = command.names.slice(at, at + together);
        players.push(...(await Promise.all(names.map((name) => enter(command.profile, name, "create")))));
      }
      return { type: "gathered" };
    }
    case "run": {
      return runWorkload(players.slice(0, command.players), requireProfile(), command);
    }
    case "crowd": {
      const { speaks, linesPerSecond, seconds } = command;
      const { send } = requireProfile().workloads.say;
      const speak = (n: number): void => players[0]?.type(fill(send, { n }));
      return runCrowd(players, speaks ? speak : null, linesPerSecond, seconds);
    }
    case "logins":
      return measureLogins(requireProfile(), command.count, command.seconds);
    case "idle": {
      const { host, port } = requireProfile();
      while (idlers.length < command.connections) {
        const batch = Math.min(100, command.connections - idlers.length);
        const names = Array.from({ length: batch }, (_, n) => `idle${idlers.length + n}`);
        idlers.push(...(await Promise.all(names.map((name) => Player.connect(name, host, port)))));
      }
      return { type: "idling", connected: idlers.filter((idler) => idler.isConnected).length };
    }
    case "dismiss":
      for (const player of [...players, ...idlers]) player.close();
      players.length = 0;
      idlers.length = 0;
      return { type: "gathered" };
  }
}

async function enter(where: Profile, name: string, how: "create" | "connect"): Promise<Player> {
  const player = await Player.connect(name, where.host, where.port);
  await player.expect(where.greeting);
  for (const exchange of [...where[how], ...where.prepare])
    await player.exchange(exchange, { name, password });
  return player;
}

/** Connects and logs in again and again, a few at a time, as players who are there already leave and return. */
async function measureLogins(where: Profile, count: number, seconds: number): Promise<LoadReport> {
  const names = players.slice(0, count).map((player) => player.name);
  for (const player of players.splice(0, count)) player.close();
  const latencies = new Latencies();
  const started = performance.now();
  await Promise.all(
    names.map(async (name) => {
      while (performance.now() - started < seconds * 1000) {
        const since = performance.now();
        const player = await enter(where, name, "connect");
        latencies.add(performance.now() - since);
        player.close();
      }
    }),
  );
  return {
    type: "result",
    answers: latencies.count,
    seconds: (performance.now() - started) / 1000,
    latencies: [...latencies.values()],
    longestGap: 0,
    disconnected: 0,
    unanswered: 0,
  };
}

function requireProfile(): Profile {
  if (profile === null) throw new Error("gather first");
  return profile;
}

function report(answer: LoadReport | null): void {
  if (answer !== null) process.send?.(answer);
}
