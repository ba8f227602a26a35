//! Walks chains and seals in the database and says what does not fit, and what no seal vouches for yet: one customer's, or the caller's
//! own and then some customers' at a time; `next` leads on.

use super::trail::need;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::Reading;
use nahtlos_model::audit::archive::{Finding, Unsealed, Walker};
use nahtlos_wire::audit as wire;

/// Customers walked in one answer.
const SCOPES: i64 = 50;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let (own, mut walker) = (reading.tenant(), Walker::default());
    let after = ask.query.get("after").map(str::to_ascii_lowercase);
    let mut next = None;
    if after.is_none() {
        let whole = reading.sees_whole_chain().await?;
        walk(&mut reading, &own, whole, &mut walker).await?;
    }
    if ask.query.get("customer").is_none() {
        let all = reading.chains_after(after.as_deref().unwrap_or_default(), SCOPES).await?;
        for scope in &all {
            walk(&mut reading, scope, false, &mut walker).await?;
        }
        let more = all.len() as i64 == SCOPES;
        next = all
            .last()
            .filter(|_| more)
            .map(|last| format!("{}/verify?after={last}", wire::PATH));
    }
    let (entries, seals) = walker.looked_at;
    let (findings, unsealed) = walker.end();
    Ok(Answer::ok(&wire::TrailVerdict {
        whole: Some(findings.is_empty()),
        entries: Some(entries),
        seals: Some(seals),
        findings: Some(findings.into_iter().map(shown).collect()),
        unsealed: Some(unsealed.into_iter().map(open).collect()),
        next,
    }))
}

async fn walk(reading: &mut Reading, scope: &str, whole: bool, walker: &mut Walker) -> Result<(), Problem> {
    let mut after = 0;
    loop {
        let page = reading.kept_links(scope, whole, after).await?;
        let Some(last) = page.last() else { break };
        after = last.seq;
        page.iter().for_each(|link| walker.link(link));
        // A long chain must not keep others waiting.
        tokio::task::yield_now().await;
    }
    for seal in reading.kept_seals(scope).await? {
        walker.seal(seal);
    }
    Ok(())
}

fn shown(finding: Finding) -> wire::TrailFinding {
    let of = |kind: &str, scope: Option<String>, partner: Option<String>, number: i64| wire::TrailFinding {
        kind: Some(kind.to_owned()),
        scope_id: scope,
        partner_id: partner,
        number: Some(number),
        expected: None,
    };
    match finding {
        Finding::Number { scope, expected, found } => wire::TrailFinding {
            expected: Some(expected),
            ..of("number", Some(scope), None, found)
        },
        Finding::Link { scope, seq } => of("entry", Some(scope), None, seq),
        Finding::Seal { partner, seq } => of("seal", None, Some(partner), seq),
        Finding::Vouched { partner, scope, link, .. } => of("vouched", Some(scope), Some(partner), link),
    }
}

fn open(unsealed: Unsealed) -> wire::TrailUnsealed {
    wire::TrailUnsealed {
        scope_id: Some(unsealed.scope),
        from: Some(unsealed.from),
        to: Some(unsealed.to),
    }
}
