import { describe, expect, it, vi } from "vitest";
import { silentLogger } from "../../base/logger.ts";
import { seededRandom } from "../../base/random.ts";
import { WorldLink } from "../../link/link.ts";
import { memoryTransportPair } from "../../link/memory-transport.ts";
import type { Transport } from "../../link/transport.ts";
import { FakeClock } from "../../testing/fake-clock.ts";
import { LinkKeeper } from "./link-keeper.ts";

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

function keeper(connect: () => Promise<WorldLink>): {
  keeper: LinkKeeper;
  clock: FakeClock;
  seen: Record<"onLinked" | "onAbandoned" | "onGivenUp", ReturnType<typeof vi.fn>>;
} {
  const clock = new FakeClock();
  const seen = { onLinked: vi.fn(), onAbandoned: vi.fn(), onGivenUp: vi.fn() };
  const parts = { clock, random: seededRandom(1), logger: silentLogger, maxOutage: 60, connect, ...seen };
  return { keeper: new LinkKeeper(parts), clock, seen };
}

function link(): { link: WorldLink; gateway: Transport } {
  const [gateway, world] = memoryTransportPair();
  return { gateway, link: new WorldLink({ transport: world, clock: new FakeClock(), logger: silentLogger }) };
}

describe("LinkKeeper", () => {
  it("finds the gateway's successor, and forgets its worries", async () => {
    const [first, second] = [link(), link()];
    const { keeper: kept, clock, seen } = keeper(async () => second.link);
    kept.keep(first.link);
    first.gateway.close();
    await settled();
    clock.advance(1200);
    await settled();
    expect(seen.onLinked.mock.calls).toEqual([[first.link], [second.link]]);
    clock.advance(120_000);
    expect(seen.onAbandoned).not.toHaveBeenCalled();
    expect(seen.onGivenUp).not.toHaveBeenCalled();
  });

  it("ends the sessions after 15 seconds, and the world after its longest outage", async () => {
    const first = link();
    const connect = vi.fn(() => Promise.reject(new Error("nobody there")));
    const { keeper: kept, clock, seen } = keeper(connect);
    kept.keep(first.link);
    first.gateway.close();
    await settled();
    for (let second = 0; second < 14; second++) {
      clock.advance(1000);
      await settled();
    }
    expect(seen.onAbandoned).not.toHaveBeenCalled();
    clock.advance(1000);
    expect(seen.onAbandoned).toHaveBeenCalledTimes(1);
    const tries = connect.mock.calls.length;
    expect(tries).toBeGreaterThan(3);
    for (let second = 0; second < 45; second++) {
      clock.advance(1000);
      await settled();
    }
    expect(seen.onGivenUp).toHaveBeenCalledTimes(1);
    expect(connect.mock.calls.length - tries).toBeLessThanOrEqual(6);
  });
});
