/**
 * The options of Node with which this process was started, for a thread of its own: how modules are found, above all.
 * What is said of the memory of a whole process is none of a thread's, and refused there.
 */
export function threadOptions(): string[] {
  return process.execArgv.filter((option) => !option.startsWith("--max-semi-space-size"));
}
