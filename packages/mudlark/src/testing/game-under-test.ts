import type { CommandDefinition } from "../command/declaration/definition.ts";
import type { Editor } from "../command/editor/editor.ts";
import type { AnyMenu } from "../command/menu/menu.ts";
import { topicIn } from "../content/help/help-files.ts";
import { resolveConfig } from "../config/resolve-config.ts";
import type { GameConfig, ResolvedConfig } from "../config/schema.ts";
import type { GameDefinition } from "../game/define-game.ts";
import type { EntityClass } from "../model/entity/entity.ts";
import type { Game } from "../model/game.ts";
import type { Callback } from "../model/time/callback.ts";
import type { LoadedGame } from "../world/loading/game-loader.ts";

/** The code and the settings of a game under test. */
export interface GameUnderTest {
  /** Commands of every character, besides the stock ones. */
  readonly commands?: readonly CommandDefinition[];
  /** Classes that are used; those of Mudlark itself need no mention. */
  readonly classes?: readonly EntityClass[];
  /** Callbacks that durable timers may call. */
  readonly callbacks?: readonly Callback[];
  /** Editors that outlive a world. */
  readonly editors?: readonly Editor[];
  /** Menus that outlive a world. */
  readonly menus?: readonly AnyMenu[];
  /** Help files: what is in each, by its name without `.md`. */
  readonly help?: Readonly<Record<string, string>>;
  /** What `src/game.ts` exports. */
  readonly definition?: GameDefinition;
  /** As in `mudlark.config.ts`. Without a word about them, there are no limits on connections and lines. */
  readonly config?: GameConfig;
}

const noLimits = { connectionsPerSecond: 0, connectionsPerIp: 0, commandsPerSecond: 0 };

/** @throws MudlarkError CONFIG_INVALID */
export function configOf({ config = {} }: GameUnderTest): ResolvedConfig {
  const file = { ...config, limits: { ...noLimits, ...config.limits } };
  return resolveConfig({ directory: "/game", mode: "test", file, environment: {} });
}

/**
 * What a world would have loaded from files.
 *
 * @param onServerHook hears of each hook of the server before it runs
 */
export function loadedGame(
  {
    commands = [],
    classes = [],
    callbacks = [],
    editors = [],
    menus = [],
    definition = {},
    help = {},
  }: GameUnderTest,
  onServerHook: (name: string) => void,
): LoadedGame {
  const own = definition.commands ?? {};
  const hooks = Object.entries(definition.hooks ?? {}).map(
    ([name, hook]: [string, (game: Game) => unknown]) => {
      const told = (game: Game): unknown => {
        onServerHook(name);
        return hook(game);
      };
      return [name, told] as const;
    },
  );
  return {
    definition: {
      ...definition,
      commands: { ...own, character: [...(own.character ?? []), ...commands] },
      hooks: Object.fromEntries(hooks),
    },
    modules: [
      {
        path: "src/test",
        exports: Object.fromEntries([
          ...classes.map((cls) => [cls.name, cls] as const),
          ...callbacks.map((callback) => [callback.id, callback] as const),
          ...[...editors, ...menus].map((dialog, at) => [`dialog${at}`, dialog] as const),
        ]),
      },
    ],
    help: Object.entries(help).map(([name, text]) => topicIn(name, text)),
  };
}
