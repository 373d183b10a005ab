import { escapeMarkup } from "../../text/markup/plain-text.ts";
import { joinList } from "../../text/layout/join-list.ts";
import type { Entity } from "../entity/entity.ts";
import type { SayOptions } from "./say-options.ts";
import { speechWords } from "./speech-words.ts";
import type { Mapping } from "./stage.ts";

/** Tells some listeners a template. */
export type Tell<T> = (listeners: readonly T[], template: string, mapping: Mapping) => void;

/**
 * Tells what was said (`world.md` §11.3): first the speaker, then each of those who are spoken to, then the rest of
 * the room, which hears nothing of a whisper. What was said is shown as it was typed.
 */
export function tellSpeech<
  T extends Entity & { readonly location: T | null; readonly contents: readonly T[] },
>(speaker: T, message: string, options: SayOptions<T>, tell: Tell<T>): void {
  const {
    msgSelf = false,
    msgLocation,
    msgReceivers,
    receivers = [],
    whisper = false,
    mapping = {},
  } = options;
  const told = new Set<T>();
  const common = {
    self: "You",
    object: speaker,
    location: speaker.location,
    speech: escapeMarkup(message),
    ...mapping,
  };
  if (msgSelf !== false) {
    const usual = whisper ? speechWords.youWhisper : speechWords.youSay;
    const named = (receiver: T): string =>
      receiver === speaker ? speechWords.yourself : receiver.getDisplayName(speaker);
    const allReceivers = joinList(receivers.map(named));
    const text = msgSelf === true ? usual : msgSelf;
    tell([speaker], text, { ...common, receiver: receivers[0] ?? null, allReceivers });
    told.add(speaker);
  }
  const forReceivers = msgReceivers ?? (whisper ? speechWords.whispers : undefined);
  if (forReceivers !== undefined) {
    for (const receiver of receivers) {
      if (told.has(receiver)) continue;
      const allReceivers = joinList(receivers.map((other) => other.getDisplayName(receiver)));
      tell([receiver], forReceivers, { ...common, receiver, allReceivers });
      told.add(receiver);
    }
  }
  if (whisper || speaker.location === null) return;
  const others = speaker.location.contents.filter((listener) => !told.has(listener));
  tell(others, msgLocation ?? speechWords.says, common);
}
