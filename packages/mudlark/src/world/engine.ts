import type { Clock } from "../base/clock.ts";
import type { Logger } from "../base/logger.ts";
import type { Random } from "../base/random.ts";
import { tellDrafts } from "../command/editor/tell-drafts.ts";
import { actorOf } from "../command/actor.ts";
import { CommandDispatcher } from "../command/run/dispatcher.ts";
import { CommandSetRegistry } from "../command/sets/command-set-registry.ts";
import { addCommandFacets } from "../command/entity-facets.ts";
import { laneOf } from "../command/run/session-lane.ts";
import { addScriptFacets } from "../content/scripts/script-facets.ts";
import { Scripts } from "../content/scripts/scripts.ts";
import { ChannelCommands } from "../content/channels/channel-commands.ts";
import { channelListeners } from "../content/channels/channel-listeners.ts";
import { addChannels } from "../content/channels/channels.ts";
import { addBatches } from "../content/batch/batches.ts";
import { addCodeRuns } from "../content/code/code-runs.ts";
import { settingAt } from "../config/setting-at.ts";
import { addHelp } from "../content/help/help.ts";
import type { HelpFile } from "../content/help/help-topic.ts";
import { addMessages } from "../content/messages/messages.ts";
import { addPrototypes, Prototypes } from "../content/prototypes/prototypes.ts";
import { prototypeKind, StoredPrototype } from "../content/prototypes/stored-prototype.ts";
import { gamePaths } from "../config/game-paths.ts";
import type { ResolvedConfig } from "../config/schema.ts";
import type { GameClasses, GameDefinition } from "../game/define-game.ts";
import { addServices, type Services } from "../game/services.ts";
import { addServerFacet, type ServerControl } from "../game/server-control.ts";
import type { Effect } from "../link/messages.ts";
import type { MudlarkError } from "../base/errors.ts";
import type { Game } from "../model/game.ts";
import { Kernel } from "../model/kernel.ts";
import { gregorian, ownCalendar } from "../model/time/calendar.ts";
import type { GameTimeOptions } from "../model/time/game-time.ts";
import { addTimeFacets } from "../model/time/time-facets.ts";
import { Timekeeper } from "../model/time/timekeeper.ts";
import type { TurnContext } from "../model/turn/turn-context.ts";
import type { Turn } from "../model/turn/turn.ts";
import { accountKind } from "../session/accounts/account-kind.ts";
import { Account } from "../session/accounts/account.ts";
import type { Accounts } from "../session/accounts/accounts.ts";
import { Bans } from "../session/accounts/bans.ts";
import { ReturnTickets } from "../session/return-tickets.ts";
import { Invites } from "../session/accounts/invites.ts";
import { Entrance } from "../session/entrance.ts";
import { followDeletions } from "../session/follow-deletions.ts";
import { outOfCharacterScreen } from "../session/out-of-character-screen.ts";
import { CharLogin } from "../session/char-login/char-login.ts";
import { ClientInputs } from "../session/inputs/client-inputs.ts";
import { IdleWatch } from "../session/idle-watch.ts";
import { Puppets } from "../session/puppets.ts";
import { SessionAudience } from "../session/session-audience.ts";
import { addSessionFacets } from "../session/session-facets.ts";
import type { Session } from "../session/session.ts";
import { Sessions } from "../session/sessions.ts";
import { words } from "../session/words.ts";
import type { Store } from "../store/store.ts";
import type { SessionMark } from "../store/rows.ts";
import { stockClasses } from "../stock/classes/stock-classes.ts";
import { stockDialogs } from "../stock/commands/stock-dialogs.ts";
import { stockTopics } from "../stock/help/stock-topics.ts";
import { codeCommands, stockCommands } from "../stock/commands/stock-commands.ts";
import { DefaultCommandSets, withoutCommands } from "./loading/default-command-sets.ts";
import type { GameModule } from "./loading/game-loader.ts";
import { nodeAsyncScope } from "./node-async-scope.ts";
import { registerMessageFunctions } from "./loading/register-message-functions.ts";
import { registerGameCallbacks } from "./loading/register-callbacks.ts";
import { makeAccounts } from "./make-accounts.ts";
import { registerGameClasses } from "./loading/register-classes.ts";
import { replaceInTime } from "./replace-in-time.ts";
import { registerGameDialogs } from "./loading/register-dialogs.ts";
import { shortPaths } from "./short-paths.ts";

