//! How values cross between JavaScript and the core: as lines of text, in both directions.
//!
//! A call passes one text and returns one text, because a text crosses faster than many small values. The first character of a
//! line says what it is:
//!
//! | line | value |
//! |---|---|
//! | `{`, `}` | an object: a line with the text of a name, then the value, for each member |
//! | `[`, `]` | an array |
//! | `"text` | a text, in which `\\` stands for a backslash and `\n` for a line feed |
//! | `*text` | a secret |
//! | `#12` | a number, as JavaScript writes it |
//! | `t`, `f`, `n` | `true`, `false`, `null` |
//! | `R` | a report: its violations, `]`, its advice, `]` |
//! | `F` | a finding: the values of its seven members, in the order of `Finding` in `bindings/javascript`, then more members, `}` |
//! | `?type` | a value that has no JSON form, by the name of its type |
//!
//! The JavaScript side is `bindings/javascript/src/lines.ts`.

mod read;
mod write;

pub(crate) use read::{Line, Lines};
pub(crate) use write::LineWriter;
