import { foldText } from "../../base/fold-text.ts";
import { words } from "../words.ts";
import type { Answer, AnswerRule } from "./answer-rule.ts";
import type { ConfirmOptions } from "./question-options.ts";

/** The rule of `ctx.confirm`: yes, no, or "forget it", in any letter case (`commands.md` §13.2). */
export function confirmRule(question: string, options: ConfirmOptions): AnswerRule<boolean> {
  const yes = new Set([...words.yes, ...(options.words?.yes ?? [])].map(foldText));
  const no = new Set([...words.no, ...(options.words?.no ?? [])].map(foldText));
  const abort = new Set(words.abort.map(foldText));
  return {
    question: `${question} ${choices(options.default)}`,
    hasDefault: options.default !== undefined,
    read(line): Answer<boolean> {
      const answer = foldText(line.trim());
      if (answer === "" && options.default !== undefined) return { kind: "value", value: options.default };
      if (yes.has(answer)) return { kind: "value", value: true };
      if (no.has(answer)) return { kind: "value", value: false };
      return abort.has(answer) ? { kind: "abort" } : { kind: "no", complaint: words.notYesOrNo() };
    },
  };
}

/** The answer in brackets is the one that an empty line gives. */
function choices(defaultAnswer: boolean | undefined): string {
  if (defaultAnswer === undefined) return "Y/N";
  return defaultAnswer ? "[Y]/N" : "Y/[N]";
}
