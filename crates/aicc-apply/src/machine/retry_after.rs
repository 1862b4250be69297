//! The header field `Retry-After` (RFC 9110, section 10.2.3).

use std::time::UNIX_EPOCH;

const NAME: &str = "Retry-After";

/// Returns how long the platform asks to wait, in milliseconds from now: a number of seconds, or a date. `None` if it does not ask, or if the
/// value is neither.
pub(super) fn retry_after(headers: &[(&str, &str)], now: u64) -> Option<u64> {
    let (_, value) = headers.iter().rfind(|(name, _)| name.eq_ignore_ascii_case(NAME))?;
    let value = value.trim();
    if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(value.parse().unwrap_or(u64::MAX).saturating_mul(1000));
    }
    let date = httpdate::parse_http_date(value).ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(u64::try_from(date.as_millis()).unwrap_or(u64::MAX).saturating_sub(now))
}

#[cfg(test)]
mod tests {
    use super::retry_after;

    /// 1994-11-06T08:49:37Z, the date of RFC 9110.
    const NOW: u64 = 784_111_777_000;

    #[test]
    fn seconds_and_dates_are_read() {
        let after = |value: &str| retry_after(&[("Date", "x"), ("retry-after", value)], NOW);
        assert_eq!(after("120"), Some(120_000));
        assert_eq!(after(" 0 "), Some(0));
        assert_eq!(after("Sun, 06 Nov 1994 08:50:07 GMT"), Some(30_000));
        assert_eq!(after("Sunday, 06-Nov-94 08:49:38 GMT"), Some(1_000));
        assert_eq!(after("Sun, 06 Nov 1994 08:00:00 GMT"), Some(0), "a date that has passed");
        assert_eq!(after("99999999999999999999999"), Some(u64::MAX));
        for value in ["", "-1", "1.5", "soon", "+1"] {
            assert_eq!(after(value), None, "{value}");
        }
        assert_eq!(retry_after(&[], NOW), None);
    }
}
