import type { JsonObject } from "../base/json.ts";
import { askServer } from "./control-client.ts";

/** Something in a running game that should not be so. */
export interface LiveFinding {
  /** `sessions` for what sessions, accounts and puppets must always agree in, `contents` for places and their things. */
  readonly rule: string;
  readonly about: string;
  readonly problem: string;
}

/** How long whatever is on its way between gateway and world may take to arrive, in milliseconds. */
const settleMs = 300;

/**
 * Looks for what is wrong in the memory of a running game. What the gateway and the world know differs for a moment
 * whenever somebody comes, goes or logs in, so only what is still wrong at a second look counts.
 *
 * @throws NotRunning, ControlFailure
 */
export async function liveFindings(controlSocket: string): Promise<readonly LiveFinding[]> {
  const first = await look(controlSocket);
  if (first.length === 0) return first;
  await new Promise((resolve) => setTimeout(resolve, settleMs));
  const lasting = new Set((await look(controlSocket)).map(keyOf));
  return first.filter((finding) => lasting.has(keyOf(finding)));
}

async function look(controlSocket: string): Promise<readonly LiveFinding[]> {
  return (await askServer(controlSocket, "checkMemory")) as unknown as readonly (LiveFinding & JsonObject)[];
}

function keyOf({ rule, about, problem }: LiveFinding): string {
  return JSON.stringify([rule, about, problem]);
}
