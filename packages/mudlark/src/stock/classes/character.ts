import { escapeMarkup, sessionWords as words, WorldObject } from "../../api.ts";
import type { MoveDetails, PuppetAccount, PuppetDetails, PuppetSession, UnpuppetDetails } from "../../api.ts";

/** Where it was when its player left, kept apart from what games store. */
const leftAt = { key: "prelogout_location", category: "mudlark" } as const;

/** Somebody whom a player plays. While nobody does, it is off the grid. */
export class Character extends WorldObject {
  static readonly classId: string = "mudlark.Character";
  static override readonly contentType: string = "character";

  override get defaultLocks(): string {
    return `${super.defaultLocks};get:false();call:false();teleport:perm(Admin);teleport_here:perm(Admin)`;
  }

  override get defaultDesc(): string {
    return "This is somebody whom nobody has described yet.";
  }

  /** Comes back to where it left, or home. */
  override atPrePuppet(_account: PuppetAccount, _session: PuppetSession): boolean | string | void {
    if (this.location !== null) return;
    const place = this.#placeLeft ?? this.home;
    if (place === null) return;
    this.location = place;
    place.atObjectReceive(this, null, { moveType: "move", forced: false });
  }

  /** Tells the player who they are and what they see, and the room that somebody has entered the game. */
  override atPostPuppet({ session, shared, handover }: PuppetDetails): void {
    const name = escapeMarkup(this.key);
    if (this.location === null) return session.msg(words.puppetNoLocation(name));
    session.msg(words.puppetBecome(name));
    session.msg({ text: this.atLook(this.location), options: { type: "look" } });
    if (!shared && !handover) this.#tellRoom(words.roomEntered);
  }

  /** Tells the room, and goes off the grid, when nobody plays it any more. */
  override atPostUnpuppet(
    _account: PuppetAccount | null,
    _session: PuppetSession | null,
    { reason, handover }: UnpuppetDetails,
  ): void {
    const place = this.location;
    if (handover || place === null || this.game.sessions.isPlayed(this)) return;
    this.#tellRoom(reason === "" ? words.roomLeft : words.roomLeftLost);
    this.attributes.add(leftAt.key, place, { category: leftAt.category });
    place.atObjectLeave(this, place, { moveType: "move", forced: true });
    this.location = null;
  }

  /** It sees where it has come to. */
  override atPostMove(_source: WorldObject | null, _details: MoveDetails): void {
    if (this.location?.access(this, "view") === true) {
      this.msg({ text: this.atLook(this.location), options: { type: "look" } });
    }
  }

  get #placeLeft(): WorldObject | null {
    const place = this.attributes.get(leftAt.key, { category: leftAt.category });
    return place instanceof WorldObject ? place : null;
  }

  #tellRoom(template: string): void {
    this.location?.msgContents(template, { exclude: this, from: this, mapping: { object: this } });
  }
}
