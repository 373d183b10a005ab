import type { Game } from "../model/game.ts";
import { WorldObject } from "../model/object/world-object.ts";
import type { TestSession } from "./test-session.ts";

/** Somebody in a scene: an account that is logged in, and its character. */
export class TestPlayer {
  readonly name: string;
  readonly session: TestSession;
  readonly #character: number;
  readonly #world: () => Game;

  constructor(name: string, session: TestSession, character: number, world: () => Game) {
    this.name = name;
    this.session = session;
    this.#character = character;
    this.#world = world;
  }

  /**
   * The character, in the world that serves now.
   *
   * @throws TypeError when it was deleted
   */
  get character(): WorldObject {
    const character = this.#world().objects.get(this.#character);
    if (character instanceof WorldObject) return character;
    throw new TypeError(`the character of ${this.name} is gone`);
  }
}
