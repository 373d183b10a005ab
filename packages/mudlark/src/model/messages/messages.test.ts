import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stripMarkup } from "../../text/markup/plain-text.ts";
import type { Entity } from "../entity/entity.ts";
import { WorldObject } from "../object/world-object.ts";
import { lit } from "../../text/template/literal.ts";
import { Character, rulesScene, type Scene } from "../object/rules-scene.suite.ts";

/** Hero, villain and witness in one room. */
async function duel(): Promise<Scene & { readonly hero: Character; readonly villain: Character }> {
  const scene = await rulesScene();
  const hero = await scene.make(Character, "H", { location: scene.hall });
  const villain = await scene.make(Character, "V", { location: scene.hall });
  for (const each of [hero, villain]) scene.play(await scene.account(each.key), each);
  return { ...scene, hero, villain };
}

function shown(markup: readonly string[]): string[] {
  return markup.map(stripMarkup);
}

describe("messages to a room", () => {
  test("[world W52] everybody reads it from where they stand", async () => {
    const { ann, hall, hero, villain, turn, heard } = await duel();
    const text = "$You() $conj(attack) $you(d).";
    await turn(() => hall.msgContents(text, { from: hero, mapping: { d: villain } }));
    expect(heard(hero)).toEqual(["You attack V."]);
    expect(heard(villain)).toEqual(["H attacks you."]);
    expect(heard(ann)).toEqual(["H attacks V."]);
  });

  test("is told to things only where a hook of theirs, or of the sender, hears of it", async () => {
    const heardBy: string[] = [];
    class Parrot extends WorldObject {
      override atMsgReceive(text: string | null): void {
        heardBy.push(`parrot: ${text}`);
      }
    }
    class Crier extends Character {
      override atMsgSend(_text: string | null, to: Entity): void {
        heardBy.push(`to ${to.key}`);
      }
    }
    const { hall, make, turn, messages } = await rulesScene({ classes: [Parrot, Crier] });
    const stone = await make(WorldObject, "stone", { location: hall });
    await make(Parrot, "parrot", { location: hall });
    await turn(() => hall.msgContents("$You() $conj(crack)."));
    expect(heardBy).toEqual(["parrot: Hall cracks."]);
    expect(messages(stone)).toEqual([]);
    const crier = await make(Crier, "crier", { location: hall });
    await turn(() => hall.msgContents("Hear!", { from: crier }));
    expect(heardBy.slice(1)).toEqual(expect.arrayContaining(["to stone", "to parrot", "parrot: Hear!"]));
  });

  test("[world W53] pronouns and verbs follow the gender", async () => {
    const { ann, hall, hero, turn, heard } = await duel();
    await turn(() => {
      hero.db.gender = "plural";
      hall.msgContents("$Pron(you) $pconj(be) late with $pron(your) dog", { from: hero });
    });
    expect(heard(hero)).toEqual(["You are late with your dog"]);
    expect(heard(ann)).toEqual(["They are late with their dog"]);
  });

  test("[world W54] what players type is neither template nor markup", async () => {
    const { ann, hero, turn, heard } = await duel();
    await turn(() => hero.pose("{you.x} $random(9) {"));
    expect(shown(heard(ann))).toEqual(["H {you.x} $random(9) {"]);
    expect(shown(heard(hero))).toEqual(["H {you.x} $random(9) {"]);
    await turn(() => hero.say("|rred$you() \\$you() {object} {{"));
    expect(shown(heard(ann))).toEqual(['H says, "|rred$you() \\$you() {object} {{"']);
  });

  test("no text of a player makes a message fail or change", async () => {
    const { ann, hero, turn, heard } = await duel();
    const nasty = fc.array(
      fc.constantFrom("$", "{", "}", "you", "()", "(", "|", "\\", "x", ",", '"', "object"),
    );
    await fc.assert(
      fc.asyncProperty(nasty, async (parts) => {
        const text = `x${parts.join("")}`;
        await turn(() => hero.pose(text));
        expect(shown(heard(ann))).toEqual([`H ${text}`]);
      }),
      { numRuns: 50 },
    );
  });

  test("one text and one message for all who read the same", async () => {
    const { ann, bob, hall, hero, turn, messages } = await duel();
    await turn(() => hall.msgContents("{you} waves.", { from: hero }));
    expect(messages(ann)[0]).toBe(messages(bob)[0]);
  });

  test("a name that depends on who looks makes a reading of its own", async () => {
    class Masked extends Character {
      override getDisplayName(looker: unknown): string {
        return looker instanceof Character && looker.key === "Bob" ? "Zorro" : "a stranger";
      }
    }
    const { ann, bob, hall, make, turn, heard } = await rulesScene({ classes: [Masked] });
    const masked = await make(Masked, "Diego", { location: hall });
    await turn(() => hall.msgContents("{you} bows. $You() $conj(leave).", { from: masked }));
    expect(heard(bob)).toEqual(["Zorro bows. Zorro leaves."]);
    expect(heard(ann)).toEqual(["a stranger bows. A stranger leaves."]);
  });

  test("who is left out hears nothing, and what is unknown stays", async () => {
    const { ann, bob, hall, hero, turn, heard } = await duel();
    await turn(() => hall.msgContents("{x} $frob(1) {you}", { from: hero, exclude: [ann, hero] }));
    expect(heard(ann)).toEqual([]);
    expect(heard(bob)).toEqual(["{x} $frob(1) H"]);
    await turn(() => hall.msgContents("A bell rings.", { exclude: ann, options: { type: "bell" } }));
    expect(heard(ann)).toEqual([]);
  });

  test("what somebody typed is shown as it was typed when it comes as lit", async () => {
    const { ann, hall, hero, turn, heard } = await duel();
    const words = lit("|rred $you() {words}");
    await turn(() => hall.msgContents("$You() $conj(write) {words}.", { from: hero, mapping: { words } }));
    expect(shown(heard(ann))).toEqual(["H writes |rred $you() {words}."]);
  });

  test("what is done in a turn is done by whoever acts in it", async () => {
    const { ann, bob, hall, turn, heard, kernel } = await rulesScene();
    await turn(() => {
      kernel.turns.requireTurn().actor = ann;
      hall.act("$You() $conj(light) {lamp}.", { lamp: "a lamp" });
    });
    expect(heard(ann)).toEqual(["You light a lamp."]);
    expect(heard(bob)).toEqual(["Ann lights a lamp."]);
  });

  test("a hook may keep somebody from hearing, and one that fails does not", async () => {
    const { ann, bob, hall, hero, turn, heard } = await duel();
    const asked: unknown[] = [];
    Object.defineProperty(ann, "atMsgReceive", { value: () => false });
    Object.defineProperty(bob, "atMsgReceive", {
      value: () => {
        throw new Error("deaf");
      },
    });
    Object.defineProperty(hero, "atMsgSend", { value: (text: string) => void asked.push(text) });
    await turn(() => hall.msgContents("Hark!", { from: hero }));
    expect(heard(ann)).toEqual([]);
    expect(heard(bob)).toEqual(["Hark!"]);
    expect(asked).toHaveLength(4);
  });
});