/** What an engine is made of; whoever makes one decides about time, chance, storage and where output goes. */
export interface EngineParts {
  readonly config: ResolvedConfig;
  readonly definition: GameDefinition;
  readonly modules: readonly GameModule[];
  readonly help: readonly HelpFile[];
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly context: TurnContext;
  readonly server: ServerControl;
  readonly edge: EngineEdge;
}

/** Where the engine meets the rest of the process. */
export interface EngineEdge {
  /** Output of a durable turn. */
  release(effects: readonly Effect[]): void;
  running(turn: Turn): void;
  idle(): void;
  isCongested(): boolean;
  marksFor(turn: Turn): SessionMark | null;
  storeFailed(error: MudlarkError, willRetry: boolean): void;
  storeRecovered(): void;
}

/** A world's moving parts, put together. */
export interface Engine {
  readonly game: Game;
  readonly sessions: Sessions;
  readonly accounts: Accounts;
  readonly bans: Bans;
  readonly puppets: Puppets;
  readonly entrance: Entrance;
  readonly dispatcher: CommandDispatcher;
  readonly services: Services;
  readonly time: Timekeeper;
  readonly store: Store;
  /** Who may come back after the gateway was lost. */
  readonly tickets: ReturnTickets;
  /** What clients send besides text. */
  readonly inputs: ClientInputs;
}

