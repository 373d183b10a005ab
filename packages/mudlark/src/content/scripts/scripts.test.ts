import { describe, expect, it } from "vitest";
import { attr } from "../../model/attributes/declared/attr.ts";
import { Pulse, Quiet } from "./pulse.suite.ts";
import { Script } from "./script.ts";
import { Thing, timedWorld } from "../../testing/timed-world.ts";

class Clumsy extends Script {
  static override readonly classId = "test/Clumsy";

  override atRepeat(): void {
    const tries = Number(this.ndb["tries"] ?? 0) + 1;
    this.owner?.msg(`try ${tries}`);
    this.db["half"] = tries;
    throw new Error("it slipped");
  }
}

const classes = [Pulse, Quiet, Clumsy];

describe("creating a script", () => {
  it("calls the hooks, lets the wishes win, and starts the timer", async () => {
    class Order extends Script.with({ depth: attr.int({ default: 1, autocreate: true }) }) {
      static override readonly classId = "test/Order";

      override basetypeSetup(): void {
        this.ndb["order"] = ["basetypeSetup"];
      }

      override atScriptCreation(): void {
        this.key = "own";
        this.interval = 5;
        (this.ndb["order"] as string[]).push("atScriptCreation");
      }

      override atStart(): void {
        (this.ndb["order"] as string[]).push(`atStart ${this.key} ${this.interval} ${this.persistent}`);
      }
    }
    const { scripts, turn } = await timedWorld({ classes: [Order] });
    const script = await turn(() =>
      scripts.create(Order, { key: "given", interval: 0.25, persistent: false, desc: "Tries." }),
    );
    expect(script.ndb["order"]).toEqual(["basetypeSetup", "atScriptCreation", "atStart given 0.25 false"]);
    expect([script.desc, script.isActive, script.owner, script.depth]).toEqual(["Tries.", true, null, 1]);
  });

  it("leaves nothing when a hook throws", async () => {
    class Broken extends Script {
      static override readonly classId = "test/Broken";
      override atStart(): void {
        throw new Error("no");
      }
    }
    const { scripts, turn, clock, kernel } = await timedWorld({ classes: [Broken] });
    await expect(turn(() => scripts.create(Broken, { key: "broken", interval: 1 }))).rejects.toThrow("no");
    expect([...scripts.all()]).toEqual([]);
    expect(scripts.called("broken")).toEqual([]);
    clock.advance(5000);
    await kernel.turns.quiet();
    expect(kernel.turns.queued).toBe(0);
  });
});

