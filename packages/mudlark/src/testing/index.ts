/** `mudlark/testing`: a whole game inside a test. */
export { testGame } from "./test-game.ts";
export type { CallOptions, PlayerPlan, TestGame, TestGameOptions } from "./test-game.ts";
export type { CallOutcome, CallResult, Receiver } from "./call-result.ts";
export type { GameUnderTest } from "./game-under-test.ts";
export type { HookRecorder, RecordedEvent, RecordOptions } from "./hook-recorder.ts";
export type { LogLine } from "./recording-logger.ts";
export type { Heard, HeardCommand } from "./recording-wire.ts";
export type { TestClock } from "./test-clock.ts";
export type { TestPlayer } from "./test-player.ts";
export type { TestServer } from "./test-server.ts";
export type { ConnectOptions, TestSession } from "./test-session.ts";
export { assertNotSent, assertSent, toHaveSent } from "./to-have-sent.ts";
export type { SentOptions } from "./to-have-sent.ts";
