import { AssertionError } from "node:assert";
import { stripVTControlCharacters } from "node:util";
import type { CallResult, Received, Receiver } from "./call-result.ts";
import { TestPlayer } from "./test-player.ts";

export interface SentOptions {
  /** The text must be all that was sent, not only its beginning. */
  readonly exact?: boolean;
  /** Look at the markup, not at the words that the player reads. */
  readonly raw?: boolean;
}

/** What `expect.extend` of vitest and jest understands. */
interface MatcherResult {
  readonly pass: boolean;
  readonly message: () => string;
}

/**
 * Was somebody sent this while the line ran? A text must be what they were sent begins with, a regular expression must
 * match somewhere; several messages are joined by `|`.
 *
 * @example
 * expect.extend({ toHaveSent });
 * expect(await game.call("light lantern", { as: ann })).toHaveSent(ann, /You light/);
 */
export function toHaveSent(
  result: CallResult,
  who: Receiver,
  expected: string | RegExp,
  options: SentOptions = {},
): MatcherResult {
  const sent = joined(result, who, options.raw === true);
  const pass = matches(sent, expected, options.exact === true);
  return {
    pass,
    message: () => {
      const wish = `${nameIn(result, who)} ${pass ? "not " : ""}to be sent ${inWords(expected, options)}`;
      return `after "${result.line}", expected ${wish}\n\n${everybody(result, options.raw === true)}`;
    },
  };
}

/**
 * As `toHaveSent`, for `node:test` and every other runner.
 *
 * @throws AssertionError that shows what everybody was sent
 * @example
 * assertSent(await game.call("light lantern", { as: ann }), ann, /You light/);
 */
export function assertSent(
  result: CallResult,
  who: Receiver,
  expected: string | RegExp,
  options: SentOptions = {},
): void {
  const { pass, message } = toHaveSent(result, who, expected, options);
  if (!pass) throw failure(message(), assertSent);
}

/**
 * The opposite of `assertSent`; without a text, nothing at all may have been sent.
 *
 * @throws AssertionError that shows what everybody was sent
 */
export function assertNotSent(
  result: CallResult,
  who: Receiver,
  unexpected: string | RegExp = /[^]/,
  options: SentOptions = {},
): void {
  const { pass, message } = toHaveSent(result, who, unexpected, options);
  if (pass) throw failure(message(), assertNotSent);
}

/** The trace begins with the line of the test. */
function failure(message: string, above: (...args: never[]) => void): AssertionError {
  return new AssertionError({ message, stackStartFn: above });
}

function joined(result: CallResult, who: Receiver, raw: boolean): string {
  const session = who instanceof TestPlayer ? who.session : who;
  const texts = result.received.find((one) => one.session === session)?.texts ?? [];
  return texts.map(({ markup, plain }) => (raw ? markup : plain)).join("|");
}

function matches(sent: string, expected: string | RegExp, exact: boolean): boolean {
  if (typeof expected !== "string")
    return new RegExp(expected.source, expected.flags.replace(/[gy]/g, "")).test(sent);
  return exact ? sent === expected : sent.startsWith(expected);
}

function inWords(expected: string | RegExp, { exact = false }: SentOptions): string {
  if (expected instanceof RegExp)
    return expected.source === "[^]" ? "anything" : `something like ${expected}`;
  return `${exact ? "exactly" : "what begins with"} ${JSON.stringify(expected)}`;
}

function nameIn(result: CallResult, who: Receiver): string {
  if (who instanceof TestPlayer) return who.name;
  return result.received.find(({ session }) => session === who)?.name ?? "a session";
}

function everybody(result: CallResult, raw: boolean): string {
  const status = `The command ended with "${result.outcome.status}".`;
  return [status, ...result.received.map((one) => whatOneGot(one, raw))].join("\n");
}

function whatOneGot({ name, texts }: Received, raw: boolean): string {
  if (texts.length === 0) return `${name} was sent nothing.`;
  const lines = texts.flatMap(({ markup, plain }) =>
    stripVTControlCharacters(raw ? markup : plain).split("\n"),
  );
  return [`${name} was sent:`, ...lines.map((line) => `    ${line}`)].join("\n");
}
