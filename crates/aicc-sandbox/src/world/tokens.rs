//! The token interface `tokenByAkSk`. The four pages only name it; path and members are from the vendor's page
//! "C1 System Configuration Interface Authentication".
//!
//! A token carries the time at which it expires and a digest, so that the world need not keep it.

use aicc_core::{Secret, Wording};
use serde::Serialize;
use serde_json::Value;

use crate::world::draft::Draft;
use crate::world::platform::Platform;
use crate::world::state::State;
use crate::world::wire::Incoming;

/// The longest time that a token is valid, in seconds: the maximum of the vendor's page.
pub(super) const MAXIMUM_SECONDS: u64 = 3600;

/// The header field of a request that says how long the token is valid, in seconds.
const EXPIRY_HEADER: &str = "X-Token-Expire";

const WRONG_BODY: Wording = Wording {
    english: "the body must be an object with the texts app_key and app_secret",
    chinese: "消息体必须是包含文本 app_key 和 app_secret 的对象",
};
const WRONG_EXPIRY: Wording = Wording {
    english: "X-Token-Expire must be from 1 to 3600 seconds",
    chinese: "X-Token-Expire 必须为 1～3600 秒",
};
const WRONG_APP: Wording =
    Wording { english: "the app key or its secret is wrong", chinese: "App Key 或其密钥错误" };

/// What a world knows of a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TokenState {
    /// The world issued it, and it is valid.
    Valid,
    /// The world issued it, and it has expired.
    Expired,
    /// The world did not issue it.
    Unknown,
}

/// The members of the reply, in the order of the vendor's page.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct TokenReply<'a> {
    access_token: &'a str,
    apply_type: &'static str,
    create_time: String,
    expires: String,
    scope: &'static str,
    app_key: &'a str,
    #[serde(rename = "UserID")]
    user_id: &'static str,
}

impl State {
    /// Issues a token that is valid for some seconds.
    fn issue_token(&mut self, time: u64, seconds: u64) -> Secret {
        let expires = format!("{:x}", time.saturating_add(seconds.saturating_mul(1000)));
        let nonce = self.draw(|random| format!("{:016x}", random.u64(..)));
        let content = format!("{expires}.{nonce}");
        let digest = self.digest("token", &content);
        Secret::from(format!("{content}.{}", digest.as_str()))
    }

    /// Returns whether an app key is accepted: any one if no apps are listed.
    pub(super) fn knows_app(&self, app_key: &str) -> bool {
        self.apps.is_empty() || self.apps.contains_key(&self.digest("app", app_key))
    }

    /// Returns what the world knows of a token at a time.
    pub(super) fn judge_token(&self, time: u64, token: &str) -> TokenState {
        let known = || {
            let (content, digest) = token.rsplit_once('.')?;
            let (expires, _) = content.split_once('.')?;
            let is_issued = self.digest("token", content).as_str() == digest;
            is_issued.then(|| u64::from_str_radix(expires, 16).ok()).flatten()
        };
        match known() {
            Some(expires) if time < expires => TokenState::Valid,
            Some(_) => TokenState::Expired,
            None => TokenState::Unknown,
        }
    }
}

impl Platform {
    /// Issues a token to an app.
    pub(super) fn token(&mut self, time: u64, request: &Incoming<'_>) -> Draft {
        let body: Value = serde_json::from_slice(request.body).unwrap_or_default();
        let text = |name: &str| body.get(name)?.as_str().filter(|text| !text.is_empty());
        let (Some(key), Some(secret)) = (text("app_key"), text("app_secret")) else {
            return Draft::status(400, WRONG_BODY);
        };
        let expiry = request.header(EXPIRY_HEADER).map(|value| value.trim().parse().unwrap_or(0));
        let seconds = expiry.unwrap_or(self.choices.token_seconds);
        if !(1..=MAXIMUM_SECONDS).contains(&seconds) {
            return Draft::status(400, WRONG_EXPIRY);
        }
        let apps = &self.state.apps;
        let known = apps.get(&self.state.digest("app", key));
        if !apps.is_empty() && known != Some(&self.state.digest("appSecret", secret)) {
            return Draft::unauthorized(WRONG_APP, None);
        }
        let token = self.state.issue_token(time, seconds);
        Draft::json(&TokenReply {
            access_token: token.expose(),
            apply_type: "Bearer",
            create_time: (time / 1000).to_string(),
            expires: seconds.to_string(),
            scope: "sandbox",
            app_key: key,
            user_id: "Anonymous",
        })
    }
}
