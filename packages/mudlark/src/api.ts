/** The public API without what `stock` adds to it: a chosen list of names, by subject. */

// What the parts of the engine add to `Game` and to entities; a game's own type check sees only what is imported here.
import "./command/run/command-signals.ts";
import "./command/entity-facets.ts";
import "./content/code/code-runs.ts";
import "./content/scripts/script-facets.ts";
import "./model/kernel.ts";
import "./content/prototypes/prototypes.ts";
import "./model/time/time-facets.ts";
import "./session/session-facets.ts";
import "./session/session-signals.ts";

// The game
export { z } from "zod";
export { inputFunction } from "./session/inputs/input-function.ts";
export type { InputFunction, InputFunctionOptions } from "./session/inputs/input-function.ts";
export type { RepeatedCall } from "./session/inputs/repeats.ts";
export type { ClientVariable, ClientView } from "./session/client-data/client-variable.ts";
export type { ClientFacts } from "./session/client-data/client-facts.ts";
export type { SignIn, SignInIdentity, SignInPage, SignInWish } from "./session/char-login/sign-in.ts";
export type { ClientFiles, ClientPackage } from "./session/client-data/client-offers.ts";
export { media } from "./session/client-data/media.ts";
export type { MediaFile, MediaPlay, MediaStop } from "./session/client-data/media.ts";
export type { DiscordPresence } from "./session/client-data/discord.ts";
export type { ItemFacts } from "./session/client-data/items.ts";
export type { GameClient } from "./session/client-data/game-client.ts";
export { defineGame } from "./game/define-game.ts";
export type { GameClasses, GameCommands, GameDefinition, OutOfCharacterView } from "./game/define-game.ts";
export type { GameHooks } from "./game/game-hooks.ts";
export type { Service, ServiceContext, ServiceState } from "./game/services.ts";
export type { ServerControl } from "./game/server-control.ts";
export type { Game } from "./model/game.ts";

// Entities
export { Entity } from "./model/entity/entity.ts";
export type { AccessOptions, EntityClass, EntityInit, MessageOptions } from "./model/entity/entity.ts";
export type { CreateOptions } from "./model/entity/create-options.ts";
export { WorldObject } from "./model/object/world-object.ts";
export type {
  PuppetAccount,
  PuppetDetails,
  PuppetSession,
  UnpuppetDetails,
} from "./model/object/object-hooks.ts";
export { directionNamed } from "./model/space/directions.ts";
export type { Direction } from "./model/space/directions.ts";
export type { MoveDetails, MoveOptions } from "./model/space/move-options.ts";
export { tag } from "./model/tags/tag.ts";
export { attr } from "./model/attributes/declared/attr.ts";
export { plain } from "./model/attributes/plain.ts";
export type { LockFunction } from "./model/locks/lock-function.ts";
export type { Nick } from "./model/nicks/nick-handler.ts";
export type { Message } from "./model/message.ts";

// Scripts and time
export type { GlobalScript, GlobalScripts } from "./content/scripts/global-scripts.ts";
export { Script } from "./content/scripts/script.ts";
export type { ScriptClock, ScriptStart, ScriptTiming } from "./content/scripts/script.ts";
export type { ScriptHandler, ScriptName } from "./content/scripts/script-handler.ts";
export type { ScriptOptions } from "./content/scripts/script-options.ts";
export type { Scripts } from "./content/scripts/scripts.ts";
export type { Monitor, MonitorOptions, Monitors } from "./model/monitors/monitors.ts";
export { callback } from "./model/time/callback.ts";
export type { Callback } from "./model/time/callback.ts";
export type { Delay, Delays, FailedTask } from "./model/time/delays.ts";
export type { Calendar, CalendarDate, CalendarPattern } from "./model/time/calendar.ts";
export type { GameTime } from "./model/time/game-time.ts";
export { stageBounce, stageLoop } from "./model/time/on-demand-task.ts";
export type { OnDemandTask, Stage } from "./model/time/on-demand-task.ts";
export type { OnDemand, OnDemandOptions } from "./model/time/on-demand.ts";
export type { Scheduled, Schedules, ScheduleTime } from "./model/time/schedules.ts";
export type { Task } from "./model/time/task.ts";
export type { Ticker, Tickers, TickerTiming } from "./model/time/tickers.ts";

// Channels and messages
export { Channel } from "./content/channels/channel.ts";
export type { ChannelListener, ChannelMsgOptions } from "./content/channels/channel.ts";
export type { NewChannel } from "./content/channels/channels.ts";
export { speakOn } from "./content/channels/speak-on.ts";
export { StoredMessage } from "./content/messages/stored-message.ts";
export { TemporaryMessage } from "./content/messages/temporary-message.ts";
export type { MessageQuery, NewMessage } from "./content/messages/messages.ts";

