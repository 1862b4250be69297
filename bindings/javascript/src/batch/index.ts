/**
 * Check many records: CSV, JSON Lines, JSON and workbooks, in browsers, workers, Node.js and Deno. Templates, annotated and repaired
 * copies, JSON Schema and OpenAPI.
 *
 * Call `await initBatch()` once, then {@link checkMany} and the others.
 *
 * @packageDocumentation
 */

export { type AnnotatedTable, type CopyOptions, type RepairReport, type TableCopy, annotate, fix, repairsOf } from "./copy.js";
export {
    type JsonObject,
    type SchemaOptions,
    type TemplateOptions,
    catalogue,
    jsonSchema,
    openapi,
    template,
} from "./documents.js";
export { ColumnError, SourceError } from "./errors.js";
export { initBatch } from "./module.js";
export type { BatchOptions, SourceFormat, TableOptions } from "./options.js";
export type {
    BatchFinding,
    BatchProgress,
    BatchReport,
    FileFinding,
    ReadingNote,
    RecordFindings,
    Region,
    Repair,
} from "./report.js";
export { type BatchRun, checkMany } from "./run.js";
export type { Source } from "./source.js";
export type { InterfaceName } from "./steps.js";
