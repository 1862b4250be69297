//! HTTP Archive 1.2.

use std::io::{self, Write};

use serde_json::{Value, json};
use time::OffsetDateTime;

use crate::world::exchange::Exchange;

/// What is before the name of the target in the URLs of an archive. The exchange does not have the address of the sandbox.
pub(super) const ORIGIN: &str = "http://sandbox.invalid";

/// Writes an exchange, with what is before the first one.
pub(super) fn write_entry(writer: &mut impl Write, exchange: &Exchange, is_first: bool) -> io::Result<()> {
    if is_first {
        write_start(writer)?;
    } else {
        writer.write_all(b",\n")?;
    }
    serde_json::to_writer(&mut *writer, &entry(exchange))?;
    writer.flush()
}

/// Writes what follows the last exchange.
pub(super) fn write_end(writer: &mut impl Write, is_empty: bool) -> io::Result<()> {
    if is_empty {
        write_start(writer)?;
    }
    writer.write_all(b"\n]}}\n")
}

fn write_start(writer: &mut impl Write) -> io::Result<()> {
    let creator = json!({"name": "aicc", "version": env!("CARGO_PKG_VERSION")});
    writeln!(writer, "{{\"log\":{{\"version\":\"1.2\",\"creator\":{creator},\"entries\":[")
}

fn entry(exchange: &Exchange) -> Value {
    let request_type = value_of(&exchange.request_headers, "content-type");
    let reply_type = value_of(&exchange.reply_headers, "content-type");
    json!({
        "startedDateTime": date_time(exchange.time),
        "time": exchange.delay,
        "request": {
            "method": exchange.method,
            "url": format!("{ORIGIN}{}", exchange.target),
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": fields(&exchange.request_headers),
            "queryString": [],
            "postData": {"mimeType": request_type, "text": exchange.request_body},
            "headersSize": -1,
            "bodySize": -1,
        },
        "response": {
            "status": exchange.status,
            "statusText": "",
            "httpVersion": "HTTP/1.1",
            "cookies": [],
            "headers": fields(&exchange.reply_headers),
            "content": {"size": exchange.reply_body.len(), "mimeType": reply_type, "text": exchange.reply_body},
            "redirectURL": "",
            "headersSize": -1,
            "bodySize": exchange.reply_body.len(),
        },
        "cache": {},
        "timings": {"send": 0, "wait": exchange.delay, "receive": 0},
        "_interface": exchange.interface,
        "_delivery": exchange.delivery,
        "_fault": exchange.fault,
    })
}

fn fields(headers: &[(String, String)]) -> Vec<Value> {
    headers.iter().map(|(name, value)| json!({"name": name, "value": value})).collect()
}

fn value_of<'a>(headers: &'a [(String, String)], wanted: &str) -> &'a str {
    headers.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted)).map_or("", |(_, value)| value)
}

/// Returns a time as ISO 8601 with milliseconds.
fn date_time(milliseconds: u64) -> String {
    let nanoseconds = i128::from(milliseconds).saturating_mul(1_000_000);
    let time = OffsetDateTime::from_unix_timestamp_nanos(nanoseconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let (year, month, day) = time.to_calendar_date();
    let (hour, minute, second, millisecond) = time.time().as_hms_milli();
    format!("{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z", u8::from(month))
}
