//! An authority of this sandbox, and the certificate of the server that it issues.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, CertifiedIssuer, DistinguishedName, DnType, ExtendedKeyUsagePurpose, IsCa,
    KeyPair, KeyUsagePurpose,
};
use time::{Duration, OffsetDateTime};
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::PrivatePkcs8KeyDer;

use super::error::StartError;

/// How many days a certificate is valid. Some clients refuse more than 398 days.
const VALID_DAYS: i64 = 397;

/// What a server needs for HTTPS.
pub(super) struct Issued {
    /// The certificate of the authority, for clients to trust.
    pub(super) authority_pem: String,
    /// The configuration of the server.
    pub(super) config: Arc<ServerConfig>,
}

/// Makes an authority and a certificate for this machine (`localhost`, 127.0.0.1, ::1), an address and further names. The key of
/// the authority is dropped: nobody can issue another certificate that a client of the sandbox trusts.
///
/// # Errors
///
/// Returns an error if a name cannot be in a certificate.
pub(super) fn issue(address: IpAddr, names: &[String]) -> Result<Issued, StartError> {
    let authority = authority().map_err(StartError::certificate)?;
    let key = KeyPair::generate().map_err(StartError::certificate)?;
    let mut params = CertificateParams::new(all_names(address, names)).map_err(StartError::certificate)?;
    set_common(&mut params, "aicc sandbox");
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let server = params.signed_by(&key, &authority).map_err(StartError::certificate)?;
    let key = PrivatePkcs8KeyDer::from(key.serialize_der());
    let mut config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(StartError::certificate)?
        .with_no_client_auth()
        .with_single_cert(vec![server.der().clone()], key.into())
        .map_err(StartError::certificate)?;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Issued { authority_pem: authority.pem(), config: Arc::new(config) })
}

fn authority() -> Result<CertifiedIssuer<'static, KeyPair>, rcgen::Error> {
    let mut params = CertificateParams::default();
    set_common(&mut params, "aicc sandbox authority");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    CertifiedIssuer::self_signed(params, KeyPair::generate()?)
}

fn set_common(params: &mut CertificateParams, name: &str) {
    params.distinguished_name = DistinguishedName::new();
    params.distinguished_name.push(DnType::CommonName, name);
    // The clock of a client can be a little behind.
    params.not_before = OffsetDateTime::now_utc().saturating_sub(Duration::DAY);
    params.not_after = params.not_before.saturating_add(Duration::days(VALID_DAYS));
}

/// Returns the names and addresses of the certificate, each once.
fn all_names(address: IpAddr, names: &[String]) -> Vec<String> {
    let loopback = [IpAddr::from(Ipv4Addr::LOCALHOST), IpAddr::from(Ipv6Addr::LOCALHOST), address];
    let addresses = loopback.into_iter().filter(|address| !address.is_unspecified()).map(|address| address.to_string());
    let mut all = vec!["localhost".to_owned()];
    for name in addresses.chain(names.iter().cloned()) {
        if !all.contains(&name) {
            all.push(name);
        }
    }
    all
}
