import { createInterface } from "node:readline/promises";
import type { Readable } from "node:stream";

export interface Question {
  readonly key: string;
  readonly text: string;
  /** An answer that came with the command; then nobody is asked. */
  readonly given: string | undefined;
  /** What an empty answer means; null for nothing. */
  readonly fallback: string | null;
}

/** Plain questions, one a line, that a screen reader reads as they come. */
export async function askQuestions(
  ask: boolean,
  questions: readonly Question[],
): Promise<Readonly<Record<string, string | undefined>>> {
  const answers: Record<string, string | undefined> = {};
  const open = ask ? createInterface({ input: process.stdin, output: process.stdout }) : null;
  for (const { key, text, given, fallback } of questions) {
    if (given !== undefined || open === null) {
      answers[key] = given ?? fallback ?? undefined;
      continue;
    }
    const answer = (await open.question(`${text}${fallback === null ? "" : ` (${fallback})`}: `)).trim();
    answers[key] = answer === "" ? (fallback ?? undefined) : answer;
  }
  open?.close();
  return answers;
}

/** Asks for something that must not show; the terminal prints nothing while it is typed. */
export async function askSecret(text: string): Promise<string> {
  const { stdin, stdout } = process;
  stdout.write(`${text}: `);
  stdin.setRawMode(true).setEncoding("utf8");
  try {
    return await readSecret(stdin);
  } finally {
    stdin.pause().setRawMode(false);
    stdout.write("\n");
  }
}

/** Reads up to Enter. What comes behind it, as when two answers are pasted, is left for the next question. */
export function readSecret(input: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let typed: readonly string[] = [];
    const end = (settle: () => void): void => {
      input.off("data", hear).off("end", stop);
      input.pause();
      settle();
    };
    const stop = (): void => end(() => reject(new Error("Stopped.")));
    const hear = (chunk: string): void => {
      for (const [index, letter] of [...chunk].entries()) {
        if (letter === "\r" || letter === "\n") {
          const rest = [...chunk].slice(index + 1).join("");
          return end(() => {
            if (rest !== "") input.unshift(rest);
            resolve(typed.join(""));
          });
        }
        if (letter === "\u0003" || letter === "\u0004") return stop();
        if (letter === "\u007F" || letter === "\b") typed = typed.slice(0, -1);
        else if (letter >= " ") typed = [...typed, letter];
      }
    };
    input.on("data", hear).on("end", stop).resume();
  });
}