describe("the timer of a script", () => {
  it("waits, repeats, and ends [world W56]", async () => {
    const { scripts, turn, pass } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, { interval: 10, startDelay: true, repeats: 2 }));
    await pass(9);
    expect(pulse.diary).toEqual(["start start"]);
    expect(pulse.timeUntilNextRepeat()).toBe(1);
    await pass(1);
    expect(pulse.diary).toEqual(["start start", "tick"]);
    expect(pulse.remainingRepeats()).toBe(1);
    await pass(10);
    expect(pulse.diary).toEqual(["start start", "tick", "tick", "stop"]);
    await pass(10);
    expect(pulse.diary).toHaveLength(4);
    expect([pulse.isActive, pulse.isDeleted, pulse.timeUntilNextRepeat()]).toEqual([false, false, null]);
  });

  it("ticks at once without a delay, after atStart", async () => {
    const { scripts, turn, pass } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, { interval: 10 }));
    await pass(0);
    expect(pulse.diary).toEqual(["start start", "tick"]);
    await pass(10);
    expect(pulse.beats).toBe(2);
  });

  it("goes on after a pause with what was left [world W57]", async () => {
    const { scripts, turn, pass } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, { interval: 10, startDelay: true }));
    await pass(5);
    await turn(() => {
      pulse.pause();
      pulse.pause();
    });
    await pass(100);
    expect(pulse.diary).toEqual(["start start", "pause"]);
    expect([pulse.isActive, pulse.isPaused]).toEqual([true, true]);
    await turn(() => pulse.start({ interval: 20 }));
    expect(pulse.diary).toEqual(["start start", "pause", "start start"]);
    await pass(14.9);
    expect(pulse.beats).toBe(0);
    await pass(0.1);
    expect(pulse.beats).toBe(1);
    expect(pulse.diary).toEqual(["start start", "pause", "start start", "tick"]);
  });

  it("is left alone by a second start, and begun anew by one that says something", async () => {
    const { scripts, turn, pass } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, { interval: 10, startDelay: true }));
    await pass(6);
    await turn(() => pulse.start());
    expect(pulse.timeUntilNextRepeat()).toBe(4);
    await turn(() => pulse.start({ interval: 3 }));
    expect(pulse.timeUntilNextRepeat()).toBe(3);
    expect(pulse.diary).toEqual(["start start", "start start"]);
  });

  it("stops when the script is not valid any more", async () => {
    class Fading extends Pulse {
      static override readonly classId = "test/Fading";
      override isValid(): boolean {
        return this.beats < 2;
      }
    }
    const { scripts, turn, pass } = await timedWorld({ classes: [Fading] });
    const fading = await turn(() => scripts.create(Fading, { interval: 1 }));
    await pass(10);
    expect(fading.diary).toEqual(["start start", "tick", "tick", "stop"]);
  });

  it("keeps its beat, skips what was missed, and can be forced", async () => {
    const { scripts, turn, pass, clock, kernel } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, { interval: 10, startDelay: true }));
    clock.advance(35_000);
    await kernel.turns.quiet();
    expect(pulse.beats).toBe(1);
    expect(pulse.timeUntilNextRepeat()).toBe(5);
    await turn(() => pulse.forceRepeat());
    expect([pulse.beats, pulse.timeUntilNextRepeat()]).toEqual([2, 10]);
    await pass(10);
    expect(pulse.beats).toBe(3);
  });

  it("never was when the turn that started it throws", async () => {
    const { scripts, turn, pass } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, {}));
    await expect(
      turn(() => {
        pulse.start({ interval: 1 });
        throw new Error("never mind");
      }),
    ).rejects.toThrow("never mind");
    await pass(5);
    expect([pulse.isActive, pulse.interval, pulse.beats]).toEqual([false, -1, 0]);
  });

  it("still runs when the turn that stopped it throws", async () => {
    const { scripts, turn, pass } = await timedWorld({ classes });
    const pulse = await turn(() => scripts.create(Pulse, { interval: 5, startDelay: true }));
    await expect(
      turn(() => {
        pulse.stop();
        throw new Error("never mind");
      }),
    ).rejects.toThrow("never mind");
    await pass(5);
    expect(pulse.beats).toBe(1);
  });

  it("goes on after a tick that throws, which leaves nothing; its owner hears of it once", async () => {
    const { kernel, scripts, turn, pass, heardBy, logged } = await timedWorld({ classes });
    const owner = await turn(() => kernel.create(Thing, { key: "troll" }));
    const clumsy = await turn(() => owner.scripts.add(Clumsy, { key: "trip", interval: 1 }));
    await pass(3);
    expect(clumsy.db["half"]).toBeUndefined();
    expect(clumsy.isActive).toBe(true);
    expect(heardBy(owner)).toEqual([
      `Something went wrong in the script "trip" (${clumsy.ref}), and nothing was changed by it.`,
    ]);
    expect(logged.filter(({ fields }) => fields["hook"] === "atRepeat")).toHaveLength(4);
    expect([...scripts.all(Clumsy)]).toEqual([clumsy]);
  });
});

describe("scripts of an entity", () => {
  it("are found by key and class, and go with it", async () => {
    const { kernel, scripts, turn, pass } = await timedWorld({ classes });
    const troll = await turn(() => kernel.create(Thing, { key: "troll" }));
    const pulse = await turn(() => troll.scripts.add(Pulse, { key: "Heart", interval: 1 }));
    await turn(() => troll.scripts.add("test/Quiet", { key: "mind" }));
    expect(troll.scripts.all().map(({ key }) => key)).toEqual(["Heart", "mind"]);
    expect(troll.scripts.get(Pulse)).toBe(pulse);
    expect(troll.scripts.get("heart")).toBe(pulse);
    expect([troll.scripts.has("mind"), troll.scripts.has("test/Quiet"), troll.scripts.has("soul")]).toEqual([
      true,
      true,
      false,
    ]);
    expect(pulse.owner).toBe(troll);
    expect(() => troll.scripts.start("soul")).toThrow('troll has no script "soul"');
    await turn(() => troll.scripts.remove("mind"));
    expect(troll.scripts.all()).toEqual([pulse]);
    await turn(() => troll.delete());
    await pass(5);
    expect([pulse.isDeleted, [...scripts.all()]]).toEqual([true, []]);
    expect(() => pulse.start()).toThrow("was deleted");
  });

  it("stay when it does not go after all", async () => {
    const { kernel, turn, pass } = await timedWorld({ classes });
    const troll = await turn(() => kernel.create(Thing, { key: "troll" }));
    const pulse = await turn(() => troll.scripts.add(Pulse, { interval: 1, startDelay: true }));
    await expect(
      turn(() => {
        troll.delete();
        throw new Error("no");
      }),
    ).rejects.toThrow("no");
    expect(troll.scripts.all()).toEqual([pulse]);
    await pass(1);
    expect(pulse.beats).toBe(1);
  });

  it("may refuse to go by themselves", async () => {
    class Curse extends Script {
      static override readonly classId = "test/Curse";
      override atScriptDelete(): boolean {
        return false;
      }
    }
    const { kernel, turn } = await timedWorld({ classes: [Curse] });
    const troll = await turn(() => kernel.create(Thing, { key: "troll" }));
    await turn(() => troll.scripts.add(Curse));
    expect(await turn(() => troll.scripts.remove())).toBe(0);
    await turn(() => troll.delete());
    expect(troll.isDeleted).toBe(true);
  });
});
