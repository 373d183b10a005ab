/** What says how modules are found, and what is warned of. */
const options = ["--conditions=", "--import=", "--require=", "--experimental-loader=", "--disable-warning="];

/**
 * Of the options of Node with which this process was started, those for a thread of its own. What is said of a whole
 * process, such as its memory, is refused there.
 */
export function threadOptions(): string[] {
  return process.execArgv.filter((given) => options.some((option) => given.startsWith(option)));
}
