import { arg as commandArg } from "../../command/arguments/arg.ts";
import { channel } from "./channel-argument.ts";
import { help } from "./help-argument.ts";
import { prototype } from "./prototype-argument.ts";

/**
 * The kinds of argument that a command may declare.
 *
 * @example
 * args: seq(arg.things("items", { from: "inventory" }), sep("=", " to "), arg.object("target", { from: "room" }))
 */
export const arg = { ...commandArg, channel, help, prototype } as const;
