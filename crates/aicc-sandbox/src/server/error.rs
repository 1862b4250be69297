//! Why a sandbox does not start.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use aicc_core::{Language, Wording};

use crate::world::SnapshotError;
use crate::world::seed::SeedError;

/// Why a sandbox does not start.
#[derive(Debug)]
pub enum StartError {
    /// The address or the port cannot be used.
    Address(SocketAddr, io::Error),
    /// The threads of the server cannot be started.
    Threads(io::Error),
    /// A name cannot be in a certificate.
    Certificate(String),
    /// A world cannot start from the seed.
    Seed(SeedError),
    /// The snapshot contradicts itself.
    Snapshot(SnapshotError),
}

impl StartError {
    /// Returns the error of a certificate.
    pub(super) fn certificate(error: impl fmt::Display) -> Self {
        Self::Certificate(error.to_string())
    }

    /// Returns what is wrong, and what to do.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        match self {
            Self::Address(address, error) => {
                ADDRESS.filled(&[("address", address.to_string()), ("error", error.to_string())], language)
            }
            Self::Threads(error) => THREADS.filled(&[("error", error)], language),
            Self::Certificate(error) => CERTIFICATE.filled(&[("error", error)], language),
            Self::Seed(error) => error.message(language),
            Self::Snapshot(error) => error.message(language).to_owned(),
        }
    }
}

const ADDRESS: Wording = Wording {
    english: "the sandbox cannot listen on {address} ({error}); choose another port or address",
    chinese: "沙箱无法监听 {address}（{error}）；请选择其他端口或地址",
};
const THREADS: Wording = Wording {
    english: "the threads of the sandbox cannot be started ({error}); end other programs",
    chinese: "无法启动沙箱的线程（{error}）；请结束其他程序",
};
const CERTIFICATE: Wording = Wording {
    english: "the certificate cannot be made ({error}); use host names of ASCII letters, digits, hyphens and dots, or IP addresses",
    chinese: "无法生成证书（{error}）；请使用由 ASCII 字母、数字、连字符和点组成的主机名，或 IP 地址",
};

impl fmt::Display for StartError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message(Language::English))
    }
}

impl std::error::Error for StartError {}
