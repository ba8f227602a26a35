//! `docs/rules.md` is written from the rule packs, so that nobody has to keep the two alike by hand.
//! `NAHTLOS_WRITE=1 cargo test -p nahtlos-model --test rules_page` writes it anew.

use nahtlos_model::{
    estate::Channel,
    rules::{Fact, Rule, RulePacks, Surcharge},
};
use std::{fmt::Write, path::Path};

const HEAD: &str = "\
# What the channels allow

Written from the rule packs in `crates/model/rules/` (`NAHTLOS_WRITE=1 cargo test -p nahtlos-model --test rules_page`).

These rules decide what a plan does with an old subscription (let it expire, switch its renewal off, cancel at term end, suspend, transfer), until when that must be
done, and what the plan warns of. They never count as cover: nobody is planned to live on a grace. A rule holds on the days given; for what happens at the end of a
term, the end is the day that counts.

*Documented* is what the vendor says. *Contradictory* is where its own pages contradict each other, and plans that rest on it say so. *Inferred* follows from what
is said of something close. *Third party* is reported by others. *Assumed* is a margin of our own.

";

fn value(fact: Fact) -> (&'static str, String) {
    let yes = |flag: bool| if flag { "yes" } else { "no" }.to_owned();
    let days = |days: u32| if days == 1 { "1 day".to_owned() } else { format!("{days} days") };
    match fact {
        Fact::Actor(actor) => ("who can act", actor.to_string()),
        Fact::AtTermEnd(end) => ("at term end, with renewal off", end.to_string()),
        Fact::GraceDays(n) => ("grace after the end", days(n)),
        Fact::DisabledDays(n) => ("administrators only, after that", days(n)),
        Fact::NoticeDays(n) => ("notice before a renewal", days(n)),
        Fact::MidTermCancellation(when) => ("cancelled before its end", when.to_string()),
        Fact::CancellationWindowDays(n) => ("cancellation window", days(n)),
        Fact::SuspendAllowed(flag) => ("suspending ends billing", yes(flag)),
        Fact::TransferPossible(flag) => ("transfer between partners", yes(flag)),
        Fact::TransferExpiryDays(n) => ("a transfer request expires after", days(n)),
        Fact::TransferItems(n) => ("subscriptions in one transfer request", n.to_string()),
        Fact::ExtendedTermSurchargePercent(Surcharge {
            with_monthly_rate,
            without_monthly_rate,
        }) => (
            "an extended term costs more",
            format!("{with_monthly_rate} %; {without_monthly_rate} % where there is no monthly rate"),
        ),
        Fact::OverAssignmentDays(n) => ("licences above the seats may be mended within", days(n)),
        Fact::SameMarketRegion(flag) => ("partner and customer in one market region", yes(flag)),
        Fact::PoolSharedBySku(flag) => ("seats of one SKU are one pool", yes(flag)),
        Fact::LoserDefined(flag) => ("who loses a licence when seats fall short is defined", yes(flag)),
    }
}

fn row(rule: &Rule) -> String {
    let (what, value) = value(rule.fact);
    let generation = rule.generation.map_or("both".to_owned(), |generation| generation.to_string());
    let days = match (rule.valid_from, rule.valid_until) {
        (None, None) => "always".to_owned(),
        (Some(from), None) => format!("since {from}"),
        (None, Some(until)) => format!("until {until}"),
        (Some(from), Some(until)) => format!("{from} to {until}"),
    };
    format!(
        "| {what} | {value} | {generation} | {days} | {} | {} | {} |\n",
        rule.certainty, rule.source, rule.note
    )
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for pack in RulePacks::bundled().packs() {
        let everywhere = pack.channels.len() == Channel::ALL.len();
        let channels: Vec<&str> = pack.channels.iter().map(|channel| channel.as_str()).collect();
        let title = if everywhere {
            "Every channel".to_owned()
        } else {
            channels.join(", ")
        };
        let _ = write!(
            page,
            "## {title}\n\n| rule | value | generation | days | certainty | source | note |\n"
        );
        page.push_str("| --- | --- | --- | --- | --- | --- | --- |\n");
        pack.rules.iter().for_each(|rule| page.push_str(&row(rule)));
        page.push('\n');
    }
    page.trim_end().to_owned() + "\n"
}

#[test]
fn the_page_of_rules_is_as_the_packs_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/rules.md");
    let page = page();
    if std::env::var_os("NAHTLOS_WRITE").is_some() {
        std::fs::write(&path, &page).expect("docs/rules.md can be written");
    }
    let written = std::fs::read_to_string(&path).expect("docs/rules.md");
    assert!(
        written == page,
        "docs/rules.md is not as the packs say: NAHTLOS_WRITE=1 cargo test -p nahtlos-model --test rules_page"
    );
}
