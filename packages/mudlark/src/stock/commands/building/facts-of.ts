import { Account, Channel, escapeMarkup, joinList, Script, WorldObject, type Entity } from "../../../api.ts";
import { showNew } from "./show-new.ts";

export type Fact = readonly [label: string, text: string];

/** What staff may know of an entity beside its attributes and what is in it; facts without a text are not there. */
export function factsOf(entity: Entity, looker: Entity | null): readonly Fact[] {
  const own = ownFacts(entity, looker);
  const shared: readonly Fact[] = [
    ["Permissions", list(entity.permissions.all())],
    ["Locks", escapeMarkup(entity.locks.all().join("; "))],
    ["Tags", list(tagsOf(entity))],
    ["Scripts", joinList(scriptsOn(entity).map(showNew))],
    ["Command sets", list(entity.cmdset.all().map(({ key }) => key))],
    ["Commands", commandsOf(entity)],
  ];
  return [...own, ...shared].filter(([, text]) => text !== "");
}

function ownFacts(entity: Entity, looker: Entity | null): readonly Fact[] {
  if (entity instanceof WorldObject) return factsOfObject(entity, looker);
  if (entity instanceof Account) return factsOfAccount(entity);
  const general: readonly Fact[] = [
    ["Name", `|c${escapeMarkup(entity.key)}|n (${entity.kind} ${entity.ref})`],
    ["Aliases", list(entity.aliases.all())],
    ["Class", entity.classId],
  ];
  if (entity instanceof Script) return [...general, ...factsOfScript(entity)];
  return entity instanceof Channel ? [...general, ...factsOfChannel(entity)] : general;
}

function factsOfObject(object: WorldObject, looker: Entity | null): readonly Fact[] {
  return [
    ["Name", `|c${escapeMarkup(object.key)}|n (${object.ref})`],
    ["Aliases", list(object.aliases.all())],
    ["Class", object.classId + (object.isStandIn ? " |r(missing: this is a stand-in)|n" : "")],
    ["Location", placed(object.location, looker)],
    ["Home", placed(object.home, looker)],
    ["Destination", object.destination === null ? "" : placed(object.destination, looker)],
  ];
}

/** A place as the looker calls it, with its id. */
export function placed(place: WorldObject | null, looker: Entity | null): string {
  return place === null ? "none" : `${escapeMarkup(place.getDisplayName(looker))} (${place.ref})`;
}

function factsOfAccount(account: Account): readonly Fact[] {
  const connected = account.game.sessions.ofAccount(account).length;
  const count = connected === 1 ? "one session" : `${connected} sessions`;
  return [
    ["Name", `|c${escapeMarkup(account.key)}|n (account ${account.ref})`],
    ["Class", account.classId],
    ["Characters", joinList(account.characters.map(showNew))],
    ["Connected", connected === 0 ? "no" : `with ${count}`],
    ["Superuser", account.isSuperuser ? "yes" : ""],
  ];
}

function factsOfScript(script: Script): readonly Fact[] {
  const { desc, owner, interval, isActive, isPaused, suspension } = script;
  const state = isPaused ? "held" : isActive ? "running" : "stopped";
  return [
    ["Description", escapeMarkup(desc)],
    ["On", owner === null ? "nothing" : showNew(owner)],
    ["Timer", interval > 0 ? `every ${interval} s, ${state}` : "none"],
    ["Suspended", suspension === null ? "" : escapeMarkup(suspension)],
  ];
}

function factsOfChannel(channel: Channel): readonly Fact[] {
  return [
    ["Description", escapeMarkup(channel.desc)],
    ["Listeners", String(channel.subscribers.length)],
  ];
}

/** Those that the engine marks things with are no news. */
function tagsOf(entity: Entity): readonly string[] {
  const tags = entity.tags.all({ withCategory: true });
  return tags.filter(([, category]) => !/^mudlark\b/u.test(category ?? "")).map(([key]) => key);
}

function list(texts: readonly string[]): string {
  return joinList(texts.map(escapeMarkup));
}

function scriptsOn(entity: Entity): readonly Script[] {
  return entity instanceof Script || entity instanceof Channel ? [] : entity.scripts.all();
}

/** All that its command sets and those around it add up to; for what has none, nothing. */
function commandsOf(entity: Entity): string {
  if (entity.cmdset.all().length === 0) return "";
  const usable = entity.game.commands.available(entity).filter(({ command }) => !command.hidden);
  const keys = usable.map(({ command }) => command.key);
  return list([...new Set(keys)].toSorted());
}
