//! TLS to a database: the server proves that it is the one that is named, or nothing is said to it.

use std::fs;
use std::io;
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio_postgres::tls::{ChannelBinding, MakeTlsConnect, TlsConnect};
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

/// How every connection is encrypted.
#[derive(Clone)]
pub struct Tls(TlsConnector);

impl Tls {
    /// TLS with servers whose certificates are of these authorities, in a PEM file; else of those that
    /// browsers know.
    ///
    /// # Errors
    ///
    /// The file cannot be read, or has no certificates in it.
    pub fn new(authorities: Option<&Path>) -> io::Result<Self> {
        let mut roots = RootCertStore::empty();
        match authorities {
            Some(file) => add(&mut roots, file).map_err(|error| {
                let file = file.display();
                io::Error::other(format!("sslrootcert: cannot use {file}: {error}"))
            })?,
            None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(io::Error::other)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        Ok(Self(Arc::new(config).into()))
    }
}

/// Adds the authorities in a PEM file.
fn add(roots: &mut RootCertStore, file: &Path) -> io::Result<()> {
    let certificates = CertificateDer::pem_slice_iter(&fs::read(file)?)
        .collect::<Result<Vec<_>, _>>()
        .map_err(io::Error::other)?;
    for certificate in certificates {
        roots.add(certificate).map_err(io::Error::other)?;
    }
    match roots.is_empty() {
        true => Err(io::Error::other("no certificate is in it")),
        false => Ok(()),
    }
}

/// TLS with one server.
pub struct TlsWith {
    connector: TlsConnector,
    server: ServerName<'static>,
}

impl<S> MakeTlsConnect<S> for Tls
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Encrypted<S>;
    type TlsConnect = TlsWith;
    type Error = io::Error;

    fn make_tls_connect(&mut self, host: &str) -> io::Result<TlsWith> {
        Ok(TlsWith {
            connector: self.0.clone(),
            server: ServerName::try_from(host.to_owned()).map_err(io::Error::other)?,
        })
    }
}

impl<S> TlsConnect<S> for TlsWith
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    type Stream = Encrypted<S>;
    type Error = io::Error;
    type Future = Pin<Box<dyn Future<Output = io::Result<Encrypted<S>>> + Send>>;

    fn connect(self, stream: S) -> Self::Future {
        let Self { connector, server } = self;
        Box::pin(async move { Ok(Encrypted(connector.connect(server, stream).await?)) })
    }
}

/// A connection over TLS.
pub struct Encrypted<S>(TlsStream<S>);

impl<S: AsyncRead + AsyncWrite + Unpin> tokio_postgres::tls::TlsStream for Encrypted<S> {
    /// Certificates prove who is there.
    fn channel_binding(&self) -> ChannelBinding {
        ChannelBinding::none()
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncRead for Encrypted<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl<S: AsyncRead + AsyncWrite + Unpin> AsyncWrite for Encrypted<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}
