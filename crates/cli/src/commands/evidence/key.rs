//! `nahtlos evidence key`: the fingerprint that readers of evidence compare, from the center itself.

use crate::{
    end::{Ended, Failure},
    remote::Remote,
    screen::Screen,
    table::{self, cell},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use clap::{Args, ValueHint};
use std::path::PathBuf;

/// Options of `nahtlos evidence key`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos evidence key -o center.cer")]
pub(crate) struct Key {
    /// Write the certificate into a file, for `evidence verify --key FILE`
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    #[command(flatten)]
    remote: Remote,
}

pub(crate) fn run(key: &Key, screen: &Screen) -> Ended {
    key.remote.run(screen, async |client| {
        let came = client.moves().evidence_key().await?;
        if let Some(path) = &key.output {
            let der = STANDARD.decode(cell(came.certificate.as_ref()));
            let der = der.map_err(|error| Failure::Refused(format!("the center's certificate is no base64: {error}")))?;
            nahtlos_files::write::write_atomically(path, &der).map_err(|error| Failure::writing(path, &error))?;
        }
        key.remote.show(screen, &came, |came| {
            table::print_one(
                screen,
                &[
                    ("fingerprint", cell(came.fingerprint.as_ref())),
                    ("certificate", cell(came.certificate_url.as_ref())),
                ],
            );
        })
    })
}
