//! Evidence of a move: the archive, composed of what is kept and signed, and the key by which it is.

use super::read::need;
use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    webhooks::Signer,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_engine::moves::evidence::{Parts, prove};
use nahtlos_files::evidence::{Sources, compose, names, seal, zip::Member};
use nahtlos_model::moves::evidence::check::check;
use nahtlos_report::{Lang, evidence::Looked, evidence_html};
use nahtlos_wire::moves as wire;

/// The archive: at every state of a move; of one that is not finished it says so.
pub(crate) async fn archive(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let parts = reading.evidence(&ask.id(0)).await?;
    drop(reading);
    let signer = Signer::of(&ask.center).await.map_err(Problem::Fault)?;
    // A proof and a large move take a while; others go on meanwhile.
    let made = tokio::task::spawn_blocking(move || written(&parts, &signer).map(|file| (parts.of.id, file)));
    let made = made.await.map_err(|error| Problem::Fault(error.to_string()))?;
    let (id, file) = made.map_err(Problem::Fault)?;
    let named = format!("attachment; filename=\"evidence-{id}.zip\"");
    Ok(Answer::bytes("application/zip", file).with("content-disposition", named))
}

fn written(parts: &Parts, signer: &Signer) -> Result<Vec<u8>, String> {
    let sources = Sources {
        of: &parts.of,
        entries: &parts.entries,
        documents: parts
            .documents
            .iter()
            .map(|(document, text)| (document.kind.as_str(), document.number, text.as_str()))
            .collect(),
        catalogues: parts
            .catalogues
            .iter()
            .map(|(digest, text)| (digest.as_str(), text.as_str()))
            .collect(),
        lines: &parts.lines,
        acceptances: &parts.acceptances,
    };
    let (mut members, evidence) = compose(&sources)?;
    let (_, key) = signer.certificate();
    let (checked, fault) = check(&evidence, &prove);
    let looked = Looked {
        checked: &checked,
        fault: fault.as_ref(),
        key,
    };
    for lang in Lang::ALL {
        members.push(Member {
            name: names::report(lang.tag()),
            bytes: evidence_html(&evidence, &looked, lang).into_bytes(),
        });
    }
    seal(&parts.of, members, key, |digest| signer.vouch(digest))
}

/// The key that signs evidence now, for anybody: who reads an archive has no token.
pub(crate) async fn key(ask: Ask) -> Result<Answer, Problem> {
    let signer = Signer::of(&ask.center).await.map_err(Problem::Fault)?;
    let (certificate, fingerprint) = signer.certificate();
    Ok(Answer::ok(&wire::EvidenceKey {
        fingerprint: Some(fingerprint.to_owned()),
        algorithm: Some("rsa-sha256".to_owned()),
        certificate: Some(STANDARD.encode(certificate)),
        certificate_url: Some(signer.certificate_url(&ask.base)),
    }))
}
