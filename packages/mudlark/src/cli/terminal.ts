/** Codes that the command line ends with (`web-and-operations.md` §2). */
export const exitCodes = { done: 0, failed: 1, usage: 2, notRunning: 3, alreadyRunning: 4 } as const;

/** A mistake or a refusal that ends a verb: words for the person, a code for the script. */
export class VerbError extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode: number = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** What a verb has to say things with, so that a test can listen. */
export interface Terminal {
  /** Results: what a script may read. */
  print(text: string): void;
  /** Progress and remarks: what only a person wants. */
  note(text: string): void;
  readonly colour: boolean;
  readonly interactive: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingDirectory: string;
}

/** The terminal of this process. `NO_COLOR` and pipes get no colour. */
export function processTerminal(): Terminal {
  const { env, stdout, stderr, stdin } = process;
  return {
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${text}\n`),
    colour: stdout.isTTY && (env.NO_COLOR ?? "") === "",
    interactive: stdin.isTTY && stdout.isTTY,
    environment: env,
    workingDirectory: process.cwd(),
  };
}
