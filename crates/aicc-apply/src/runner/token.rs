//! Where the access token comes from, and when it is renewed.

use std::fmt;
use std::fs;
use std::io::{self, Read};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use aicc_core::{Language, Secret, Wording};
use serde::Deserialize;
use zeroize::Zeroizing;

/// The maximum number of bytes of a token with what is around it.
const LONGEST: u64 = 64 * 1024;

/// How long before its end a token is renewed.
const MARGIN: Duration = Duration::from_secs(30);

/// Where the access token comes from. It is never written to a file.
pub enum TokenSource {
    /// A token that cannot be renewed.
    Fixed(Secret),
    /// A file with the token, which another program replaces. It is read again when the token is renewed.
    File(PathBuf),
    /// A command of the shell that prints the token, or the reply of the vendor's token interface as JSON: an object with the
    /// members `AccessToken` and `Expires`, in seconds. It runs again when the token is renewed.
    Command(String),
    /// A function that returns a token.
    Function(Box<dyn Fn() -> Result<AccessToken, TokenError> + Send + Sync>),
}

/// An access token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessToken {
    /// The text after `Bearer ` in the header field `Authorization`.
    pub secret: Secret,
    /// How long it is valid from now on; `None` if this is not known. It is renewed 30 seconds before its end, or at half of its
    /// time if that is shorter.
    pub lifetime: Option<Duration>,
}

/// Why there is no token. It contains no token.
#[derive(Debug)]
#[non_exhaustive]
pub enum TokenError {
    /// The token comes from a source that has only one.
    Fixed,
    /// The file or the output of the command cannot be read.
    Io(io::Error),
    /// The command failed, with its exit status; `None` if a signal ended it.
    Failed(Option<i32>),
    /// The text is empty, too long, or not UTF-8, or its JSON has no access token.
    Text,
    /// The function failed, for this reason.
    Function(String),
}

impl TokenSource {
    /// Returns a new token. It can take as long as the command takes.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token.
    pub fn token(&self) -> Result<AccessToken, TokenError> {
        match self {
            Self::Fixed(secret) => Ok(AccessToken { secret: secret.clone(), lifetime: None }),
            Self::File(path) => read(fs::File::open(path).map_err(TokenError::Io)?),
            Self::Command(command) => output_of(command),
            Self::Function(function) => function(),
        }
    }

    /// Returns another token than the first one.
    ///
    /// # Errors
    ///
    /// Returns an error if there is no token, or if the source has only one.
    pub(super) fn renewed(&self) -> Result<AccessToken, TokenError> {
        match self {
            Self::Fixed(_) => Err(TokenError::Fixed),
            _ => self.token(),
        }
    }
}

impl fmt::Debug for TokenSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Fixed(_) => "Fixed",
            Self::File(_) => "File",
            Self::Command(_) => "Command",
            Self::Function(_) => "Function",
        })
    }
}

impl AccessToken {
    /// Returns when the token is renewed.
    pub(super) fn renewal(&self, now: Instant) -> Option<Instant> {
        let lifetime = self.lifetime?;
        now.checked_add(lifetime.saturating_sub(MARGIN).max(lifetime.checked_div(2).unwrap_or_default()))
    }
}

/// Runs a command of the shell. What it writes to standard error goes to that of this process.
fn output_of(command: &str) -> Result<AccessToken, TokenError> {
    let (shell, option) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut running = Command::new(shell)
        .args([option, command])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(TokenError::Io)?;
    let output = running.stdout.take();
    let token = output.map(read);
    let status = running.wait().map_err(TokenError::Io)?;
    if !status.success() {
        return Err(TokenError::Failed(status.code()));
    }
    token.unwrap_or(Err(TokenError::Text))
}

/// Reads a token. The memory is reserved at once: a buffer that grows leaves copies of the secret.
fn read(source: impl Read) -> Result<AccessToken, TokenError> {
    let limit = LONGEST.saturating_add(1);
    let mut content = Zeroizing::new(Vec::with_capacity(usize::try_from(limit).unwrap_or_default().saturating_mul(2)));
    source.take(limit).read_to_end(&mut content).map_err(TokenError::Io)?;
    if u64::try_from(content.len()).is_ok_and(|length| length >= limit) {
        return Err(TokenError::Text);
    }
    parse(&content)
}

/// The members of the reply of the token interface that matter here.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct IssuedToken {
    access_token: String,
    #[serde(default)]
    expires: Option<Seconds>,
}

/// The page of the vendor has a text.
#[derive(Deserialize)]
#[serde(untagged)]
enum Seconds {
    Number(u64),
    Text(String),
}