// Help
export { HelpEntry } from "./content/help/help-entry.ts";
export type { HelpFile, HelpTopic, WrittenTopic } from "./content/help/help-topic.ts";
export { partsOf } from "./content/help/help-topic.ts";
export { lookUpHelp, searchHelp, withoutPrefix } from "./content/help/look-up-help.ts";
export { markdownToMarkup } from "./content/help/markdown-markup.ts";
export { findPart } from "./content/help/sub-topics.ts";

// Batch files
export type { BatchCommand, Batches, BatchResult, BatchRun } from "./content/batch/batches.ts";

// Prototypes
export type {
  Prototype,
  PrototypeAttribute,
  PrototypeOptions,
  SpawnContext,
} from "./content/prototypes/prototype.ts";
export type { SpawnFunction } from "./content/prototypes/spawn-functions.ts";
export type { SpawnHook } from "./content/prototypes/spawn-object.ts";
export type { Reading } from "./text/template/reading.ts";
export type { TemplateCall, TemplateFunction } from "./text/template/template-function.ts";

// Commands
export { command } from "./command/declaration/command.ts";
export { Command } from "./command/declaration/command-class.ts";
export type { CommandClass, ContextOf, InputOf } from "./command/declaration/command-class.ts";
export type { CommandOptions, DeclaredCommand } from "./command/declaration/command.ts";
export type {
  AvailableCommand,
  CommandContext,
  CommandDefinition,
  ContextWith,
} from "./command/declaration/definition.ts";
export { cmdset } from "./command/sets/command-set.ts";
export type { CommandSet, CommandSetOptions } from "./command/sets/command-set.ts";
export type { MergeType, SetFacts } from "./command/sets/set-facts.ts";
export { arg } from "./content/arguments/arg.ts";
export { argument, mismatch, parsed, refused } from "./command/arguments/part.ts";
export type { Argument, ArgumentProblem, ArgumentType, Parsed, Part } from "./command/arguments/part.ts";
export type { ArgumentScope } from "./command/arguments/argument-scope.ts";
export { channelCalled, channelNamed, channelsLike, mayKnow } from "./content/arguments/channel-argument.ts";
export { parseIdRange } from "./command/arguments/id-range.ts";
export type { IdRange } from "./command/arguments/id-range.ts";
export type { AttributePath, PathStep } from "./command/arguments/attribute-path.ts";
export { parseLiteral } from "./command/arguments/literal.ts";
export { optional, sep, seq } from "./command/arguments/combinators.ts";
export { flag, valued } from "./command/arguments/switches.ts";
export type { PageContent, PagedRows, PagedText, PageOptions } from "./command/pager/page-options.ts";
export { editorHelp } from "./command/editor/editor-words.ts";
export { editor } from "./command/editor/editor.ts";
export type { EditContext, Editor, EditorOptions } from "./command/editor/editor.ts";
export { listNode } from "./command/menu/list-node.ts";
export type { ListNodeOptions } from "./command/menu/list-node.ts";
export { menu } from "./command/menu/menu.ts";
export type {
  AnyMenu,
  Menu,
  MenuNode,
  MenuOpening,
  MenuOption,
  MenuOptions,
  MenuPage,
} from "./command/menu/menu.ts";
export type { MenuContext } from "./command/menu/menu-context.ts";
export { menuTemplate } from "./command/menu/menu-template.ts";
export type { TemplateAction } from "./command/menu/menu-template.ts";
export type { InputFrame } from "./command/frames/input-frame.ts";
export { setStyle, styleOf, styleOptions } from "./command/run/display-style.ts";
export type { DisplayStyle } from "./command/run/display-style.ts";
export { foundRows } from "./command/arguments/found-rows.ts";
export { helpOf } from "./command/declaration/command-help.ts";
export { suggest } from "./command/parser/suggest.ts";
export type { GameTypes } from "./model/game-types.ts";

// Sessions and accounts
export { Account } from "./session/accounts/account.ts";
export type { Session } from "./session/session.ts";
export { isTruthFlag, settableFlags, wishesOf } from "./link/client-wishes.ts";
export { encodingNames } from "./link/encodings.ts";
export { covers } from "./session/accounts/bans.ts";
export type { Ban } from "./session/accounts/bans.ts";
export { parseAddressPattern } from "./base/address-pattern.ts";
export { normaliseUsername } from "./session/accounts/username.ts";
export { WrongTries } from "./session/accounts/wrong-tries.ts";
export { fingerprintOf, parseSshKey } from "./session/accounts/ssh-key.ts";
export type { SshKey } from "./session/accounts/ssh-key.ts";
export { words as sessionWords } from "./session/words.ts";

// Turns
export { undoChanges } from "./model/commit/undone-changes.ts";
export type { UndoneChange } from "./model/commit/undone-changes.ts";
export { RunEnding } from "./command/run/run-ending.ts";
export { Aborted } from "./model/turn/aborted.ts";
export { MudlarkError } from "./base/errors.ts";

// Text
export {
  displayWidth,
  escapeMarkup,
  form,
  joinList,
  link,
  lit,
  numberedName,
  sentence,
  spokenTable,
  Table,
  table,
} from "./text/index.ts";
