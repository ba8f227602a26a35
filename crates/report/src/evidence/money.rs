//! Planned and charged, purchase by purchase and line by line.

use super::{
    Sources,
    story::short,
    views::{Block, Cell, Table, day, number, over, text},
};
use crate::texts::Args;
use nahtlos_model::{
    moves::evidence::money::{LineMoney, Money, OrderTold, PurchaseMoney, money},
    policy::PriceColumn,
};

pub(super) fn blocks(s: &Sources) -> Vec<Block> {
    let Some(money) = money(s.of) else {
        return vec![Block::None(s.say("evidence-money-nothing"))];
    };
    if s.is_elsewhere() {
        return elsewhere(s, &money);
    }
    let list = s.of.held().is_some_and(|made| made.plan.policy.price == PriceColumn::Erp);
    let mut blocks = vec![Block::Facts(vec![
        (s.say("evidence-money-planned"), s.money(money.planned_minor)),
        (s.say("evidence-money-whole"), s.money(money.planned_whole_minor)),
        (s.say("evidence-money-so-far"), s.money(money.planned_so_far_minor)),
        (s.say("evidence-money-expected"), s.money(money.expected_minor)),
        (s.say("evidence-money-charged"), s.money(money.charged_minor)),
        (s.say("evidence-money-difference"), s.money(money.difference_minor)),
    ])];
    if list {
        blocks.push(Block::Text(s.say("evidence-money-list")));
    }
    blocks.push(Block::Table(table(s, &money)));
    blocks
}

/// Of what another service charges nothing is known here but what it said of its orders.
fn elsewhere(s: &Sources, money: &Money) -> Vec<Block> {
    let facts = vec![
        (s.say("evidence-money-planned"), s.money(money.planned_minor)),
        (s.say("evidence-money-whole"), s.money(money.planned_whole_minor)),
    ];
    let mut blocks = vec![Block::Facts(facts), Block::Text(s.say("evidence-money-elsewhere"))];
    if money.told.is_empty() {
        blocks.push(Block::None(s.say("evidence-money-untold")));
        return blocks;
    }
    let row = |told: &OrderTold| {
        vec![
            over(told.purchases.join(", "), told.order.clone()),
            day(s.reader.date(told.at.date())),
            number(told.price.clone()),
        ]
    };
    blocks.push(Block::Table(Table {
        label: s.say("evidence-money-heading"),
        head: vec![
            text(s.say("evidence-col-what")),
            day(s.say("evidence-col-ordered")),
            number(s.say("evidence-col-told")),
        ],
        rows: money.told.iter().map(row).collect(),
        ..Table::default()
    }));
    blocks
}

fn table(s: &Sources, money: &Money) -> Table {
    let mut rows = Vec::new();
    for purchase in &money.purchases {
        rows.push(head(s, purchase));
        rows.extend(purchase.lines.iter().map(|line| row(s, line)));
    }
    rows.extend(money.others.iter().map(|line| row(s, line)));
    Table {
        label: s.say("evidence-money-heading"),
        head: vec![
            text(s.say("evidence-col-what")),
            text(s.say("evidence-col-period")),
            number(s.say("col-seats")),
            number(s.say("evidence-col-planned")),
            number(s.say("evidence-col-expected")),
            number(s.say("evidence-col-charged")),
            number(s.say("evidence-col-difference")),
        ],
        rows,
        foot: vec![
            text(s.say("evidence-money-total")),
            Cell::default(),
            Cell::default(),
            number(s.money(money.planned_so_far_minor)),
            number(s.money(money.expected_minor)),
            number(s.money(money.charged_minor)),
            number(s.money(money.difference_minor)),
        ],
        more: String::new(),
    }
}

/// A purchase, over its lines.
fn head(s: &Sources, purchase: &PurchaseMoney) -> Vec<Cell> {
    let about = match (&purchase.subscription, &purchase.order) {
        (None, _) => s.say("evidence-money-not-bought"),
        (Some(_), _) if purchase.lines.is_empty() => s.say("evidence-money-to-come"),
        (Some(subscription), order) => {
            let args = Args::new().text("subscription", short(subscription));
            match order {
                Some(order) => s.fill("evidence-money-of-order", args.text("order", short(order))),
                None => s.fill("evidence-money-of", args),
            }
        }
    };
    vec![
        over(format!("{} · {}", purchase.id, s.reader.sku(purchase.sku)), about),
        text(period(s, purchase.start, purchase.end)),
        number(s.reader.count(purchase.seats)),
        Cell {
            below: s.say("evidence-money-term"),
            ..number(s.money(purchase.planned_minor))
        },
        Cell::default(),
        number(if purchase.lines.is_empty() {
            "–".to_owned()
        } else {
            s.money(purchase.charged_minor)
        }),
        number(if purchase.lines.is_empty() {
            "–".to_owned()
        } else {
            s.money(purchase.difference_minor)
        }),
    ]
}

fn period(s: &Sources, from: nahtlos_model::dates::Date, until: nahtlos_model::dates::Date) -> String {
    format!("{} – {}", s.reader.date(from), s.reader.date(until))
}

fn row(s: &Sources, line: &LineMoney) -> Vec<Cell> {
    vec![
        over(format!("↳ {}", s.say(&format!("evidence-charge-{}", line.kind))), short(&line.line)),
        text(period(s, line.from, line.until)),
        number(s.reader.count(line.quantity)),
        number(s.money(line.planned_minor)),
        number(s.money(line.expected_minor)),
        number(s.money(line.charged_minor)),
        number(s.money(line.difference_minor)),
    ]
}
