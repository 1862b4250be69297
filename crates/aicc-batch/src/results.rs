//! What a run returns.

pub(crate) mod chunk;
pub(crate) mod compared;
pub(crate) mod counts;
pub(crate) mod csv_row;
pub(crate) mod finding;
mod known_places;
pub(crate) mod piece;
pub(crate) mod reading;
pub(crate) mod record;
pub(crate) mod region;
pub(crate) mod repair;
pub(crate) mod report;
pub(crate) mod sheet_table;
pub(crate) mod split;
pub(crate) mod unit;
pub(crate) mod update;
pub(crate) mod valid_body;
pub(crate) mod verdict;
