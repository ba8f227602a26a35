//! Plans, proofs and refusals as compact text for a terminal: what it costs, whether it is proved, what
//! is bought, what ends, what comes next, what to beware of. Called by the command line. Colours only
//! when asked; whatever colour says is said by a sign and a word too.

mod ink;

use crate::{
    Lang, numbers,
    page::{accept_loss_line, verdict as verdict_of},
    sentence::Reader,
    steps::Lookup,
    texts::{Args, Texts},
};
use ink::{Column, Ink};
use nahtlos_model::{
    case::Case,
    plan::{EndAction, Method, Plan, Refusal},
};
use nahtlos_planner::verify::{Minimum, Verdict};

/// Most rows of a table.
const ROWS: usize = 12;
/// Most steps that come next.
const NEXT: usize = 5;
/// Most warnings.
const WARNINGS: usize = 8;
/// Most sets that come near, per kind of users.
const NEAREST: usize = 3;
/// Most kinds of users of a refusal.
const KINDS: usize = 6;

/// A plan in brief.
pub fn summary(case: &Case, plan: &Plan, verdict: &Verdict, lang: Lang, color: bool, width: usize) -> String {
    let texts = Texts::new(lang);
    let reader = Reader::of_case(&texts, case);
    let ink = Ink::new(color, width);
    let mut out = String::new();
    let meta = Args::new()
        .text("domain", &plan.customer.domain)
        .text("from", reader.date(plan.as_of))
        .text("to", reader.date(plan.horizon));
    ink.bold(&mut out, &plan.customer.name);
    ink.wrapped(&mut out, "", "", &texts.fill("page-meta", meta));
    out.push('\n');
    stand(&mut out, ink, &reader, Some(plan), verdict);
    costs(&mut out, ink, &reader, plan);
    purchases(&mut out, ink, &reader, plan);
    originals(&mut out, ink, &reader, case, plan);
    next(&mut out, ink, &reader, case, plan);
    warnings(&mut out, ink, &reader, plan);
    out
}

/// A proof or its counter-example in brief.
pub fn verdict(case: &Case, verdict: &Verdict, lang: Lang, color: bool, width: usize) -> String {
    let texts = Texts::new(lang);
    let reader = Reader::of_case(&texts, case);
    let ink = Ink::new(color, width);
    let mut out = String::new();
    stand(&mut out, ink, &reader, None, verdict);
    if let Verdict::Proved(c) = verdict {
        let effort = Args::new().count("users", c.users_checked).count("kinds", c.kinds_checked);
        let mut rows = vec![
            vec![texts.say("check-users"), texts.fill("check-users-value", effort)],
            vec![texts.say("check-purchases"), reader.count(c.purchases_checked)],
            vec![texts.say("check-originals"), reader.count(c.originals_checked)],
            vec![texts.say("check-changes"), reader.count(c.changes_checked)],
            vec![texts.say("check-total"), reader.money(c.total)],
        ];
        if let Some(t) = c.tightest {
            let args = Args::new()
                .text("sku", reader.sku(t.sku))
                .text("day", reader.date(t.day))
                .count("slack", t.slack)
                .count("held", t.held)
                .count("seats", t.seats);
            rows.push(vec![texts.say("term-tightest"), texts.fill("term-tightest-value", args)]);
        }
        out.push('\n');
        ink.table(&mut out, &[Column::Left, Column::Flexible], &rows);
    }
    out
}

