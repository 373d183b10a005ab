import { escapeMarkup } from "../../text/markup/plain-text.ts";
import type { Entity } from "../entity/entity.ts";
import type { Message } from "../message.ts";
import type { ContentsMessageOptions } from "../messages/contents-message-options.ts";
import type { SayOptions } from "../messages/say-options.ts";
import { type Mapping, perform, type Performance } from "../messages/stage.ts";
import { tellSpeech } from "../messages/tell-speech.ts";
import { asList } from "./as-list.ts";
import { PlacedObject } from "./placed-object.ts";
import { whole } from "./whole-object.ts";

/** What objects say, and what a place tells everything in it (`world.md` §11). */
export abstract class SpeakingObject<T extends SpeakingObject<T>> extends PlacedObject<T> {
  /**
   * Tells everything that is in it, each from their own point of view (`world.md` §11.2). The text is a template;
   * what somebody typed belongs into the mapping, through `escapeMarkup`. A message with more than text, such as one that
   * `media` makes, goes to everybody as it is.
   *
   * @throws MudlarkError TEMPLATE_CALL with `raiseErrors`
   * @example
   * room.msgContents("$You() $conj(attack) $you(target).", { from: hero, mapping: { target: villain } });
   * room.msgContents(media.play({ name: "thunder.mp3" }));
   */
  override msgContents(text: string | Partial<Message>, options: ContentsMessageOptions = {}): void {
    const { exclude = [], from = null, mapping = {}, options: messageOptions = {}, raiseErrors } = options;
    const excluded = new Set(asList(exclude));
    const listeners = this.contents.filter((listener) => !excluded.has(listener));
    if (typeof text !== "string") {
      for (const listener of listeners) listener.msg(text, { from, options: messageOptions });
      return;
    }
    this.#tell(listeners, text, {
      actor: from ?? this,
      from,
      mapping,
      options: messageOptions,
      ...(raiseErrors !== undefined && { raiseErrors }),
    });
  }

  /**
   * As `msgContents`, done by whoever acts in this turn.
   *
   * @example
   * ctx.here.act("$You() $conj(light) {lantern}.", { lantern });
   */
  act(
    text: string,
    mapping: Mapping = {},
    options: Omit<ContentsMessageOptions, "mapping" | "from"> = {},
  ): void {
    const actor = this.game.turns.current?.actor;
    this.msgContents(text, { ...options, mapping, from: actor instanceof SpeakingObject ? actor : null });
  }

  /** Says something to the room. What it says is shown as it is typed. @returns was it said? */
  say(text: string): boolean {
    const said = this.atPreSay(text, {});
    if (said === null || said === "") return false;
    this.atSay(said, { msgSelf: true });
    return true;
  }

  /** Says something that only those hear. @returns was it said? */
  whisper(receivers: readonly T[], text: string): boolean {
    const said = this.atPreSay(text, { whisper: true, receivers });
    if (said === null || said === "") return false;
    this.atSay(said, { whisper: true, receivers, msgSelf: true });
    return true;
  }

  /** Shows the room, itself included, its name and what it typed: `pose grins.` */
  pose(text: string): void {
    const template = /^['’,:]/.test(text) ? "{object}{pose}" : "{object} {pose}";
    const mapping = { object: this, pose: escapeMarkup(text) };
    const listeners = this.location?.contents ?? [whole<T>(this)];
    this.#tell(listeners, template, { actor: this, from: this, mapping, options: { type: "pose" } });
  }

  /** Tells everybody who is to hear it what was said (`world.md` §11.3). */
  atSay(text: string, options: SayOptions<T> = {}): void {
    const type = options.whisper === true ? "whisper" : "say";
    tellSpeech<T>(whole<T>(this), text, options, (listeners, template, mapping) =>
      this.#tell(listeners, template, { actor: this, from: this, mapping, options: { type } }),
    );
  }

  /** Hears something on a channel. */
  channelMsg(
    text: string,
    channel: Entity,
    { senders }: { readonly senders?: readonly Entity[] } = {},
  ): void {
    this.msg(text, { from: senders ?? null, options: { type: "channel", channel: channel.id } });
  }

  #tell(listeners: readonly T[], text: string, performance: Omit<Performance, "template">): void {
    perform(listeners, { ...performance, template: this.game.templates.get(text) });
  }
}