/** Puts the parts of a world together. Nothing is opened or loaded yet. */
export function buildEngine(parts: EngineParts): Engine {
  const { config, definition, clock, logger, random, server } = parts;
  const audience = new SessionAudience();
  // The facets that a Game has beyond the kernel are added below.
  const game = makeKernel(parts, audience) as Game;
  game.registerKind(accountKind);
  game.registerClass(Account);
  const time = new Timekeeper(game, gameTimeOptions(config));
  addTimeFacets(game, time);
  game.signals.on("sessionClosed", ({ session }) => game.monitors.endSession(session));
  addScriptFacets(game, new Scripts(game, time, definition.scripts));
  addMessages(game);
  addChannels(game, config.channels);
  addHelp(game, withStockTopics(parts.help), {
    ...config.help,
    defaultCategory: config.help.defaultCategory.toLowerCase(),
  });
  addCodeRuns(game);
  addBatches(game, gamePaths(config).batch);
  game.registerKind(prototypeKind);
  game.registerClass(StoredPrototype);
  for (const cls of Object.values(stockClasses)) game.registerClass(cls);
  for (const [content, cls] of Object.entries(contentBases)) game.classes.setBase("object", content, cls);
  registerGameClasses(game, parts.modules);
  chooseClasses(game, definition.classes ?? {});
  registerGameCallbacks(time.callbacks, parts.modules);
  registerMessageFunctions(game, definition.messageFunctions ?? {});
  for (const [name, lock] of Object.entries(definition.locks ?? {})) game.locks.registry.register(name, lock);

  const { liveCode } = config.security;
  const stock = liveCode === false ? withoutCommands(stockCommands, codeCommands) : stockCommands;
  const sets = new DefaultCommandSets(stock, definition.commands);
  const registry = new CommandSetRegistry();
  const keptSets = [...sets.all, ...(definition.commands?.sets ?? [])];
  for (const set of keptSets) registry.register(set);
  const sessions = makeSessions(game, registry, sets, config, logger);
  audience.attach(sessions);

  const dispatcher = makeDispatcher({ game, registry, sets, config, clock, random, logger, sessions });
  for (const set of keptSets) dispatcher.lint(set);
  const showOutOfCharacter = (session: Session): void => {
    const { account } = session;
    if (account === null) return;
    const usual = outOfCharacterScreen(account, session, sessions, config.accounts);
    session.msg(definition.screens?.outOfCharacter?.({ account, session, usual }) ?? usual);
  };
  const puppets = new Puppets({
    game,
    sessions,
    showOutOfCharacter,
    callOff: (session) => dispatcher.callOff(session, "unpuppet"),
    endReplaced: (session) => entrance.end(session, "displaced", words.loginDisplaced),
    settings: {
      mode: config.accounts.sessionMode,
      maxPuppets: config.accounts.maxPuppets,
      bypass: config.accounts.puppetBypass,
    },
  });
  const bans = new Bans(game);
  const invites = new Invites(game);
  const tickets = new ReturnTickets(game, config.web.client.resumeSeconds * 1000);
  const accounts = makeAccounts(game, { config, clock, definition, logger, bans, invites });
  const entrance = new Entrance({
    game,
    sessions,
    puppets,
    accounts,
    bans,
    tickets,
    dispatcher,
    logger,
    settings: {
      mode: config.accounts.sessionMode,
      autoPuppet: config.accounts.autoPuppet,
      maxSessions: config.accounts.maxSessions,
    },
    showOutOfCharacter,
  });
  followDeletions(game, { sessions, puppets, entrance });
  addCommandFacets(game, dispatcher);
  for (const dialog of stockDialogs) dispatcher.dialogs.register(dialog);
  registerGameDialogs(dispatcher.dialogs, parts.modules);
  const charLogin = new CharLogin({
    game,
    settings: config.accounts.oauth,
    signIn: definition.client?.signIn ?? {},
  });
  addSessionFacets(game, { sessions, accounts, bans, invites, entrance, puppets, charLogin });
  game.signals.on("accountCreated", ({ account }) => {
    for (const channel of game.channels.defaults()) channel.connect(account);
  });
  game.signals.on("accountLogin", ({ session }) => tellDrafts(sessions.get(session)));
  addServerFacet(game, server);
  const { prototypes: fromCode = [], spawnHooks: hooks = {}, spawnFunctions = {}, classes } = definition;
  const thing = classes?.thing ?? stockClasses.Thing;
  addPrototypes(game, new Prototypes({ game, random, fromCode, hooks, functions: spawnFunctions, thing }));
  const idle = new IdleWatch({ game, sessions, entrance, timeout: config.limits.idleTimeout });
  const services = addServices(game, logger);
  services.add("idle watch", ({ signal }) => watchIdle(idle, signal), { isCore: true });
  for (const [name, service] of Object.entries(definition.services ?? {})) services.add(name, service);
  const inputs = new ClientInputs({
    game,
    sessions,
    logger,
    serverName: config.game.name,
    typing: config.web.client.typing,
    tickets,
    own: definition.client ?? {},
    channelsOf: (account) =>
      game.channels
        .of(account)
        .map(({ key, desc }) => ({ name: key, caption: desc, command: key.toLowerCase() })),
    listenersOf: (account) => channelListeners(game.channels.of(account)),
  });
  const { store } = parts;
  return {
    game,
    sessions,
    accounts,
    bans,
    puppets,
    entrance,
    dispatcher,
    time,
    store,
    services,
    tickets,
    inputs,
  };
}

function withStockTopics(own: readonly HelpFile[]): readonly HelpFile[] {
  const taken = new Set(own.map(({ key }) => key.toLowerCase()));
  return [...stockTopics.filter(({ key }) => !taken.has(key)), ...own];
}

/** Builders get the game's own sorts of rooms, exits and things, too. */
function chooseClasses(game: Game, { room, exit, thing }: GameClasses): void {
  const { Room, Exit, Thing } = stockClasses;
  game.classes.setChosen(Room, room ?? Room);
  game.classes.setChosen(Exit, exit ?? Exit);
  game.classes.setChosen(Thing, thing ?? Thing);
}

/** What stands in for a missing class, by what sort of object it was. */
const contentBases = {
  object: stockClasses.Thing,
  character: stockClasses.Character,
  room: stockClasses.Room,
  exit: stockClasses.Exit,
} as const;

function gameTimeOptions({ time }: ResolvedConfig): GameTimeOptions {
  return { ...time, calendar: time.calendar === "gregorian" ? gregorian : ownCalendar(time.calendar) };
}

