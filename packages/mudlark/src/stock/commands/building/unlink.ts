import { arg, command, seq } from "../../../api.ts";
import { unlinkExit } from "./link.ts";

export const unlink = command({
  key: "unlink",
  category: "building",
  locks: "cmd:perm(unlink) or perm(Builder)",
  help: "Let an exit lead nowhere.",
  examples: ["unlink gate"],
  args: seq(arg.object("exit", { from: "anywhere" })),
  run(ctx, { exit }) {
    unlinkExit(ctx, exit);
  },
});