describe("speech", () => {
  test("[world W55] a whisper is for those who are meant, and shows what was typed", async () => {
    const { ann, hero, villain, turn, heard, messages } = await duel();
    await turn(() => hero.whisper([villain], "Psst $you()"));
    expect(heard(hero)).toEqual(['You whisper to V, "Psst $you()"']);
    expect(heard(villain)).toEqual(['H whispers to you, "Psst $you()"']);
    expect(heard(ann)).toEqual([]);
    expect(messages(villain)[0]?.options).toEqual({ type: "whisper" });
  });

  test("a whisper to several names them all, and one to oneself comes once", async () => {
    const { ann, hero, villain, turn, heard } = await duel();
    await turn(() => hero.whisper([villain, ann], "now"));
    expect(heard(hero)).toEqual(['You whisper to V and Ann, "now"']);
    await turn(() => hero.whisper([hero], "now"));
    expect(heard(hero)).toEqual(['You whisper to yourself, "now"']);
    await turn(() => hero.whisper([villain, hero], "now"));
    expect(heard(hero)).toEqual(['You whisper to V and yourself, "now"']);
    expect(heard(villain)).toContain('H whispers to you, "now"');
  });

  test("a whisper needs no place", async () => {
    const { hero, villain, turn, heard } = await duel();
    await turn(() => {
      hero.location = null;
      hero.whisper([villain], "boo");
      hero.say("alone");
      hero.pose("hums.");
    });
    expect(heard(villain)).toEqual(['H whispers to you, "boo"']);
    expect(heard(hero).slice(1)).toEqual(['You say, "alone"', "H hums."]);
  });

  test("what is said is heard by all, in its own words by oneself", async () => {
    const { ann, hero, turn, heard, messages } = await duel();
    expect(await turn(() => hero.say("Hello"))).toBe(true);
    expect(heard(hero)).toEqual(['You say, "Hello"']);
    expect(heard(ann)).toEqual(['H says, "Hello"']);
    expect(messages(ann)[0]?.options).toEqual({ type: "say" });
  });

  test("begins with a capital, also where a name does not, and with a mask in its place", async () => {
    const { ann, hero, turn, heard } = await duel();
    await turn(() => {
      hero.key = "old |rman|n";
      hero.say("Hello");
      hero.atSay("Boo", { mapping: { object: "somebody masked" } });
    });
    expect(heard(ann)).toEqual(['Old |rman|n says, "Hello"', 'Somebody masked says, "Boo"']);
  });

  test("whoever speaks may say something else, or nothing", async () => {
    const { ann, hero, turn, heard } = await duel();
    Object.defineProperty(hero, "atPreSay", {
      value: (text: string) => (text === "hush" ? null : `${text}, hic`),
    });
    await turn(() => hero.say("Hello"));
    expect(heard(ann)).toEqual(['H says, "Hello, hic"']);
    expect(await turn(() => hero.say("hush"))).toBe(false);
    expect(await turn(() => hero.whisper([ann], "hush"))).toBe(false);
  });

  test("speech may be told in other words, to some in words of their own", async () => {
    const { ann, bob, hero, villain, turn, heard } = await duel();
    await turn(() =>
      hero.atSay("Hi", {
        msgSelf: 'You call, "{speech}"',
        receivers: [villain],
        msgReceivers: '{object} calls to {receiver}, "{speech}"{end}',
        msgLocation: 'Somebody in {location} calls, "{speech}"',
        mapping: { end: "!" },
      }),
    );
    expect(heard(hero)).toEqual(['You call, "Hi"']);
    expect(heard(villain)).toEqual(['H calls to V, "Hi"!']);
    expect([...heard(ann), ...heard(bob)]).toEqual(Array(2).fill('Somebody in Hall calls, "Hi"'));
  });

  test.each([
    ["grins.", "H grins."],
    ["'s nose itches.", "H's nose itches."],
    [", at last, sits.", "H, at last, sits."],
    [": hm.", "H: hm."],
  ])("the pose %j reads %j", async (text, shown) => {
    const { ann, hero, turn, heard, messages } = await duel();
    await turn(() => hero.pose(text));
    expect(heard(ann)).toEqual([shown]);
    expect(heard(hero)).toEqual([shown]);
    expect(messages(ann)[0]?.options).toEqual({ type: "pose" });
  });
});
