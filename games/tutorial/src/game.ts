import { defineGame } from "mudlark";
import { light } from "./commands/light.ts";
import { snuff } from "./commands/snuff.ts";
import { buildHarbour } from "./harbour.ts";
import { carriesLight } from "./locks/carries-light.ts";

/** Your game's code: what it adds to what every Mudlark world has. */
export default defineGame({
  commands: { character: [light, snuff] },
  locks: { carries_light: carriesLight },
  hooks: { atInitialSetup: buildHarbour },
});
