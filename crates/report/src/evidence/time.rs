//! Cover over time: the pools as they were planned, and every time at which the present was proved, with what was seen then.

use super::{
    Sources,
    views::{Block, Picture, Table, day, number, over, text},
};
use crate::{
    page::pools::key,
    picture::{Pool, measured, svg},
    texts::Args,
};
use nahtlos_model::{dates::day_number, ids::SkuId};

/// Pools with a picture.
const POOLS: usize = 12;
/// Rows of the table of checkpoints.
const ROWS: usize = 400;

pub(super) fn blocks(s: &Sources) -> Vec<Block> {
    let mut blocks = Vec::new();
    if s.cover.is_empty() {
        return vec![Block::None(s.say("evidence-time-nothing"))];
    }
    if let Some((made, case)) = s.of.held().and_then(|made| Some((made, made.case.as_ref()?))) {
        let pools = Pool::all(case, &made.plan);
        let mut legend = key(&s.reader, &pools);
        legend.push((measured::swatch(), s.say("evidence-legend-measured")));
        blocks.push(Block::Legend(legend));
        for (at, pool) in pools.iter().take(POOLS).enumerate() {
            blocks.push(Block::Picture(picture(s, pool, at)));
        }
        blocks.push(Block::Picture(bar(s, &pools)));
    }
    blocks.push(Block::Folded(
        s.reader.texts.say_count("evidence-time-table", s.cover.len()),
        table(s),
    ));
    blocks
}

fn picture(s: &Sources, pool: &Pool, at: usize) -> Picture {
    let id = format!("pool-{}", at + 1);
    let points = s.cover.iter().filter(|point| point.users.is_some());
    let measured = points.clone().filter_map(|point| {
        let pools = &point.pools;
        let one = pools.iter().find(|one| one.sku == pool.sku)?;
        Some((day_number(point.at.date()), one.seats - one.held))
    });
    let measured: Vec<(i32, i64)> = measured.collect();
    let least = measured.iter().map(|(_, free)| *free).min();
    let facts = match least {
        Some(least) => s.fill(
            "evidence-pool-facts",
            Args::new().count("times", measured.len()).count("free", least),
        ),
        None => s.say("evidence-pool-never"),
    };
    let strip = measured::strip(
        pool.axis,
        &measured.iter().map(|(day, _)| *day).collect::<Vec<_>>(),
        &s.say("evidence-legend-measured"),
    );
    Picture {
        name: s.reader.sku(pool.sku),
        facts,
        scale: svg::scale(pool, &s.reader),
        svg: svg::pool(pool, &s.reader, &id) + &strip,
        id,
    }
}

/// From the first time at which cover was proved to the last, unbroken or broken.
fn bar(s: &Sources, pools: &[Pool]) -> Picture {
    let axis = pools.first().map_or_else(
        || crate::picture::Axis::new(s.of.of.created.date(), s.of.last().date()),
        |pool| pool.axis,
    );
    let points: Vec<(i32, bool)> = s
        .cover
        .iter()
        .map(|point| (day_number(point.at.date()), point.refuted.is_none()))
        .collect();
    let whole = points.iter().all(|(_, holds)| *holds);
    let sentence = s.say(if whole { "evidence-bar-whole" } else { "evidence-bar-broken" });
    Picture {
        id: "covered".to_owned(),
        name: s.say("evidence-bar"),
        facts: sentence.clone(),
        scale: String::new(),
        svg: measured::bar(axis, &points, &s.reader, &sentence),
    }
}

fn table(s: &Sources) -> Table {
    let pools = |of: &[nahtlos_model::moves::evidence::told::PoolNow]| {
        let one = |pool: &nahtlos_model::moves::evidence::told::PoolNow| {
            let args = Args::new()
                .text("sku", s.reader.sku(pool.sku))
                .count("held", pool.held)
                .count("seats", pool.seats);
            s.fill("evidence-pool-now", args)
        };
        of.iter()
            .filter(|pool| pool.held > 0 || pool.seats > 0)
            .map(one)
            .collect::<Vec<_>>()
            .join(" · ")
    };
    let named = |id: &str| {
        let step = s.steps.iter().rev().find(|step| step.id == id);
        step.map_or_else(|| id.to_owned(), |step| s.reader.word(step.kind))
    };
    let row = |point: &nahtlos_model::moves::evidence::tables::Checkpoint| {
        let tight = point.tightest.as_ref().map(|tight| {
            let sku: SkuId = tight.sku;
            over(
                s.reader.count(tight.seats - tight.held),
                format!("{}, {}", s.reader.sku(sku), s.reader.date(tight.day)),
            )
        });
        vec![
            day(s.time(point.at)),
            text(named(&point.step)),
            number(
                point
                    .users
                    .map_or_else(|| "✗".to_owned(), |users| s.reader.count(i64::try_from(users).unwrap_or(i64::MAX))),
            ),
            text(match &point.refuted {
                Some(counter) => s.reader.notice(counter),
                None => pools(&point.pools),
            }),
            tight.unwrap_or_default(),
        ]
    };
    let left = s.cover.len().saturating_sub(ROWS);
    Table {
        label: s.say("evidence-time-heading"),
        head: vec![
            day(s.say("evidence-col-when")),
            text(s.say("evidence-col-before")),
            number(s.say("evidence-col-covered")),
            text(s.say("evidence-col-pools")),
            text(s.say("evidence-col-tightest")),
        ],
        rows: s.cover.iter().take(ROWS).map(row).collect(),
        more: if left > 0 {
            s.reader.texts.say_count("rows-more", left)
        } else {
            String::new()
        },
        ..Table::default()
    }
}
