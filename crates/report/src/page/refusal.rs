//! The page of a refusal: why there is no plan, who cannot be covered, what comes nearest, and the line
//! to add to `policy.toml` if the loss is acceptable.

use super::{STYLE, rendered};
use crate::{
    Lang,
    sentence::Reader,
    texts::{Args, Texts},
};
use askama::Template;
use nahtlos_model::{
    case::Case,
    ids::ServicePlanId,
    notice::{Notice, RefusalCode},
    plan::{Refusal, Uncovered},
};

/// Most names per kind of users.
const NAMES: usize = 40;
/// Most kinds of users listed.
const KINDS: usize = 100;

#[derive(Template)]
#[template(path = "refusal.html", whitespace = "minimize")]
struct Page<'a> {
    t: &'a Texts,
    style: &'static str,
    verdict: &'static str,
    title: String,
    customer: String,
    meta: String,
    reasons: Vec<(String, String)>,
    next: String,
    has_nearest: bool,
    uncovered: Vec<UncoveredView>,
    more: String,
}

/// The text of the verdict: that there is no plan, or only that none was found.
pub(crate) fn verdict(refusal: &Refusal) -> &'static str {
    let open = |code| matches!(code, RefusalCode::EffortUsedUp | RefusalCode::TooLarge);
    if refusal.reasons.iter().any(|reason| open(reason.code)) {
        "refusal-verdict-open"
    } else {
        "refusal-verdict"
    }
}

/// Users of one kind whom nothing covers, ready to be shown.
pub(crate) struct UncoveredView {
    pub(crate) users: String,
    pub(crate) names: String,
    pub(crate) held: String,
    pub(crate) nobody_sells: Vec<String>,
    pub(crate) nearest: Vec<NearestView>,
}

/// A set that comes near, with the line that would allow it.
pub(crate) struct NearestView {
    pub(crate) skus: String,
    pub(crate) loses: Vec<String>,
    pub(crate) line: String,
}

/// The report of a refusal as one self-contained HTML file.
pub fn refusal_html(case: &Case, refusal: &Refusal, lang: Lang) -> String {
    let texts = Texts::new(lang);
    let reader = Reader::of_case(&texts, case);
    let customer = &case.estate.customer;
    let left = refusal.uncovered.len().saturating_sub(KINDS);
    rendered(&Page {
        t: &texts,
        style: STYLE,
        verdict: verdict(refusal),
        title: texts.fill("refusal-title", Args::new().text("customer", &customer.name)),
        customer: customer.name.clone(),
        meta: texts.fill(
            "refusal-meta",
            Args::new()
                .text("domain", &customer.domain)
                .text("from", reader.date(case.estate.as_of)),
        ),
        next: texts.say(next(refusal)),
        has_nearest: refusal.uncovered.iter().any(|kind| !kind.nearest.is_empty()),
        reasons: causes_first(refusal)
            .into_iter()
            .map(|r| (reader.notice(r), reader.subjects(&r.subjects)))
            .collect(),
        uncovered: refusal
            .uncovered
            .iter()
            .take(KINDS)
            .map(|u| uncovered(&reader, &case.policy.accept_loss, u))
            .collect(),
        more: if left > 0 {
            texts.say_count("rows-more", left)
        } else {
            String::new()
        },
    })
}

/// What to do: mend what is missing in the files, else weigh a loss, where one would help.
fn next(refusal: &Refusal) -> &'static str {
    let has = |code| refusal.reasons.iter().any(|reason| reason.code == code);
    if has(RefusalCode::NoPrices) {
        "refusal-next-prices"
    } else if has(RefusalCode::SeatLimit) {
        "refusal-next-limit"
    } else if has(RefusalCode::EffortUsedUp) {
        "refusal-next-effort"
    } else if refusal.uncovered.iter().any(|kind| !kind.nearest.is_empty()) {
        "refusal-next-accept"
    } else {
        "refusal-next-mend"
    }
}

/// The reasons, what is wrong with the files before what follows from it.
fn causes_first(refusal: &Refusal) -> Vec<&Notice<RefusalCode>> {
    let mut reasons: Vec<_> = refusal.reasons.iter().collect();
    reasons.sort_by_key(|r| !matches!(r.code, RefusalCode::NoPrices | RefusalCode::UnknownSku));
    reasons
}

/// One kind of users, in words.
pub(crate) fn uncovered(reader: &Reader, accepted: &[ServicePlanId], kind: &Uncovered) -> UncoveredView {
    UncoveredView {
        users: reader.texts.say_count("refusal-users", kind.user_ids.len()),
        names: reader.list_of(kind.user_ids.iter().map(|id| reader.user(id)).collect(), NAMES),
        held: reader.skus(&kind.held),
        nobody_sells: kind.plans_nobody_sells.iter().map(|p| reader.plan(*p)).collect(),
        nearest: kind
            .nearest
            .iter()
            .map(|set| NearestView {
                skus: reader.skus(&set.skus),
                loses: set.loses.iter().map(|p| reader.plan(*p)).collect(),
                line: accept_loss_line(accepted, &set.loses),
            })
            .collect(),
    }
}

/// The line of `policy.toml` that lets a set be used: what is accepted already and what it would lose.
pub fn accept_loss_line(accepted: &[ServicePlanId], loses: &[ServicePlanId]) -> String {
    let fresh = loses.iter().filter(|p| !accepted.contains(p));
    let plans: Vec<String> = accepted.iter().chain(fresh).map(|p| format!("\"{p}\"")).collect();
    format!("acceptLoss = [{}]", plans.join(", "))
}