fn parse(content: &[u8]) -> Result<AccessToken, TokenError> {
    let text = str::from_utf8(content).map_err(|_| TokenError::Text)?;
    let text = text.trim_start_matches('\u{feff}').trim();
    let token = if text.starts_with('{') {
        let reply: IssuedToken = serde_json::from_str(text).map_err(|_| TokenError::Text)?;
        let seconds = reply.expires.and_then(|expires| match expires {
            Seconds::Number(seconds) => Some(seconds),
            Seconds::Text(text) => text.parse().ok(),
        });
        AccessToken { secret: Secret::from(reply.access_token), lifetime: seconds.map(Duration::from_secs) }
    } else {
        AccessToken { secret: Secret::from(text), lifetime: None }
    };
    if token.secret.expose().is_empty() { Err(TokenError::Text) } else { Ok(token) }
}

impl TokenError {
    /// Returns what is wrong, and what to do, without a full stop. What the system says is in English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Fixed => FIXED.in_language(language).to_owned(),
            Self::Io(error) => IO.filled(&[("error", error)], language),
            Self::Failed(Some(status)) => FAILED.filled(&[("status", status)], language),
            Self::Failed(None) => ENDED.in_language(language).to_owned(),
            Self::Text => TEXT.in_language(language).to_owned(),
            Self::Function(reason) => IO.filled(&[("error", reason)], language),
        }
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for TokenError {}

const FIXED: Wording = Wording {
    english: "the platform refuses the access token, and there is no other one; get a new token, and run the command again",
    chinese: "平台拒绝了访问令牌，且没有其他令牌；请获取新的令牌后重新运行该命令",
};
const IO: Wording =
    Wording { english: "the access token cannot be read: {error}", chinese: "无法读取访问令牌：{error}" };
const FAILED: Wording = Wording {
    english: "the command for the access token failed with exit status {status}",
    chinese: "获取访问令牌的命令失败，退出状态为 {status}",
};
const ENDED: Wording = Wording {
    english: "a signal ended the command for the access token",
    chinese: "获取访问令牌的命令被信号终止",
};
const TEXT: Wording = Wording {
    english: "this is not an access token; it must be the token alone, or JSON with the members AccessToken and Expires",
    chinese: "不是访问令牌；应只含令牌，或为包含 AccessToken 和 Expires 的 JSON",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_a_text_or_the_reply_of_the_token_interface() {
        let seconds = |seconds| Some(Duration::from_secs(seconds));
        for (text, secret, lifetime) in [
            ("\u{feff} mF_9.B5f \r\n", "mF_9.B5f", None),
            (r#"{"AccessToken": "a", "Expires": "3600", "Scope": "x"}"#, "a", seconds(3600)),
            (r#"{"AccessToken": "a", "Expires": 60}"#, "a", seconds(60)),
            (r#"{"AccessToken": "a"}"#, "a", None),
        ] {
            let token = parse(text.as_bytes()).unwrap();
            assert_eq!((token.secret.expose(), token.lifetime), (secret, lifetime), "{text}");
        }
        for text in ["", " \n", "{}", r#"{"AccessToken": ""}"#, r#"{"AccessToken": 1}"#, "{"] {
            assert!(matches!(parse(text.as_bytes()), Err(TokenError::Text)), "{text}");
        }
        assert!(matches!(parse(b"\xff"), Err(TokenError::Text)));
    }

    #[test]
    fn a_token_is_renewed_before_its_end() {
        let now = Instant::now();
        let token = |lifetime| AccessToken { secret: Secret::from("a"), lifetime };
        let after = |seconds| token(Some(Duration::from_secs(seconds))).renewal(now).unwrap() - now;
        assert_eq!([3600, 60, 40, 1].map(after), [3_570_000, 30_000, 20_000, 500].map(Duration::from_millis));
        assert_eq!(token(None).renewal(now), None);
    }

    #[cfg(unix)]
    #[test]
    fn a_command_prints_a_token_or_fails() {
        let token = |command: &str| TokenSource::Command(command.to_owned()).token();
        assert_eq!(token("echo t1").unwrap().secret.expose(), "t1");
        assert!(matches!(token("echo t1; exit 3"), Err(TokenError::Failed(Some(3)))));
        assert!(matches!(token("kill -9 $$"), Err(TokenError::Failed(None))));
        assert!(matches!(token("yes"), Err(TokenError::Failed(_))));
        assert!(matches!(TokenSource::Fixed(Secret::from("a")).renewed(), Err(TokenError::Fixed)));
    }
}
