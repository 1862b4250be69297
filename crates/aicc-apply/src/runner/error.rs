//! Why a run does not start.

use std::fmt;
use std::io;

use aicc_core::{Language, Report, Wording};

use super::token::TokenError;
use crate::failure::NotSentReason;

/// Why a run does not start.
#[derive(Debug)]
#[non_exhaustive]
pub enum RunnerError {
    /// There is no access token.
    Token(TokenError),
    /// A credential breaks a rule of the page.
    Credentials(Report),
    /// The scheme, host and port are not a URL.
    Address,
    /// A certificate of the file cannot be used.
    Certificate,
    /// Neither the system nor the user has a certificate that a server can be verified with.
    NoCertificates,
    /// The proxy of the system is not an HTTP proxy.
    Proxy,
    /// There is no connection to the server.
    Unreachable(NotSentReason),
    /// The run needs a thread or a timer that the system does not give.
    Threads(io::Error),
}

impl RunnerError {
    /// Returns what is wrong, and what to do, without a full stop. What the system says is in English.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Token(error) => error.message(language),
            Self::Credentials(report) => {
                let findings = report.violations().iter();
                let sentences: Vec<String> = findings.map(|finding| finding.message(language)).collect();
                sentences.join(" ").trim_end_matches(['.', '。']).to_owned()
            }
            Self::Address => ADDRESS.in_language(language).to_owned(),
            Self::Certificate => CERTIFICATE.in_language(language).to_owned(),
            Self::NoCertificates => NO_CERTIFICATES.in_language(language).to_owned(),
            Self::Proxy => PROXY.in_language(language).to_owned(),
            Self::Unreachable(reason) => {
                UNREACHABLE.filled(&[("reason", reason.meaning().in_language(language))], language)
            }
            Self::Threads(error) => THREADS.filled(&[("error", error)], language),
        }
    }
}

impl fmt::Display for RunnerError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for RunnerError {}

const ADDRESS: Wording = Wording { english: "the host cannot be used in a URL", chinese: "主机无法用于 URL" };
const CERTIFICATE: Wording = Wording {
    english: "the file must contain certificates in PEM, each between BEGIN CERTIFICATE and END CERTIFICATE",
    chinese: "文件应包含 PEM 格式的证书，每个证书位于 BEGIN CERTIFICATE 与 END CERTIFICATE 之间",
};
const NO_CERTIFICATES: Wording = Wording {
    english: "the system has no certificates to verify a server with; name a file of certificates",
    chinese: "系统中没有可用于验证服务器的证书；请指定证书文件",
};
const PROXY: Wording = Wording {
    english: "the proxy of the system must have a URL with http or https; change HTTPS_PROXY or ALL_PROXY, or name the server in NO_PROXY",
    chinese: "系统代理的 URL 应以 http 或 https 开头；请修改 HTTPS_PROXY 或 ALL_PROXY，或将服务器列入 NO_PROXY",
};
const UNREACHABLE: Wording = Wording {
    english: "{reason}; check the host, the port, the proxy and the certificates",
    chinese: "{reason}；请检查主机、端口、代理和证书",
};
const THREADS: Wording = Wording {
    english: "the system cannot start the run ({error}); end other programs",
    chinese: "系统无法启动运行（{error}）；请结束其他程序",
};