function watchIdle(idle: IdleWatch, signal: AbortSignal): void {
  idle.run();
  signal.addEventListener("abort", () => idle.stop());
}

function makeKernel(
  { config, store, clock, random, logger, context, edge }: EngineParts,
  audience: SessionAudience,
): Kernel {
  const game: Kernel = new Kernel(
    {
      store,
      clock,
      random,
      logger,
      context,
      commandTimeMs: config.limits.commandTimeMs,
      audience,
      control: audience,
      running: (turn) => edge.running(turn),
      idle: () => edge.idle(),
      backpressure: () => edge.isCongested(),
      slowTurn: (turn, milliseconds) =>
        logger.warn("a turn held the world for long", {
          turn: turn.label,
          milliseconds: Math.round(milliseconds),
        }),
      onError: (turn, error) => reportFailedTurn(game as Game, logger, turn, error),
      release: (_turn, effects) => edge.release(effects as readonly Effect[]),
      marksFor: (turn) => edge.marksFor(turn),
      storeFailed: (error, willRetry) => edge.storeFailed(error, willRetry),
      storeRecovered: () => edge.storeRecovered(),
    },
    {
      setting: (name) => settingAt(config, name),
      hierarchy: config.accounts.hierarchy,
      defaultHome: Number(config.world.defaultHome.slice(1)),
      cacheMaxBytes: config.storage.cacheMaxMiB * 2 ** 20,
      startLocation: Number(config.world.startLocation.slice(1)),
    },
  );
  return game;
}

/** Commands report their own errors; this is for whatever else fails in a turn. */
function reportFailedTurn(game: Game, logger: Logger, turn: Turn, error: unknown): void {
  logger.error("a turn failed and was undone", {
    turn: turn.label,
    kind: turn.kind,
    session: turn.session,
    error,
  });
  if (turn.session === null) return;
  const session = game.sessions.get(turn.session);
  if (turn.line !== null) {
    game.turns.requireTurn().hold({ type: "ack", session: turn.session, number: turn.line } as Effect);
  }
  session?.msg("Something went wrong there, and nothing was changed. The staff can read about it.");
}

function makeSessions(
  game: Game,
  registry: CommandSetRegistry,
  sets: DefaultCommandSets,
  config: ResolvedConfig,
  logger: Logger,
): Sessions {
  return new Sessions({
    logger,
    mode: config.accounts.sessionMode,
    dialogs: () => game.commands.dialogs,
    commandSets: registry,
    requireTurn: () => game.turns.requireTurn(),
    run: async (session, line) => game.commands.executeAs(actorOf(session), line),
    now: () => game.clock.now(),
    defaultCommandSet: (session) => sets.ofSession(session),
    later: (session: Session, seconds, label, work) =>
      game.clock.after(seconds * 1000, () =>
        game.turns.enqueue({ kind: "timer", label, lane: laneOf(session.id), session: session.id }, work),
      ),
  });
}

function makeDispatcher(parts: {
  readonly game: Game;
  readonly registry: CommandSetRegistry;
  readonly sets: DefaultCommandSets;
  readonly config: ResolvedConfig;
  readonly clock: Clock;
  readonly random: Random;
  readonly logger: Logger;
  readonly sessions: Sessions;
}): CommandDispatcher {
  const { game, registry, sets, config } = parts;
  const channelCommands = new ChannelCommands(game);
  return new CommandDispatcher({
    game,
    running: nodeAsyncScope(),
    sets: registry,
    replace: replaceInTime,
    settings: {
      ignoredPrefixes: config.commands.ignorePrefixes,
      usualCategory: config.help.commandCategory.toLowerCase(),
      abbreviations: config.commands.abbreviations,
      idleWord: config.limits.idleCommand,
      replyToAllSessions: config.commands.replyToAllSessions,
      mergeCache: 1000,
      showErrors: config.security.showErrorsInGame,
      shortenPaths: shortPaths(config.directory),
    },
    defaultSet: (entity) => sets.ofEntity(entity),
    staffSet: sets.staff,
    channelSets: (actor) => channelCommands.setsFor(actor),
  });
}
