import { stanceFunctions } from "./stance-functions.ts";
import type { TemplateFunctions } from "./template-function.ts";
import { textFunctions } from "./text-functions.ts";

/** Everything that the template of a message may call (`world.md` §11.2). */
export const messageFunctions: TemplateFunctions = new Map([...stanceFunctions, ...textFunctions]);
