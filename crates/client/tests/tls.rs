//! A center with a certificate of its own authority: trusted when the client is told so, otherwise not.

use nahtlos_client::{Client, Credentials, Error, RetryPolicy};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::{
    ServerConfig,
    crypto::aws_lc_rs,
    pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer},
};
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};
use tokio_rustls::TlsAcceptor;

/// Token and customer in one, so that one answer does for every call.
const BODY: &str = r#"{"access_token":"token","expires_in":3600,"id":"c"}"#;

/// The authority as PEM, and what a server at `localhost` shows.
fn certificates() -> (String, ServerConfig) {
    let (authority_key, key) = (KeyPair::generate().unwrap(), KeyPair::generate().unwrap());
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let authority = params.self_signed(&authority_key).unwrap();
    let issuer = Issuer::from_params(&params, &authority_key);
    let leaf = CertificateParams::new(vec!["localhost".to_owned()])
        .unwrap()
        .signed_by(&key, &issuer)
        .unwrap();
    let secret = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder_with_provider(Arc::new(aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![leaf.der().clone()], secret)
        .unwrap();
    (authority.pem(), config)
}

async fn serve(listener: TcpListener, config: ServerConfig) {
    let acceptor = TlsAcceptor::from(Arc::new(config));
    while let Ok((stream, _)) = listener.accept().await {
        let acceptor = acceptor.clone();
        tokio::spawn(async move {
            let Ok(mut stream) = acceptor.accept(stream).await else { return };
            let mut request = [0; 8192];
            let _ = stream.read(&mut request).await;
            let answer = format!(
                "HTTP/1.1 200 OK\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{BODY}",
                BODY.len()
            );
            let _ = stream.write_all(answer.as_bytes()).await;
            let _ = stream.shutdown().await;
        });
    }
}

#[tokio::test]
async fn an_authority_of_ones_own_is_trusted_only_when_named() {
    let (authority, config) = certificates();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("https://localhost:{}", listener.local_addr().unwrap().port());
    tokio::spawn(serve(listener, config));
    let builder = || {
        let credentials = Credentials::Application {
            client_id: "app".to_owned(),
            client_secret: "secret".to_owned(),
        };
        Client::builder(&base, "partner", credentials).retry(RetryPolicy::none())
    };
    let customer = builder().trust(authority).build().unwrap().customers().get("c").await.unwrap();
    assert_eq!(customer.id.as_deref(), Some("c"));
    let stranger = builder().build().unwrap().customers().get("c").await.unwrap_err();
    assert!(matches!(stranger, Error::Unreachable { sent: false, .. }), "{stranger}");
}
