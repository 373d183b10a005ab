import { arg, command, escapeMarkup, sep, seq } from "../../../api.ts";
import { Character } from "../../classes/character.ts";
import { announceHandling } from "./announce-handling.ts";

export const give = command({
  key: "give",
  help: "Hand something that you carry to somebody who is here. A number gives several, |wall|n everything.",
  examples: ["give lantern to Bob", "give 2 coins = Bob", "give all to Bob"],
  needs: ["puppet"],
  args: seq(
    arg.things("things", { from: "inventory" }),
    sep("=", " to "),
    arg.object("receiver", { from: "room" }),
  ),
  run(ctx, { things, receiver }) {
    const { puppet } = ctx;
    if (receiver === puppet) {
      return ctx.fail(`You keep ${things.length === 1 ? "it" : "them"} to yourself.`);
    }
    if (!(receiver instanceof Character)) {
      return ctx.fail(`${escapeMarkup(receiver.getDisplayName(puppet))} cannot take anything.`);
    }
    const willing = things.filter((thing) => thing.atPreGive(puppet, receiver));
    if (willing.length === 0) return ctx.stop();
    const given = willing.filter((thing) => thing.moveTo(receiver, { quiet: true, moveType: "give" }));
    if (given.length === 0) return ctx.fail("That cannot be given away.");
    announceHandling(puppet, "give", "", given, receiver);
    for (const thing of given) thing.atGive(puppet, receiver);
    return undefined;
  },
});
