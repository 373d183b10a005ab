import { Player } from "./load/player.ts";
import { compareSamples } from "./compare-samples.ts";
import type { Profile } from "./profile.ts";
import { ServerUnderTest } from "./server-under-test.ts";

/** Tries on one connection; after three, the game makes one wait on purpose. */
const triesEach = 2;
const warmUp = 20;

/**
 * Does the time that a refused login takes tell whether there is an account of that name? Tries known and unknown
 * names in turn, one at a time, each with a wrong password.
 *
 * @param count tries of each sort
 * @returns sentences for the report
 */
export async function measureLoginTiming(
  profile: Profile,
  count: number,
  password: string,
): Promise<readonly string[]> {
  const server = await ServerUnderTest.start({ MUDLARK_THROTTLE_ACCOUNT_MAX: "null" });
  try {
    const where = { ...profile, port: server.port };
    const known = `Known${process.pid}`;
    const owner = await connected(where);
    for (const exchange of where.create) await owner.exchange(exchange, { name: known, password });
    owner.close();
    const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
    for (let at = -warmUp; at < count; at++) {
      // The order changes, so that neither sort profits from coming second.
      const order = at % 2 === 0 ? (["known", "unknown"] as const) : (["unknown", "known"] as const);
      const player = await connected(where);
      for (const sort of order) {
        const name = sort === "known" ? known : `Nobody${at + warmUp}x${process.pid}`;
        const since = performance.now();
        await player.exchange({ send: `connect ${name} not-it-${at}`, expect: "Incorrect" });
        if (at >= 0) times[sort].push(performance.now() - since);
      }
      player.close();
    }
    return [
      `refused logins, ${triesEach} on a connection: ${compareSamples("known names", times.known, "unknown names", times.unknown, "ms")}`,
    ];
  } finally {
    await server.stop();
  }
}

async function connected({ host, port, greeting }: Profile): Promise<Player> {
  const player = await Player.connect("timing", host, port);
  await player.expect(greeting);
  return player;
}