/// Why there is no plan, who cannot be covered, and the line of `policy.toml` that would allow what comes nearest.
pub fn refusal(case: &Case, refusal: &Refusal, lang: Lang, color: bool, width: usize) -> String {
    let texts = Texts::new(lang);
    let reader = Reader::of_case(&texts, case);
    let ink = Ink::new(color, width);
    let mut out = String::new();
    ink.wrapped(&mut out, "✗ ", "31", &texts.say(verdict_of(refusal)));
    for reason in &refusal.reasons {
        let about = reader.subjects(&reason.subjects);
        let sentence = reader.notice(reason);
        ink.wrapped(
            &mut out,
            "  ",
            "",
            &if about.is_empty() {
                sentence
            } else {
                format!("{sentence} ({about})")
            },
        );
    }
    for kind in refusal.uncovered.iter().take(KINDS) {
        let names = reader.list(kind.user_ids.iter().map(|id| reader.user(id)).collect());
        ink.heading(&mut out, &texts.say_count("refusal-users", kind.user_ids.len()));
        ink.wrapped(&mut out, "  ", "", &names);
        ink.wrapped(&mut out, &format!("  {}: ", texts.say("col-today")), "2", &reader.skus(&kind.held));
        if !kind.plans_nobody_sells.is_empty() {
            let plans = reader.list_of(kind.plans_nobody_sells.iter().map(|p| reader.plan(*p)).collect(), 12);
            ink.wrapped(&mut out, &format!("  {}: ", texts.say("refusal-nobody-sells")), "2", &plans);
        }
        for set in kind.nearest.iter().take(NEAREST) {
            let loses = reader.list_of(set.loses.iter().map(|p| reader.plan(*p)).collect(), 12);
            ink.wrapped(
                &mut out,
                "  • ",
                "",
                &format!("{} – {} {loses}", reader.skus(&set.skus), texts.say("refusal-loses")),
            );
            // Never wrapped: it is to be copied.
            out.push_str("      ");
            out.push_str(&accept_loss_line(&case.policy.accept_loss, &set.loses));
            out.push('\n');
        }
    }
    let left = refusal.uncovered.len().saturating_sub(KINDS);
    if left > 0 {
        let users = refusal.uncovered.iter().skip(KINDS).map(|u| u.user_ids.len()).sum::<usize>();
        ink.wrapped(
            &mut out,
            "  ",
            "",
            &texts.fill("term-more-kinds", Args::new().count("kinds", left).count("users", users)),
        );
    }
    if !refusal.uncovered.is_empty() {
        out.push('\n');
        ink.wrapped(&mut out, "→ ", "36", &texts.say("refusal-next-accept"));
    }
    out
}

/// Whether it is all right, in a sign and a sentence.
fn stand(out: &mut String, ink: Ink, reader: &Reader, plan: Option<&Plan>, verdict: &Verdict) {
    match verdict {
        Verdict::Refuted(counter) => {
            ink.wrapped(out, "✗ ", "31;1", &reader.texts.say("verdict-refuted"));
            ink.wrapped(out, "  ", "", &reader.notice(counter));
        }
        Verdict::Proved(certificate) => {
            let gap = plan.is_some_and(|p| p.cost.method == Method::Gap) || matches!(certificate.minimum, Minimum::Gap { .. });
            let (sign, style, key) = match (gap, certificate.minimum) {
                (true, _) => ("△ ", "33;1", "verdict-gap"),
                (false, Minimum::NotRechecked) if plan.is_none() => ("✓ ", "32;1", "proof-proved"),
                _ => ("✓ ", "32;1", "verdict-proved"),
            };
            ink.wrapped(out, sign, style, &reader.texts.say(key));
            ink.wrapped(out, "  ", "", &reader.minimum(certificate.method, &certificate.minimum));
        }
    }
}

fn costs(out: &mut String, ink: Ink, reader: &Reader, plan: &Plan) {
    let texts = reader.texts;
    let cost = &plan.cost;
    let share = numbers::per_cent(texts.lang(), cost.overlap.minor, cost.total.minor);
    let rows = vec![
        vec![
            texts.say("figure-total"),
            reader.money(cost.total),
            texts.fill("figure-total-note", Args::new().text("horizon", reader.date(plan.horizon))),
        ],
        vec![
            format!("  {}", texts.say("figure-overlap")),
            reader.money(cost.overlap),
            texts.fill("figure-overlap-note", Args::new().text("share", share)),
        ],
        vec![
            texts.say("figure-beyond"),
            reader.money(cost.committed_beyond_horizon),
            texts.say("figure-beyond-note"),
        ],
    ];
    out.push('\n');
    ink.table(out, &[Column::Left, Column::Right, Column::Flexible], &rows);
}

fn purchases(out: &mut String, ink: Ink, reader: &Reader, plan: &Plan) {
    let texts = reader.texts;
    ink.heading(out, &texts.say("purchases-heading"));
    if plan.purchases.is_empty() {
        ink.wrapped(out, "  ", "", &texts.say("purchases-none"));
    }
    let rows: Vec<Vec<String>> = plan
        .purchases
        .iter()
        .take(ROWS)
        .map(|p| {
            vec![
                p.id.clone(),
                reader.date(p.start),
                format!("{} ×", reader.count(p.seats)),
                reader.sku(p.sku_id),
                format!("{}, {}", reader.word(p.term_duration), reader.word(p.billing_plan)),
                reader.money(p.charge_in_horizon),
            ]
        })
        .collect();
    let columns = [
        Column::Left,
        Column::Right,
        Column::Right,
        Column::Flexible,
        Column::Spare,
        Column::Right,
    ];
    ink.table(out, &columns, &rows);
    more(out, ink, reader, plan.purchases.len());
}

