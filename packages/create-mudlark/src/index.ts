export { scaffold, ScaffoldError } from "./scaffold.ts";
export type { ScaffoldOptions } from "./scaffold.ts";
export { templates } from "./templates.ts";
export type { Template } from "./templates.ts";
