/**
 * Validate, build and read AICC contact-center API messages.
 *
 * Call `await init()` once, then use an interface: {@link agentAccountCreate}, {@link agentInfoQuery}, {@link agentSettingsCreate},
 * {@link agentSignIn}.
 *
 * @packageDocumentation
 */

export type { Json } from "./body.js";
export { EndpointError, InvalidMessageError, UnknownFieldError } from "./errors.js";
export { type Explanation, explain } from "./explain.js";
export { type Choice, type FieldReport, type FieldState, Form, type FormField, type FormOptions, type FormState } from "./form.js";
export * from "./generated/choices.js";
export * from "./generated/findings.js";
export * from "./generated/interfaces.js";
export type * from "./generated/messages.js";
export type { Edition, Language } from "./generated/vocabulary.js";
export {
    type HeaderFields,
    Interface,
    type InterfaceInfo,
    type InterfaceTypes,
    type MessageParts,
    type Parsed,
    type RequestOptions,
} from "./interface.js";
export type { ModuleSource } from "./loader.js";
export { init } from "./module.js";
export type { Options, PasswordPolicy } from "./options.js";
export type { Answer, DocumentedStatus, Outcome, Refusal, Success, UndocumentedStatus, Unreadable } from "./outcome.js";
export type { Report } from "./report.js";
export { WrittenRequest } from "./request.js";
export { Secret } from "./secret.js";
export type { Cloud, Gateway } from "./server.js";
export type { StandardIssue, StandardResult, StandardSchema } from "./standard.js";
