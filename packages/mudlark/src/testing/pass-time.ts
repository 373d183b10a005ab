import type { TurnRunner } from "../model/turn/turn-runner.ts";
import type { FakeClock } from "./fake-clock.ts";

/** Lets time pass as it does in a running world: whatever falls due on the way has its turn at its own moment. */
export async function passTime(clock: FakeClock, turns: TurnRunner, seconds: number): Promise<void> {
  const end = clock.monotonic() + seconds * 1000;
  await turns.quiet();
  for (let next = clock.nextDue; next !== null && next <= end; next = clock.nextDue) {
    clock.advance(next - clock.monotonic());
    await turns.quiet();
  }
  clock.advance(end - clock.monotonic());
}
