import { describe, expect, test } from "vitest";
import { Thing } from "../../stock/classes/thing.ts";
import { testGame } from "../../testing/test-game.ts";
import { TemporaryMessage } from "./temporary-message.ts";

describe("messages that are kept", () => {
  test("[world W66] are not there for those from whom they are hidden", async () => {
    const game = await testGame();
    const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
    const [a, b] = [ann.character, bob.character];
    const { messages } = game.world;
    const message = await game.turn(() => {
      const made = messages.create({ text: "hello", receivers: [a, b] });
      made?.hideFrom(b);
      return made;
    });
    expect(messages.byReceiver(a)).toEqual([message]);
    expect(messages.byReceiver(b)).toEqual([]);
    await game.turn(() => message?.showTo(b));
    expect(messages.byReceiver(b)).toEqual([message]);
  });

  test("have senders and receivers of every kind, also from outside, over a reload", async () => {
    const game = await testGame();
    const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
    const account = game.world.accountOf(ann.character);
    if (account === null) throw new TypeError("nobody plays ann");
    await game.turn(() => {
      const { messages } = game.world;
      messages.create({
        text: "one",
        header: "h",
        senders: [account],
        receivers: [bob.character, "Post Master"],
      });
      messages.create({ text: "two", senders: ["post master"], receivers: [account] });
      expect(messages.create({ text: "" })).toBeNull();
    });
    await game.reload();
    const { messages, accounts, objects } = game.world;
    const again = accounts.find("ann") ?? "";
    const body = objects.get(bob.character.id) ?? "";
    const [one] = messages.byReceiver("POST MASTER");
    expect([one?.text, one?.header, one?.senders, one?.receivers]).toEqual([
      "one",
      "h",
      [again],
      [body, "Post Master"],
    ]);
    expect(messages.bySender("post master").map(({ text }) => text)).toEqual(["two"]);
    await game.turn(() => {
      one?.removeReceivers("Post master", body);
      one?.removeSenders(again);
      one?.addSenders("somebody");
    });
    expect([one?.senders, one?.receivers]).toEqual([["somebody"], []]);
    expect(messages.byReceiver("Post Master")).toEqual([]);
    expect(messages.bySender(again)).toEqual([]);
    await game.turn(() => one?.delete());
    expect(messages.bySender("somebody")).toEqual([]);
  });

  test("are found by what is in them, among all or those of somebody", async () => {
    const game = await testGame();
    const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
    const { messages } = game.world;
    const [a, b] = [ann.character, bob.character];
    const [dinner, straße] = await game.turn(() => [
      messages.create({ text: "At eight?", header: "Dinner", senders: [a], receivers: [b] }),
      messages.create({ text: "Meet me in the STRASSE", senders: [b], receivers: [a, b] }),
    ]);
    expect(messages.search({ text: "dinner" })).toEqual([dinner]);
    expect(messages.search({ text: "straße" })).toEqual([straße]);
    expect(messages.search({ receiver: b })).toEqual([dinner, straße]);
    expect(messages.search({ receiver: b, sender: b })).toEqual([straße]);
    expect(messages.search({ receiver: a, text: "dinner" })).toEqual([]);
    await game.turn(() => dinner?.hideFrom(b));
    expect(messages.search({ receiver: b, text: "eight" })).toEqual([]);
    expect(messages.search({})).toHaveLength(2);
  });

  test("that nobody keeps have the same shape", async () => {
    const game = await testGame();
    const { ann, bob } = await game.scene({ rooms: ["hall"], players: { ann: "hall", bob: "hall" } });
    const [a, b] = [ann.character, bob.character];
    const note = new TemporaryMessage({
      text: "At eight?",
      header: "Dinner",
      senders: [a],
      receivers: [b, " Cook "],
    });
    expect([note.text, note.header, note.senders, note.receivers]).toEqual([
      "At eight?",
      "Dinner",
      [a],
      [b, "Cook"],
    ]);
    note.removeReceivers("COOK");
    note.addReceivers(b, a);
    note.removeSenders(a);
    note.addSenders(b);
    note.hideFrom(b, a);
    note.showTo(a);
    expect([note.senders, note.receivers, note.hiddenFrom]).toEqual([[b], [b, a], [b]]);
    expect([note.isHiddenFrom(b), note.isHiddenFrom(a)]).toEqual([true, false]);
    const chest = await game.turn(() => game.world.create(Thing, { key: "chest" }));
    note.addSenders(chest);
    await game.turn(() => chest.delete());
    expect(note.senders).toEqual([b]);
  });

  test("forget who is gone", async () => {
    const game = await testGame();
    const { ann } = await game.scene({ rooms: ["hall"], players: { ann: "hall" } });
    const message = await game.turn(() =>
      game.world.messages.create({ text: "x", senders: [ann.character, "me"] }),
    );
    await game.turn(() => ann.character.delete({ force: true }));
    expect(message?.senders).toEqual(["me"]);
  });
});
