//! The trail of one scope as a file that proves itself: entries, seals, and the center's signature. Whoever wants everything asks for one
//! scope after the other and puts the answers together.

use super::trail::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_files::archive::{SCHEMA, Section, Writer};
use nahtlos_model::refusals::Refusal;

/// Most bytes of one answer.
const MOST: usize = 512 << 20;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let scope = reading.tenant();
    let whole = reading.sees_whole_chain().await?;
    let mut writer = Writer::begin(Section {
        schema: SCHEMA.to_owned(),
        scope_id: scope.clone(),
        tenant_id: reading.caller.clone(),
        exported: reading.now,
    });
    let mut after = 0;
    loop {
        let page = reading.kept_links(&scope, whole, after).await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        page.iter().for_each(|link| writer.link(link));
        if writer.len() > MOST {
            return Err(Refusal::property("customer", "has a trail that is too long for one answer").into());
        }
        // A long chain must not keep others waiting.
        tokio::task::yield_now().await;
    }
    for seal in reading.kept_seals(&scope).await? {
        writer.seal(&seal);
    }
    drop(reading);
    let signer = crate::webhooks::Signer::of(&ask.center).await.map_err(Problem::Fault)?;
    let text = writer.end(|digest| signer.vouch(digest)).map_err(Problem::Fault)?;
    Ok(Answer::bytes("application/jsonl", text.into_bytes()))
}
