import type { JsonObject } from "../../base/json.ts";
import type { Channel } from "./channel.ts";

/** Of a crowd, a client is told so many. */
const mostListeners = 200;

/** Who listens to those channels now, and to which of them, as `Comm.Channel.Players` tells it (`protocols.md` §8.1). */
export function channelListeners(channels: readonly Channel[]): readonly JsonObject[] {
  const byName = new Map<string, string[]>();
  for (const channel of channels) {
    for (const { key } of channel.online) {
      const heard = byName.get(key);
      if (heard !== undefined) heard.push(channel.key);
      else if (byName.size < mostListeners) byName.set(key, [channel.key]);
    }
  }
  return Array.from(byName, ([name, heard]) => ({ name, channels: heard }));
}
