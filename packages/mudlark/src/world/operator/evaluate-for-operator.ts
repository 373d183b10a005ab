import type { JsonObject, JsonValue } from "../../base/json.ts";
import { Entity } from "../../model/entity/entity.ts";
import { stockClasses } from "../../stock/classes/stock-classes.ts";
import { evaluateCode, showValue } from "../../stock/commands/system/evaluate-code.ts";
import type { Engine } from "../engine.ts";

/**
 * Runs code for the operator: one turn, undone when it throws. Bound are `game`, `search`, `create`, `wait`, the stock
 * classes, and `me`, the first account's character.
 *
 * @returns the value twice: for eyes, and as JSON as far as it can be said in JSON
 */
export function evaluateForOperator(engine: Engine, code: string, colour: boolean): Promise<JsonObject> {
  const { game, accounts } = engine;
  if (game.server.liveCode === false) {
    throw new Error("Running code is switched off here: security.liveCode is false.");
  }
  game.logger.security("code was run", { who: "operator", from: "command line", code });
  return game.turns.run({ kind: "event", label: "shell", lane: "operator" }, async (fiber) => {
    const first = accounts.get(1);
    const bound = {
      ...stockClasses,
      game,
      me: first?.lastPuppet ?? first,
      search: (text: string) => game.calledLike("object", { text, match: "contains" }),
      create: game.create.bind(game),
      wait: <T>(work: PromiseLike<T>) => fiber.wait(work),
    };
    const value = await evaluateCode(code, bound, null);
    return { shown: showValue(value, { colors: colour }), value: toJson(value) };
  });
}

function toJson(value: unknown): JsonValue {
  try {
    const text = JSON.stringify(value, (_key, part: unknown) => sayable(part)) as string | undefined;
    return text === undefined ? null : (JSON.parse(text) as JsonValue);
  } catch {
    // It holds itself: what is shown has to do.
    return null;
  }
}

function sayable(part: unknown): unknown {
  if (part instanceof Entity) return { ref: part.ref, key: part.key, class: part.constructor.name };
  if (part instanceof Map) return Object.fromEntries(part);
  if (part instanceof Set) return [...part];
  return typeof part === "bigint" ? String(part) : part;
}
