//! Seats and licences over time: one picture per pool with the same figures in a table, the pools that
//! matter most first and the rest folded, and the bar "every user covered" under them all.

use super::Sources;
use crate::{
    numbers,
    picture::{
        BandKind, Pool,
        bands::Level,
        cover, legend,
        svg::{self, band_class},
    },
    sentence::Reader,
    texts::Args,
};
use nahtlos_model::{dates::date_of, estate::Channel};
use nahtlos_planner::verify::Verdict;

/// Pools shown open; the rest is folded.
const SHOWN: usize = 12;
/// Most rows of a pool's table.
const ROWS: usize = 120;

/// The section of pictures.
pub(crate) struct Pools {
    pub(crate) legend: Vec<(String, String)>,
    pub(crate) shown: Vec<PoolView>,
    pub(crate) folded: Vec<PoolView>,
    pub(crate) folded_summary: String,
    pub(crate) cover_svg: String,
    pub(crate) cover_label: String,
    pub(crate) cover_state: &'static str,
}

/// A pool's picture and table.
pub(crate) struct PoolView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) facts: String,
    pub(crate) scale: String,
    pub(crate) svg: String,
    pub(crate) from: i32,
    pub(crate) days: i32,
    pub(crate) hover_label: String,
    pub(crate) summary: String,
    pub(crate) rows: Vec<LevelRow>,
    pub(crate) more: String,
}

/// Some days of a pool.
pub(crate) struct LevelRow {
    pub(crate) offset: i32,
    pub(crate) from: String,
    pub(crate) originals: String,
    pub(crate) bought: String,
    pub(crate) seats: String,
    pub(crate) held: String,
    pub(crate) slack: String,
    pub(crate) tight: bool,
    pub(crate) events: String,
}

impl Pools {
    pub(crate) fn build(s: &Sources, pools: &[Pool]) -> Self {
        let mut views: Vec<PoolView> = pools.iter().enumerate().map(|(n, pool)| view(s, pool, n + 1)).collect();
        let folded = if views.len() > SHOWN + 2 {
            views.split_off(SHOWN)
        } else {
            Vec::new()
        };
        let axis = crate::picture::Axis::new(s.plan.as_of, s.plan.horizon);
        let sentence;
        let (broken, cover_state) = match s.verdict {
            Verdict::Proved(_) => (None, "ok"),
            Verdict::Refuted(counter) => {
                sentence = s.reader.notice(counter);
                (Some((Sources::broken_from(counter), sentence.as_str())), "bad")
            }
        };
        Self {
            legend: key(&s.reader, pools),
            folded_summary: s.reader.texts.say_count("pools-folded", folded.len()),
            shown: views,
            folded,
            cover_label: match broken {
                Some((_, sentence)) => format!("{} {sentence}", s.say("cover-broken")),
                None => s.say("cover-whole"),
            },
            cover_svg: cover::cover_bar(axis, &s.reader, broken),
            cover_state,
        }
    }
}

/// Only what occurs in a picture is explained.
pub(crate) fn key(reader: &Reader, pools: &[Pool]) -> Vec<(String, String)> {
    let has = |kind: BandKind| pools.iter().any(|p| p.bands.iter().any(|b| b.kind == kind));
    let mark = |kind| pools.iter().any(|p| p.marks.iter().any(|m| m.kind == kind));
    let mut list = Vec::new();
    for channel in Channel::ALL {
        if has(BandKind::Original(*channel)) {
            list.push((legend::swatch(band_class(BandKind::Original(*channel))), reader.word(*channel)));
        }
    }
    let rest = [
        (has(BandKind::Purchase), "b-buy", "legend-purchase"),
        (has(BandKind::Renewal), "b-ren", "legend-renewal"),
        (pools.iter().any(|p| !p.paid_twice.is_empty()), "twice", "legend-twice"),
        (true, "held", "legend-held"),
        (true, "tight", "legend-tight"),
        (mark(crate::picture::MarkKind::Start), "m-buy", "legend-start"),
        (mark(crate::picture::MarkKind::Deadline), "m-dead", "legend-deadline"),
        (mark(crate::picture::MarkKind::Price), "m-price", "legend-price"),
        (mark(crate::picture::MarkKind::Step), "m-step", "legend-step"),
    ];
    list.extend(
        rest.into_iter()
            .filter(|r| r.0)
            .map(|(_, class, key)| (legend::swatch(class), reader.texts.say(key))),
    );
    list
}

fn view(s: &Sources, pool: &Pool, number: usize) -> PoolView {
    let id = format!("pool-{number}");
    let rows = rows(s, pool);
    let left = rows.len().saturating_sub(ROWS);
    let mut facts = vec![s.fill("pool-held", Args::new().count("held", pool.most_held()))];
    facts.push(s.fill("pool-cost", Args::new().text("cost", s.reader.money(pool.cost))));
    if let Some(level) = pool.tightest() {
        facts.push(
            s.fill(
                "pool-tightest",
                Args::new()
                    .text("day", s.reader.date(date_of(level.from)))
                    .count("slack", level.slack),
            ),
        );
    }
    PoolView {
        name: s.reader.sku(pool.sku),
        facts: facts.join(" · "),
        scale: svg::scale(pool, &s.reader),
        svg: svg::pool(pool, &s.reader, &id),
        from: pool.axis.from,
        days: pool.axis.days(),
        hover_label: s.fill("pool-hover", Args::new().text("sku", s.reader.sku(pool.sku))),
        summary: s.fill("pool-table", Args::new().text("sku", s.reader.sku(pool.sku))),
        rows: rows.into_iter().take(ROWS).collect(),
        more: if left > 0 {
            s.reader.texts.say_count("rows-more", left)
        } else {
            String::new()
        },
        id,
    }
}

/// A row for every level and every day with a mark, so that the table says all that the picture shows.
fn rows(s: &Sources, pool: &Pool) -> Vec<LevelRow> {
    let lang = s.reader.texts.lang();
    let tightest = pool.tightest();
    let mut days: Vec<i32> = pool.levels.iter().map(|l| l.from).chain(pool.marks.iter().map(|m| m.day)).collect();
    days.sort_unstable();
    days.dedup();
    let level_on = |day: i32| pool.levels.iter().find(|l| l.from <= day && day < l.to);
    days.into_iter()
        .filter_map(|day| {
            let level: &Level = level_on(day)?;
            let mut events: Vec<String> = (0..pool.marks.len())
                .filter(|m| pool.marks[*m].day == day)
                .map(|m| legend::mark_words(pool, &s.reader, m))
                .collect();
            events.dedup();
            Some(LevelRow {
                offset: day - pool.axis.from,
                from: s.reader.date(date_of(day)),
                originals: s.reader.count(pool.seats_on(day, |k| matches!(k, BandKind::Original(_)))),
                bought: s.reader.count(pool.seats_on(day, |k| !matches!(k, BandKind::Original(_)))),
                seats: s.reader.count(level.seats),
                held: s.reader.count(level.held),
                slack: numbers::count(lang, level.slack),
                tight: tightest.is_some_and(|t| t.from == day),
                events: events.join("; "),
            })
        })
        .collect()
}