fn originals(out: &mut String, ink: Ink, reader: &Reader, case: &Case, plan: &Plan) {
    ink.heading(out, &reader.texts.say("originals-heading"));
    if plan.originals.is_empty() {
        ink.wrapped(out, "  ", "", &reader.texts.say("originals-none"));
    }
    // What must be done comes first, by deadline; what ends or stays by itself after it.
    let mut ends: Vec<_> = plan.originals.iter().collect();
    ends.sort_by_key(|o| (o.deadline.is_none(), o.deadline, o.action == EndAction::Keep));
    let rows: Vec<Vec<String>> = ends
        .iter()
        .take(ROWS)
        .map(|o| {
            let subscription = case.estate.subscriptions.iter().find(|s| s.id == o.subscription_id);
            let deadline = o.deadline.map_or_else(String::new, |day| {
                reader.texts.fill("calendar-by", Args::new().text("day", reader.date(day)))
            });
            vec![
                subscription.map_or_else(String::new, |s| format!("{} ×", reader.count(s.quantity))),
                subscription.map_or_else(|| o.subscription_id.clone(), |s| reader.subscription(s)),
                reader.word(o.action),
                deadline,
            ]
        })
        .collect();
    let columns = [Column::Right, Column::Flexible, Column::Left, Column::Left];
    if ink.fits(&rows) {
        ink.table(out, &columns, &rows);
    } else {
        let room = rows.iter().map(|r| r[0].chars().count()).max().unwrap_or(0);
        for row in &rows {
            let line = [&row[1], " – ", &row[2], " ", &row[3]].concat();
            ink.wrapped(out, &format!("  {:>room$}  ", row[0]), "", line.trim_end());
        }
    }
    more(out, ink, reader, plan.originals.len());
}

fn next(out: &mut String, ink: Ink, reader: &Reader, case: &Case, plan: &Plan) {
    if plan.steps.is_empty() {
        return;
    }
    ink.heading(out, &reader.texts.say("front-next-heading"));
    let entries = Lookup::new(case, plan).entries(reader);
    let room = entries
        .iter()
        .take(NEXT)
        .map(|e| reader.date(e.due).chars().count())
        .max()
        .unwrap_or(0);
    for entry in entries.iter().take(NEXT) {
        let deadline = entry.deadline.map_or_else(String::new, |day| {
            let key = if day < plan.as_of { "calendar-late" } else { "calendar-by" };
            format!(" ⚑ {}", reader.texts.fill(key, Args::new().text("day", reader.date(day))))
        });
        let line = format!("{}. {}{deadline}", entry.title, entry.what);
        ink.wrapped(out, &format!("  {:>room$}  ", reader.date(entry.due)), "2", &line);
    }
    let left = entries.len().saturating_sub(NEXT);
    if left > 0 {
        ink.wrapped(out, "  ", "", &reader.texts.say_count("term-more-steps", left));
    }
}

fn warnings(out: &mut String, ink: Ink, reader: &Reader, plan: &Plan) {
    if plan.warnings.is_empty() {
        return;
    }
    ink.heading(out, &reader.texts.say("warnings-heading"));
    for warning in plan.warnings.iter().take(WARNINGS) {
        let about = reader.subjects(&warning.subjects);
        let sentence = reader.notice(warning);
        ink.wrapped(
            out,
            "  ! ",
            "33",
            &if about.is_empty() {
                sentence
            } else {
                format!("{sentence} ({about})")
            },
        );
    }
    let left = plan.warnings.len().saturating_sub(WARNINGS);
    if left > 0 {
        ink.wrapped(out, "  ", "", &reader.texts.say_count("rows-more", left));
    }
}

fn more(out: &mut String, ink: Ink, reader: &Reader, rows: usize) {
    if rows > ROWS {
        ink.wrapped(out, "  ", "", &reader.texts.say_count("rows-more", rows - ROWS));
    }
}
