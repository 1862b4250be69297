//! Why a call did not do what it should.

use aicc_core::spec::Interface;
use aicc_core::{Language, UNDOCUMENTED_STATUS, Wording};

/// Why a call did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CallFailure {
    /// The platform replied with status 200 and a result code for failure.
    Code(Box<str>),
    /// The platform replied with another HTTP status than 200.
    Status(u16),
    /// The reply has status 200 and cannot be understood.
    Unreadable,
    /// The call may have reached the platform, but there is no whole reply.
    Lost(LostReason),
    /// Nothing of the call left this machine.
    NotSent(NotSentReason),
}

/// Why there is no whole reply.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LostReason {
    /// The reply did not come in time.
    Timeout,
    /// The connection was closed or reset before the reply was complete.
    Reset,
    /// An earlier run ended before the reply came.
    Interrupted,
}

/// Why nothing of a call left this machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotSentReason {
    /// The server, or the proxy before it, did not accept the connection, or did not in time.
    Connection,
    /// The name of the server is unknown.
    Name,
    /// The TLS handshake failed, for example because the certificate is not trusted.
    Tls,
    /// The request breaks a rule of the page, such as the form of the token.
    Request,
    /// The platform did not say the work number of the account, which signs in with it.
    WorkNumber,
    /// Nobody said the user ID of the account, whose settings need it.
    UserId,
    /// The password of the account is not known, and it signs in with it.
    Password,
}

const UNREADABLE: Wording = Wording { english: "unreadable reply", chinese: "无法解析的响应" };

impl LostReason {
    /// Returns the name: `timeout`, `reset`, `interrupted`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Timeout => "timeout",
            Self::Reset => "reset",
            Self::Interrupted => "interrupted",
        }
    }

    /// Returns the reason in words, without a full stop.
    #[must_use]
    pub const fn meaning(self) -> Wording {
        match self {
            Self::Timeout => Wording { english: "no reply in time", chinese: "未及时收到响应" },
            Self::Reset => {
                Wording { english: "the connection closed before the reply", chinese: "收到响应前连接已关闭" }
            }
            Self::Interrupted => Wording {
                english: "an earlier run ended before the reply",
                chinese: "上次运行在收到响应前已结束",
            },
        }
    }
}

impl NotSentReason {
    /// Returns the name: `connection`, `name`, `tls`, `request`, `workNumber`, `userId`, `password`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Connection => "connection",
            Self::Name => "name",
            Self::Tls => "tls",
            Self::Request => "request",
            Self::WorkNumber => "workNumber",
            Self::UserId => "userId",
            Self::Password => "password",
        }
    }

    /// Returns the reason in words, without a full stop.
    #[must_use]
    pub const fn meaning(self) -> Wording {
        match self {
            Self::Connection => Wording { english: "no connection to the server", chinese: "无法连接服务器" },
            Self::Name => {
                Wording { english: "the name of the server is unknown", chinese: "服务器域名无法解析" }
            }
            Self::Tls => Wording { english: "the TLS handshake failed", chinese: "TLS 握手失败" },
            Self::Request => Wording {
                english: "the request breaks a rule of the page",
                chinese: "请求违反了文档中的规则",
            },
            Self::WorkNumber => Wording {
                english: "the platform did not return the work number",
                chinese: "平台未返回座席工号",
            },
            Self::UserId => {
                Wording { english: "the user ID of the account is not known", chinese: "账号的用户 ID 未知" }
            }
            Self::Password => {
                Wording { english: "the password of the account is not known", chinese: "账号的密码未知" }
            }
        }
    }
}

impl CallFailure {
    /// Returns the result code or the HTTP status as text; `None` if there is no readable reply.
    #[must_use]
    pub fn code(&self) -> Option<String> {
        match self {
            Self::Code(code) => Some(code.to_string()),
            Self::Status(status) => Some(status.to_string()),
            Self::Unreadable | Self::Lost(_) | Self::NotSent(_) => None,
        }
    }

    /// Returns the meaning: the documented one of a code or status of the interface that was called.
    #[must_use]
    pub fn meaning(&self, interface: &Interface) -> Wording {
        match self {
            Self::Code(code) => interface.result_codes.explain(code).0,
            Self::Status(status) => documented(interface, *status).map_or(UNDOCUMENTED_STATUS, |known| known.meaning),
            Self::Unreadable => UNREADABLE,
            Self::Lost(reason) => reason.meaning(),
            Self::NotSent(reason) => reason.meaning(),
        }
    }

    /// Returns what the caller can do; `None` if no page of the vendor says so.
    #[must_use]
    pub fn action(&self, interface: &Interface) -> Option<Wording> {
        match self {
            Self::Code(code) => interface.result_codes.explain(code).1,
            Self::Status(status) => documented(interface, *status)?.action,
            Self::Unreadable | Self::Lost(_) | Self::NotSent(_) => None,
        }
    }

    /// Returns the failure in words, with its code or status: `status 401: unauthorized operation`.
    #[must_use]
    pub fn message(&self, interface: &Interface, language: Language) -> String {
        const CODE: Wording = Wording { english: "code {code}: {meaning}", chinese: "结果码 {code}：{meaning}" };
        const STATUS: Wording =
            Wording { english: "status {code}: {meaning}", chinese: "状态码 {code}：{meaning}" };
        let meaning = self.meaning(interface).in_language(language);
        let form = match self {
            Self::Code(_) => CODE,
            Self::Status(_) => STATUS,
            Self::Unreadable | Self::Lost(_) | Self::NotSent(_) => return meaning.to_owned(),
        };
        let code = self.code().unwrap_or_default();
        form.filled(&[("code", code.as_str()), ("meaning", meaning)], language)
    }
}

fn documented(interface: &Interface, status: u16) -> Option<&'static aicc_core::spec::Status> {
    interface.statuses.iter().find(|known| known.status == status)
}
