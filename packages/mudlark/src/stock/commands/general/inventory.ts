import { command, type WorldObject } from "../../../api.ts";

export const inventory = command({
  key: "inventory",
  readOnly: true,
  aliases: ["inv", "i"],
  help: "List what you carry.",
  needs: ["puppet"],
  run(ctx) {
    const { puppet } = ctx;
    const groups = Map.groupBy(puppet.contents, (thing) => thing.getDisplayName(puppet));
    if (groups.size === 0) return ctx.msg("You carry nothing.");
    const lines = [...groups].map(([name, things]) => `  ${counted(puppet, name, things)}`);
    return ctx.msg(["You carry:", ...lines].join("\n"));
  },
});

function counted(looker: WorldObject, name: string, things: readonly WorldObject[]): string {
  const numbered = (things[0] as WorldObject).getNumberedName(things.length, looker, { key: name });
  return numbered[things.length === 1 ? 0 : 1];
}
