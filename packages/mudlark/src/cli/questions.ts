import { createInterface } from "node:readline/promises";

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
  stdin.setRawMode(true);
  stdin.resume();
  let typed = "";
  try {
    for await (const chunk of stdin) {
      for (const letter of String(chunk)) {
        if (letter === "\r" || letter === "\n") return typed;
        if (letter === "\u0003") throw new Error("Stopped.");
        if (letter === "\u007F" || letter === "\b") typed = [...typed].slice(0, -1).join("");
        else if (letter >= " ") typed += letter;
      }
    }
    return typed;
  } finally {
    stdin.setRawMode(false);
    stdin.pause();
    stdout.write("\n");
  }
}
