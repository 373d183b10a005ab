import { callback, type Callback } from "./callback.ts";

/** A stage, or a stage and what is called with the task when somebody first finds it in that stage. */
export type Stage = string | readonly [name: string, enter: Callback<readonly [task: OnDemandTask]>];

/** Where an on-demand task stands; small, and stored whole. */
export interface OnDemandState {
  /** Runtime in milliseconds; null before it is started. */
  readonly start: number | null;
  /** The seconds after which each stage begins, its name, and the id of what is called; the earliest first. */
  readonly stages: readonly (readonly [after: number, name: string, enter: string | null])[];
  /** What was found last. */
  readonly stage: string | null;
  readonly iterations: number;
  /** Does it go through its stages backwards? */
  readonly reversed: boolean;
}

/** What a task needs of the one who keeps it. */
export interface OnDemandHost {
  /** Milliseconds. */
  readonly runtime: number;
  /** May it only be looked at just now? Then nothing is noted, and nothing set off. */
  readonly isPure: boolean;
  read(task: OnDemandTask): OnDemandState | null;
  write(task: OnDemandTask, state: OnDemandState | null): void;
  enter(id: string, task: OnDemandTask): void;
}

/** Stages that lead back to themselves at once must end somewhere. */
const mostStagesAtOnce = 100;

/** Something that changes as time goes by, but is only looked at when somebody asks: it needs no timer. */
export class OnDemandTask {
  readonly key: string;
  readonly category: string | null;
  readonly #host: OnDemandHost;

  constructor(key: string, category: string | null, host: OnDemandHost) {
    this.key = key;
    this.category = category;
    this.#host = host;
  }

  get exists(): boolean {
    return this.#host.read(this) !== null;
  }

  /** How often it has gone through its stages and begun anew. */
  get iterations(): number {
    return this.#host.read(this)?.iterations ?? 0;
  }

  /** Runtime seconds since its start; one that was not started starts now. @throws MudlarkError TURN_CLOSED when it starts */
  getDt(): number {
    const state = this.#started();
    return state === null ? 0 : this.#elapsed(state);
  }

  /** Makes it as old as this. @throws MudlarkError TURN_CLOSED; RangeError for what is no number of seconds */
  setDt(seconds: number): void {
    if (!Number.isFinite(seconds)) throw new RangeError(`an age is a number of seconds, not ${seconds}`);
    const state = this.#host.read(this);
    if (state === null) return;
    this.#host.write(this, { ...state, start: this.#host.runtime - Math.round(seconds * 1000) });
  }

  /**
   * The stage that it is in; null before the first. Whoever finds it in another stage than the one before them sets
   * off what belongs to that stage. Where the world may only be looked at, nothing is set off, and such a stage not seen.
   *
   * @throws MudlarkError TURN_CLOSED when there is something to note, and what the stage's function throws
   */
  getStage(): string | null {
    for (let times = 0; times < mostStagesAtOnce; times++) {
      const state = this.#started();
      if (state === null) return null;
      const [, name = null, enter = null] = stageAt(state, this.#elapsed(state)) ?? [];
      if (name === state.stage) return name;
      if (this.#host.isPure) return enter === null ? name : state.stage;
      this.#host.write(this, { ...state, stage: name });
      if (enter !== null) this.#host.enter(enter, this);
    }
    throw new RangeError(`the stages of "${this.key}" lead in a circle`);
  }

  /**
   * Puts it at the beginning of a stage, without setting anything off; null puts it at its start.
   *
   * @throws MudlarkError TURN_CLOSED; RangeError for a stage that it does not have
   */
  setStage(name: string | null): void {
    const state = this.#host.read(this);
    if (state === null) return;
    const stage = state.stages.find(([, other]) => other === name);
    if (name !== null && stage === undefined) throw new RangeError(`"${this.key}" has no stage "${name}"`);
    const start = this.#host.runtime - (stage?.[0] ?? 0) * 1000;
    this.#host.write(this, { ...state, start, stage: name, reversed: false });
  }

  /** From the last stage back to the first. @param bounce goes through the stages backwards, and forwards again */
  repeat({ bounce = false }: { readonly bounce?: boolean } = {}): void {
    const state = this.#started();
    const length = (state?.stages.at(-1)?.[0] ?? 0) * 1000;
    if (state === null || state.start === null || length <= 0) return;
    const rounds = Math.floor((this.#host.runtime - state.start) / length);
    this.#host.write(this, {
      ...state,
      start: state.start + rounds * length,
      iterations: state.iterations + rounds,
      reversed: bounce && rounds % 2 === 1 ? !state.reversed : state.reversed,
    });
  }

  #elapsed({ start }: OnDemandState): number {
    return (this.#host.runtime - (start ?? this.#host.runtime)) / 1000;
  }

  #started(): OnDemandState | null {
    const state = this.#host.read(this);
    if (state === null || state.start !== null || this.#host.isPure) return state;
    const started = { ...state, start: this.#host.runtime };
    this.#host.write(this, started);
    return started;
  }
}

function stageAt(
  { stages, reversed }: OnDemandState,
  elapsed: number,
): OnDemandState["stages"][number] | undefined {
  const last = stages.at(-1);
  if (last === undefined || elapsed >= last[0]) return last;
  const position = reversed ? last[0] - elapsed : elapsed;
  return stages.slice(0, -1).findLast(([after]) => after <= position);
}

/** For the last stage of an on-demand task: it begins anew. That stage itself is never seen. */
export const stageLoop = callback("mudlark.stageLoop", (_game, task: OnDemandTask) => task.repeat());

/** For the last stage of an on-demand task: it goes back stage by stage, and forth again. That stage is never seen. */
export const stageBounce = callback("mudlark.stageBounce", (_game, task: OnDemandTask) =>
  task.repeat({ bounce: true }),
);
