import { parseArgs, type ParseArgsOptionsConfig } from "node:util";

/**
 * What stands behind the name of a tool. Ends the process after `--help`, which shows the usage, and with 2 after a
 * mistake.
 */
export function toolOptions<const Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  if (process.argv.includes("--help")) {
    console.log(usage);
    process.exit(0);
  }
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    console.error(usage);
    return process.exit(2);
  }
}

/** Ends the process with 2 for anything else. */
export function wholeNumber(text: string, what: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  console.error(`${what} must be a whole number above zero, not "${text}"`);
  return process.exit(2);
}
