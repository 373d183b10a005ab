import { Entity } from "../entity/entity.ts";

/**
 * Would a message to it come to nothing? So it is with most things in a room: nobody is behind them, and no hook of
 * theirs, or of the sender, hears of it.
 */
export function isDeaf(listener: Entity, sender: Entity | null): boolean {
  return (
    listener.atMsgReceive === Entity.prototype.atMsgReceive &&
    listener.msg === Entity.prototype.msg &&
    (sender === null || sender.atMsgSend === Entity.prototype.atMsgSend) &&
    !listener.game.isOnline(listener)
  );
}
