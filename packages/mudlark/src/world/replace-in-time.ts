import vm from "node:vm";
import { messageOf } from "../base/errors.ts";
import type { PatternReplace } from "../command/editor/replace-in.ts";

/** Milliseconds that a regular expression which somebody typed may take. */
const mostTime = 250;

const code = new vm.Script(`(() => {
  const regex = new RegExp(source, ignoreCase ? "giu" : "gu");
  let count = 0;
  const lines = given.split("\\n").map((line) => {
    count += line.match(regex)?.length ?? 0;
    return line.replace(regex, by);
  });
  return JSON.stringify({ lines, count });
})()`);

/** Replaces by a regular expression that may be as bad as it likes: the world goes on after a quarter of a second. */
export const replaceInTime: PatternReplace = (lines, { source, ignoreCase }, by) => {
  try {
    const context = { source, ignoreCase, by, given: lines.join("\n") };
    const text: unknown = code.runInNewContext(context, { timeout: mostTime });
    const { lines: changed, count } = JSON.parse(String(text)) as { lines: readonly string[]; count: number };
    return { ok: true, lines: changed, count };
  } catch (error) {
    const isLate = (error as { readonly code?: unknown }).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
    return { ok: false, problem: isLate ? "it takes too long" : reasonIn(messageOf(error)) };
  }
};

/** What is wrong with an expression, without the words around it and without the expression. */
function reasonIn(message: string): string {
  return (
    /^(?:SyntaxError: )?Invalid regular expression: .*\/[a-z]*: (.+)$/su.exec(message)?.[1] ?? message
  ).toLowerCase();
}
