import { describe, expect, it } from "vitest";
import { timedWorld } from "../../testing/timed-world.ts";
import { Pulse, Quiet } from "./pulse.suite.ts";
import { Script } from "./script.ts";

const classes = [Pulse, Quiet];

describe("scripts and the end of a world", () => {
  it("go on after a reload with what was left, and hear of it", async () => {
    const before = await timedWorld({ classes });
    const first = await before.turn(() => before.scripts.create(Pulse, { interval: 10, startDelay: true }));
    await before.pass(4);
    const after = await before.restart("reload", 60);
    expect(first.diary).toEqual(["start start", "rest"]);
    const pulse = after.scripts.get(first.id) as Pulse;
    expect(pulse.diary).toEqual(["start server"]);
    await after.pass(5.9);
    expect(pulse.beats).toBe(0);
    await after.pass(0.1);
    expect(pulse.beats).toBe(1);
  });

  it.each(["reload", "cold", "crash"] as const)(
    "by the wall's clock tick once after a %s that was too long",
    async (how) => {
      const before = await timedWorld({ classes });
      const [wall, world] = await before.turn(() =>
        (["wall", "world"] as const).map((clock) =>
          before.scripts.create(Pulse, { clock, interval: 10, startDelay: true }),
        ),
      );
      await before.pass(4);
      const after = how === "crash" ? await before.crash(33) : await before.restart(how, 33);
      await after.pass(0.01);
      const [onWall, inWorld] = [wall, world].map((one) => after.scripts.get(one?.id ?? 0) as Pulse);
      expect([onWall?.clock, onWall?.beats]).toEqual(["wall", 1]);
      expect([inWorld?.clock, inWorld?.beats]).toEqual(["world", how === "crash" ? 1 : 0]);
      await after.pass(3);
      expect(onWall?.beats).toBe(2);
    },
  );

  it("keep the clock by which they were written down until the next tick", async () => {
    const before = await timedWorld({ classes });
    const { id } = await before.turn(() => before.scripts.create(Pulse, { interval: 10, startDelay: true }));
    await before.pass(4);
    await before.turn(() => {
      const pulse = before.scripts.get(id);
      if (pulse !== null) pulse.clock = "wall";
    });
    const after = await before.restart("reload", 60);
    expect(after.scripts.get(id)?.timeUntilNextRepeat()).toBe(6);
    await after.pass(6);
    const last = await after.restart("reload", 12);
    await last.pass(0.01);
    expect((last.scripts.get(id) as Pulse).beats).toBe(2);
  });

  it("stop at a cold start when they are not persistent, and stay paused when they were", async () => {
    const before = await timedWorld({ classes });
    const ids = await before.turn(() => {
      const passing = before.scripts.create(Pulse, { interval: 10, startDelay: true, persistent: false });
      const paused = before.scripts.create(Pulse, { interval: 10, startDelay: true });
      paused.pause();
      return [passing.id, paused.id];
    });
    const after = await before.restart("cold");
    const [passing, paused] = ids.map((id) => after.scripts.get(id));
    expect([passing?.isActive, paused?.isPaused]).toEqual([false, true]);
    await after.turn(() => paused?.unpause());
    await after.pass(10);
    expect((paused as Pulse).beats).toBe(1);
  });

  it("keep the counts of quiet ticks through a reload", async () => {
    const before = await timedWorld({ classes });
    const { id } = await before.turn(() => before.scripts.create(Quiet, { interval: 1, repeats: 20 }));
    await before.pass(5);
    const after = await before.restart("reload");
    expect(after.scripts.get(id)?.remainingRepeats()).toBe(14);
  });

  it("write down ticks that change nothing only once in a while", async () => {
    const { scripts, turn, pass, kernel } = await timedWorld({ classes });
    const quiet = await turn(() => scripts.create(Quiet, { interval: 1, startDelay: true }));
    const written = kernel.committer.durableSequence;
    await pass(59);
    expect([quiet.ticks, kernel.committer.durableSequence]).toEqual([59, written]);
    await pass(1);
    expect(quiet.timerPosition?.count).toBe(60);
  });

  it("go on after a crash, at once when something was missed", async () => {
    const before = await timedWorld({ classes });
    const made = await before.turn(() => [
      before.scripts.create(Pulse, { interval: 100, startDelay: true }),
      before.scripts.create(Pulse, { interval: 10, startDelay: true }),
    ]);
    await before.pass(5);
    const after = await before.crash(30);
    const [slow, fast] = made.map(({ id }) => after.scripts.get(id) as Pulse);
    await after.pass(0);
    expect([slow?.beats, fast?.beats]).toEqual([0, 1]);
    expect(fast?.timeUntilNextRepeat()).toBe(5);
    await after.pass(64.9);
    expect(slow?.beats).toBe(0);
    await after.pass(0.1);
    expect(slow?.beats).toBe(1);
  });

  it("are told when the server has started", async () => {
    class Herald extends Script {
      static override readonly classId = "test/Herald";
      override atServerStart(): void {
        this.db["starts"] = Number(this.db["starts"] ?? 0) + 1;
      }
    }
    const before = await timedWorld({ classes: [Herald] });
    const { id } = await before.turn(() => before.scripts.create(Herald, {}));
    const after = await before.restart("reload");
    expect(after.scripts.get(id)?.db["starts"]).toBe(1);
  });

  it("wait for their class when it is missing", async () => {
    const before = await timedWorld({ classes });
    const { id } = await before.turn(() => before.scripts.create(Pulse, { interval: 1, startDelay: true }));
    const without = await before.restart("reload", 0, { classes: [] });
    await without.pass(10);
    expect(without.logged.map(({ message }) => message)).toContain(
      "the class of a script is missing or broken; its timer waits for it",
    );
    const again = await without.restart("reload", 0, { classes });
    await again.pass(2);
    expect((again.scripts.get(id) as Pulse).beats).toBeGreaterThan(0);
  });
});

describe("a script that hung the world", () => {
  it("is suspended until somebody starts it", async () => {
    const before = await timedWorld({ classes });
    const [bad, good] = await before.turn(() => [
      before.scripts.create(Pulse, { key: "weather", interval: 1, startDelay: true }).id,
      before.scripts.create(Pulse, { interval: 1, startDelay: true }).id,
    ]);
    const after = await before.crash(5, {
      suspects: [`script #${bad} Pulse`, "script #99 Gone", "login timeout"],
    });
    expect(after.reports).toEqual([
      `The script weather (#${bad}) is suspended. Mend it, reload, and start it again.`,
    ]);
    const script = after.scripts.get(bad) as Pulse;
    await after.pass(5);
    expect([script.beats, script.isPaused, script.suspension]).toEqual([
      0,
      true,
      "it held up the world, or ended it twice",
    ]);
    expect((after.scripts.get(good) as Pulse).beats).toBeGreaterThan(0);
    const reloaded = await after.restart("reload");
    const again = reloaded.scripts.get(bad) as Pulse;
    await reloaded.turn(() => again.unpause());
    await reloaded.pass(5);
    expect(again.beats).toBe(0);
    await reloaded.turn(() => again.start());
    await reloaded.pass(1);
    expect([again.beats, again.suspension]).toEqual([1, null]);
  });
});
